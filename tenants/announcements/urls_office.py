"""Addresses of announcements on an office's host."""

from django.urls import path

from announcements import views_office

urlpatterns = [
    path("pengumuman/", views_office.notices, name="notices"),
    path("pengumuman/<uuid:announcement_id>/dibaca/", views_office.read, name="notice_read"),
]
