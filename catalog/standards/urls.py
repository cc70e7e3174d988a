"""Addresses of an office's public pages."""

from django.urls import path

from standards import views

urlpatterns = [
    path("", views.home, name="home"),
    path("layanan/<slug:code>/", views.service, name="service"),
]
