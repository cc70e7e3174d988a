"""Addresses on the kabupaten's host."""

from django.urls import path

from complaints import views_kabupaten

urlpatterns = [
    path("tenggat-pengaduan/", views_kabupaten.kabupaten_terms, name="kabupaten_terms"),
]
