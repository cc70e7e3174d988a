"""Addresses for guests of the kabupaten, on an office's host."""

from django.urls import path

from console import views_guest

urlpatterns = [
    path("bantuan/", views_guest.files, name="support_files"),
    path("bantuan/berkas/<uuid:id>/", views_guest.file, name="support_file"),
    path("bantuan/akhiri/", views_guest.end, name="support_end"),
]
