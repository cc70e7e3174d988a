"""Addresses of announcements on the kabupaten's host."""

from django.urls import path

from announcements import views

urlpatterns = [
    path("pengumuman/", views.announcements, name="announcements"),
    path("pengumuman/baru/", views.edit, name="announcement_new"),
    path("pengumuman/<uuid:announcement_id>/", views.announcement, name="announcement"),
    path("pengumuman/<uuid:announcement_id>/ubah/", views.edit, name="announcement_edit"),
    path("pengumuman/<uuid:announcement_id>/tindakan/", views.move, name="announcement_move"),
]
