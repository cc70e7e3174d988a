"""Addresses of the check on an office's host."""

from django.urls import path

from linting import views

urlpatterns = [
    path("pengaturan/standar/periksa/", views.check, name="standards_check"),
    path("pengaturan/standar/periksa/<slug:key>/terima/", views.accept, name="standards_check_accept"),
    path("pengaturan/standar/periksa/<slug:key>/buka/", views.reopen, name="standards_check_reopen"),
]
