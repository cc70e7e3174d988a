"""Addresses of the check on the kabupaten's host."""

from django.urls import path

from linting import views_kabupaten as views

urlpatterns = [
    path("pemeriksaan-standar/", views.overview, name="lint_overview"),
    path("pemeriksaan-standar/kantor/<slug:slug>/", views.office, name="lint_office"),
    path("pemeriksaan-standar/aturan/<slug:code>/", views.rule, name="lint_rule"),
]
