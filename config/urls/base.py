"""Addresses of the base host: the directory of offices, and the check of letters."""

from django.urls import URLPattern, URLResolver, path

from lettercheck.views import check
from standards.views import directory

urlpatterns: list[URLPattern | URLResolver] = [
    path("", directory, name="directory"),
    path("v/<str:code>", check, name="check"),
]
