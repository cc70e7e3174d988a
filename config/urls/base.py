"""Addresses of the base host: the directory of offices, and the check of letters and PDFs."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from lettercheck.views import check
from signatures.views_public import check_pdf
from standards.views import directory

urlpatterns: list[URLPattern | URLResolver] = [
    path("bahasa/", set_language, name="set_language"),
    path("", directory, name="directory"),
    path("v/<str:code>", check, name="check"),
    path("periksa-pdf/", check_pdf, name="check_pdf"),
]

handler400 = "config.failures.bad_request"
handler500 = "config.failures.server_error"
