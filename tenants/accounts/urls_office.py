"""Addresses that only an office's host has."""

from django.urls import path

from accounts import views_staff

urlpatterns = [
    path("pengaturan/petugas/", views_staff.staff, name="settings_staff"),
]
