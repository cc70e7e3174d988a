"""Addresses on an office's host: always of the office of the host."""

from django.urls import path

from completeness import views_office

urlpatterns = [
    path("kelengkapan/", views_office.own, name="own_completeness"),
    path("kelengkapan/bukti.<str:kind>", views_office.export, name="own_completeness_export"),
]
