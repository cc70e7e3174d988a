"""Addresses of the Kotak Saran. No slip's words and no name stand in an address."""

from django.urls import path

from suggestionbox import views, views_settings, views_slips

urlpatterns = [
    path("kotak-saran/", views.box, name="box"),
    path("kotak-saran/terlewat/", views.missed, name="box_missed"),
    path("kotak-saran/salin/", views_slips.copy_queue, name="box_copy"),
    path("kotak-saran/slip/<uuid:id>/", views_slips.slip, name="box_slip"),
    path("kotak-saran/slip/<uuid:id>/foto/<uuid:photo_id>/", views_slips.photo, name="box_photo"),
    path("kotak-saran/<uuid:id>/", views.opening, name="box_opening"),
    path("kotak-saran/<uuid:id>/slip/", views_slips.add, name="box_add"),
    path("kotak-saran/<uuid:id>/berita-acara.pdf", views.record_pdf, name="box_record"),
    path("kotak-saran/<uuid:id>/<slug:what>/", views.act, name="box_act"),
    path("pengaturan/kotak-saran/", views_settings.settings_box, name="settings_box"),
]
