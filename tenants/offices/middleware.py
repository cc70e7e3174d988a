"""The first middleware: host → office, for the time of one request.

Whatever runs before it would still see the office of the thread's previous request; so nothing may. Warm, it
asks the database nothing.
"""

from collections.abc import Callable, Iterator

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotFound, StreamingHttpResponse
from django.http.response import FileResponse
from django.urls import set_urlconf

from offices.hosts import Place, place_of
from offices.http import HostKind
from offices.models import SERVED, Office
from offices.scope import office_scope, public_scope

CLOSED = "config.urls.closed"
URLCONFS = {
    HostKind.OFFICE: "config.urls.office",
    HostKind.KABUPATEN: "config.urls.kabupaten",
    HostKind.BASE: "config.urls.base",
}
NOT_FOUND = (
    '<!DOCTYPE html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Tidak ditemukan</title><main><h1>Tidak ditemukan</h1></main></html>"
)
NOTHING = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


def _place(request: HttpRequest) -> Place | None:
    try:
        return place_of(request.get_host())
    except DisallowedHost:
        return None


class OfficeMiddleware:
    """Sets `request.host_kind`, `request.office` (None but on office hosts) and the scope for one request."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with public_scope():
            place = _place(request)
            if place is None:
                return HttpResponseNotFound(NOT_FOUND, headers=NOTHING)
            try:
                return self._answer(request, place)
            finally:
                set_urlconf(None)

    def _answer(self, request: HttpRequest, place: Place) -> HttpResponseBase:
        office = place.office if place.office and place.office.state in SERVED else None
        closed = place.office is not None and office is None
        request.host_kind = place.kind  # type: ignore[attr-defined]
        request.office = office  # type: ignore[attr-defined]
        request.urlconf = CLOSED if closed else URLCONFS[place.kind]
        set_urlconf(request.urlconf)
        if office is None:
            return self.get_response(request)
        with office_scope(office):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = _streamed(office, iter(response))
        return response


def _streamed(office: Office, content: Iterator[bytes]) -> Iterator[bytes]:
    """`content`, made piece by piece after the middleware has left: each piece in the office's scope."""
    while True:
        with office_scope(office):
            piece = next(content, None)
        if piece is None:
            return
        yield piece
