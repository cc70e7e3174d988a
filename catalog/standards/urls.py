"""Addresses of an office's public pages."""

from django.urls import path

from standards import views, views_enact

urlpatterns = [
    path("", views.home, name="home"),
    path("layanan/<slug:code>/", views.service, name="service"),
    path("pengaturan/standar/", views_enact.enact, name="settings_standards"),
]
