"""Addresses of electronic signing on an office host."""

from django.urls import path

from signatures import views, views_public

urlpatterns = [
    path("periksa-pdf/", views_public.check_pdf, name="check_pdf"),
    path("tanda-tangan/riwayat/", views.log, name="signing_log"),
    path("tanda-tangan/sertifikat/", views.certificate, name="signing_certificate"),
    path("pengaturan/tanda-tangan/", views.settings_signing, name="settings_signing"),
]
