"""Addresses on the kabupaten's host."""

from django.urls import path

from escalations import views

urlpatterns = [
    path("pengaduan-naik/", views.escalations, name="escalations"),
    path("pengaduan-naik/<uuid:id>/", views.escalated, name="escalated"),
    path("pengaduan-naik/<uuid:id>/bukti/<uuid:paper_id>/", views.evidence, name="escalated_evidence"),
]
