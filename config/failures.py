"""Pages for what goes wrong: a form that is too large (413) or unreadable (400), a server that is away (503),
and what is ours (500)."""

import sys

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.template import loader
from django.utils.cache import add_never_cache_headers

from config.problems import UNAVAILABLE

MEGABYTE = 1024 * 1024
RETRY_AFTER = 5  # seconds; the supervisor and the containers restart a server within that
RESENT = {"application/x-www-form-urlencoded", "multipart/form-data"}
# What is typed once and never written into a page.
SECRET = frozenset({"password", "old", "new", "again", "code", "passphrase"})
# Of answers that no middleware has seen: when it fails already who is asked.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
UNREADABLE = (UnreadablePostError, RequestDataTooBig, TooManyFieldsSent, BadRequest, OSError)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400. A form that says more than may be sent is too large, whatever Django calls it."""
    if isinstance(exception, RequestDataTooBig):
        limit = {"megabytes": _number(settings.DATA_UPLOAD_MAX_MEMORY_SIZE / MEGABYTE)}
        return render(request, "413.html", limit, status=413)
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", {"boxes": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS}, status=413)
    return HttpResponse(loader.render_to_string("400.html"), status=400, headers=HEADERS)


def _number(value: float) -> str:
    return f"{value:.3g}".replace(".", ",")


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500. The pages are rendered without context processors: those may ask the database.

    Whether a form was carried out may be unknown when a server goes away: its answer is lost with it. So what
    was sent comes back as a form to press again, with the same key; done twice, it is done once. A page that
    was only asked for asks again by itself.
    """
    if not isinstance(sys.exc_info()[1], UNAVAILABLE):
        return HttpResponse(loader.render_to_string("500.html"), status=500, headers=HEADERS)
    asked = request.method in {"GET", "HEAD"}
    fields = [] if asked else _sent(request)
    context = {
        "asked": asked,
        "path": request.get_full_path(),
        "fields": fields,
        "once": any(name == "idempotency_key" and value for name, value in fields),
    }
    page = HttpResponse(loader.render_to_string("503.html", context), status=503, headers=HEADERS)
    page.headers["Retry-After"] = str(RETRY_AFTER)
    if asked:
        page.headers["Refresh"] = str(RETRY_AFTER)
    add_never_cache_headers(page)
    return page


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form as they came; none when they cannot or must not be sent again from a page, as a
    form with files."""
    if request.content_type not in RESENT:
        return []
    try:
        if request.FILES:
            return []
        sent = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except UNREADABLE:
        return []
    return [] if SECRET & {name for name, _value in sent} else sent
