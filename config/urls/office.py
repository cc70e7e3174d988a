"""Addresses of an office host."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("config.api")),
    path("", include("queueing.urls")),
    path("", include("applications.urls")),
    path("", include("lookups.urls")),
    path("", include("documents.urls")),
    path("", include("standards.urls")),
    path("", include("accounts.urls")),
    path("", include("accounts.urls_office")),
]
