"""Addresses of reports on the kabupaten's host."""

from django.urls import path

from reports import views, views_mail, views_pekppp, views_voice

urlpatterns = [
    path("laporan/", views.reports, name="reports"),
    path("laporan/susun/", views.ask, name="reports_ask"),
    path("laporan/ulang/<uuid:drawing_id>/", views.again, name="reports_again"),
    path("laporan/unduh/<uuid:report_id>.<slug:format_>", views.download, name="reports_file"),
    path("laporan/kantor/<str:code>/", views.office, name="reports_office"),
    path("laporan/kantor/<str:code>/kelengkapan.pdf", views.completeness, name="completeness_pdf"),
    path("laporan/kantor/<str:code>/bukti/", views.evidence, name="reports_evidence"),
    path("laporan/kantor/<str:code>/pekppp/<int:year>/", views_pekppp.sheet, name="reports_pekppp"),
    path(
        "laporan/kantor/<str:code>/pekppp/<int:year>/<slug:point>/", views_pekppp.point, name="reports_point"
    ),
    path("laporan/pengaduan.xlsx", views_voice.workbook, name="voice_xlsx"),
    path("laporan/pengaduan.pdf", views_voice.paper, name="voice_pdf"),
    path("laporan/surel/", views_mail.mail, name="reports_mail"),
    path("laporan/surel/<uuid:subscription_id>/hentikan/", views_mail.stop, name="reports_mail_stop"),
    path("laporan/surel/kirim/<uuid:outgoing_id>/", views_mail.repeat, name="reports_mail_repeat"),
    path("laporan/berhenti/<str:token>/", views_mail.unsubscribe, name="reports_unsubscribe"),
]
