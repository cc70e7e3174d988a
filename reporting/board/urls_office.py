"""Addresses of an office's own figures, on its host."""

from django.urls import path

from board import views_office

urlpatterns = [
    path("kinerja/", views_office.own, name="own_board"),
    path("kinerja/laporan/", views_office.report, name="own_report"),
    path("kinerja/keberatan/<slug:key>/", views_office.doubt, name="own_doubt"),
]
