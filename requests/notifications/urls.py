"""Addresses of messages on an office host. Nothing personal stands in one."""

from django.urls import path

from notifications import views, views_hooks, views_settings

urlpatterns = [
    path("pesan/", views.outbox, name="messages"),
    path("pesan/perubahan/", views.changes, name="messages_changes"),
    path("pesan/hubungi/", views.calls, name="calls"),
    path("pesan/<uuid:message_id>/", views.message, name="message"),
    path("pesan/<uuid:message_id>/lihat/", views.reveal, name="message_reveal"),
    path("pesan/<uuid:message_id>/<slug:what>/", views.act, name="message_act"),
    path("berkas/<uuid:file_id>/pesan/izin/", views.consent, name="message_consent"),
    path("pemberitahuan/", views.bell, name="bell"),
    path("pemberitahuan/perubahan/", views.bell_changes, name="bell_changes"),
    path("pemberitahuan/jumlah/", views.bell_count, name="bell_count"),
    path("pemberitahuan/dilihat/", views.bell_seen, name="bell_seen"),
    path("pemberitahuan/saluran/", views.my_way, name="bell_way"),
    path("pengaturan/pesan/", views_settings.overview, name="settings_messages"),
    path("pengaturan/pesan/aturan/", views_settings.policy, name="settings_message_policy"),
    path("pengaturan/pesan/saluran/<slug:code>/", views_settings.channel, name="settings_message_channel"),
    path("pengaturan/pesan/saluran/<slug:code>/uji/", views_settings.test, name="settings_message_test"),
    path(
        "pengaturan/pesan/kata/<slug:kind>/<slug:code>/",
        views_settings.template,
        name="settings_message_template",
    ),
    path("hook/wa/", views_hooks.whatsapp, name="hook_whatsapp"),
    path("hook/sms/", views_hooks.sms, name="hook_sms"),
]
