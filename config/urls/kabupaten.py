"""Addresses of the kabupaten host."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("bahasa/", set_language, name="set_language"),
    path("api/v1/", include("config.api_kabupaten")),
    path("", include("console.urls")),
    path("", include("officelife.urls")),
    path("", include("onboarding.urls")),
    path("", include("reports.urls")),
    path("", include("webhooks.urls")),
    path("", include("opendata.urls")),
    path("", include("completeness.urls")),
    path("", include("escalations.urls")),
    path("", include("complaints.urls_kabupaten")),
    path("", include("contentment.urls")),
    path("", include("voice.urls")),
    path("", include("board.urls")),
    path("", include("announcements.urls")),
    path("", include("masterdata.urls")),
    path("", include("linting.urls_kabupaten")),
    path("", include("accounts.urls")),
]

handler400 = "config.failures.bad_request"
handler500 = "config.failures.server_error"
