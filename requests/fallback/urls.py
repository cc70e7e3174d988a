"""Addresses of the paper day."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
