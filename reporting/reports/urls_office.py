"""Addresses of an office's own reports, on its host."""

from django.urls import path

from reports import views_office

urlpatterns = [
    path("laporan/", views_office.reports, name="own_reports"),
    path("laporan/susun/", views_office.ask, name="own_reports_ask"),
    path("laporan/kelengkapan.pdf", views_office.completeness, name="own_completeness_pdf"),
    path("laporan/bukti/", views_office.evidence, name="own_evidence"),
    path("laporan/ulang/<uuid:drawing_id>/", views_office.again, name="own_reports_again"),
    path("laporan/unduh/<uuid:report_id>.<slug:format_>", views_office.download, name="own_reports_file"),
    path("laporan/pekppp/<int:year>/", views_office.pekppp, name="own_pekppp"),
    path("laporan/pekppp/<int:year>/<slug:point>/", views_office.point, name="own_point"),
]
