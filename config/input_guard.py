"""What no page of ours could have sent is refused before any view sees it: once here, not once per field.

PostgreSQL keeps no NUL, so a NUL anywhere in an address or a form would end in a server error far from where
it came in; and nobody reads a body of gigabytes to find out that it is no form.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.permissions import actor_of
from config.problems import CONTENT_TYPE, problem

API = "/api/"
MEGABYTE = 1024 * 1024
# The largest upload is a poverty list of 20 MB (`commons.tables`); bodies of the API are forms.
MOST = 24 * MEGABYTE
MOST_API = 1 * MEGABYTE
# A browser shows an answer only once its body was taken: a photograph that got past a page's script is heard
# out and thrown away. What is larger still was not sent by a person, and finds the line cut.
MOST_HEARD = 64 * MEGABYTE
PIECE = 64 * 1024
# An office's archive comes in here, from the kabupaten's admin alone: whoever else sends gigabytes is refused
# before a byte of them is read.
ARCHIVES = "/kantor/pulihkan/"
NUL = "\0"
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class InputGuardMiddleware:
    """413 for a body that is too large; 400 for a NUL in a page's address or form (the API checks fields).

    It stands after the CSRF middleware, so that a form is read only when its sender has a token.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A body without a length is not read at all: WSGI gives none of it.
        if _length(request) > _most(request):
            return _too_large(request)
        if not _is_api(request) and (NUL in request.path_info or _has_nul(request.GET)):
            return render(request, "400.html", status=400)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Look into the form, now that it may be read."""
        is_form = request.method == "POST" and request.content_type in FORMS and not _is_api(request)
        return render(request, "400.html", status=400) if is_form and _has_nul(request.POST) else None


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)


def _most(request: HttpRequest) -> int:
    if _is_api(request):
        return MOST_API
    actor = actor_of(request)
    if request.path_info != ARCHIVES or actor is None or actor.office_id is not None:
        return MOST
    return settings.ARCHIVE_BYTES if actor.has(Role.KAB_ADMIN) else MOST


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    # What is no number is nothing: Django reads it so, too.
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def _has_nul(data: Any) -> bool:
    return any(NUL in key or any(NUL in value for value in values) for key, values in data.lists())


def _heard(request: HttpRequest) -> None:
    """Take the body off the line, without keeping a byte of it."""
    left = _length(request)
    if left > MOST_HEARD:
        return
    stream = request.META["wsgi.input"]
    with suppress(OSError):
        while left > 0 and (piece := stream.read(min(left, PIECE))):
            left -= len(piece)


def _too_large(request: HttpRequest) -> HttpResponseBase:
    _heard(request)
    if not _is_api(request):
        return render(request, "413.html", status=413)
    text = _("Kiriman ini terlalu besar. Tidak ada yang disimpan.")
    body = problem("too_large", text, 413, instance=request.path)
    return JsonResponse(body, status=413, content_type=CONTENT_TYPE)
