"""Addresses on the kabupaten's host."""

from django.urls import path

from completeness import views

urlpatterns = [
    path("kelengkapan/", views.all_offices, name="completeness"),
    path("kelengkapan/semua.<str:kind>", views.export_all, name="completeness_export"),
    path("kelengkapan/<str:code>/", views.one_office, name="completeness_office"),
]
