"""Addresses of the paper day. A line's code stands in an address; no name and no NIK does."""

from django.urls import path

from fallback import views, views_line

urlpatterns = [
    path("darurat/", views.sheets, name="fallback"),
    path("darurat/cari/", views.find, name="fallback_find"),
    path("darurat/tanda-tangan/", views.signatures, name="fallback_signatures"),
    path("darurat/<uuid:id>/", views.sheet, name="fallback_sheet"),
    path("darurat/<uuid:id>/lembar.pdf", views.sheet_pdf, name="fallback_pdf"),
    path("darurat/<uuid:id>/tutup/", views.close, name="fallback_close"),
    path("darurat/baris/<slug:code>/", views_line.line, name="fallback_line"),
]
