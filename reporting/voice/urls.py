"""Addresses on the kabupaten's host."""

from django.urls import path

from voice import views

urlpatterns = [
    path("pengaduan/", views.compiled, name="voice"),
    path("pengaduan/rekap/", views.recap_table, name="voice_recaps"),
]
