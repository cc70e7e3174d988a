"""Pages for what goes wrong: a server that is away says so (503), everything else is ours (500)."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template import loader

from config.problems import UNAVAILABLE

RETRY_AFTER = 5  # seconds; the supervisor and the containers restart a server within that


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500. The pages are rendered without context processors: those may ask the database."""
    if isinstance(sys.exc_info()[1], UNAVAILABLE):
        page = loader.render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return HttpResponse(loader.render_to_string("500.html"), status=500)
