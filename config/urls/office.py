"""Addresses of an office host."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("bahasa/", set_language, name="set_language"),
    path("api/v1/", include("config.api")),
    path("", include("reports.urls_office")),
    path("", include("board.urls_office")),
    path("", include("completeness.urls_office")),
    path("", include("quality.urls")),
    path("", include("console.urls_office")),
    path("", include("satisfaction.urls")),
    path("", include("facilities.urls")),
    path("", include("supervision.urls")),
    path("", include("queueing.urls")),
    path("", include("surveys.urls")),
    path("", include("notifications.urls")),
    path("", include("handoff.urls")),
    path("", include("fallback.urls")),
    path("", include("suggestionbox.urls")),
    path("", include("recaps.urls")),
    path("", include("complaints.urls")),
    path("", include("applications.urls")),
    path("", include("signatures.urls")),
    path("", include("lookups.urls")),
    path("", include("documents.urls")),
    path("", include("standards.urls")),
    path("", include("linting.urls")),
    path("", include("responses.urls")),
    path("", include("recommended.urls_office")),
    path("", include("announcements.urls_office")),
    path("", include("accounts.urls")),
    path("", include("accounts.urls_office")),
    path("", include("onboarding.urls_rehearsal")),
]

handler400 = "config.failures.bad_request"
handler500 = "config.failures.server_error"
