"""How a kiosk or a TV shows who it is: by a token of its own in a cookie, never by a person's session.

The token is random, given once when the device is paired, and stored as its SHA-256; it opens the pages of
its kind of screen on this office's host and nothing else. The cookie is HttpOnly, of this host alone and
SameSite=Strict, so that no page elsewhere makes a browser send it; and every form of a screen carries
Django's CSRF token besides. There is nothing to hijack: a screen knows numbers and counters.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from accounts.ratelimit import allowed
from queueing import queries_devices
from queueing.models import Device, DeviceKind

COOKIES = {DeviceKind.KIOSK: "loket_kiosk", DeviceKind.DISPLAY: "loket_tv"}
LONGEST = 400 * 24 * 60 * 60  # no browser keeps a cookie longer; each beat gives the time anew

PER_MINUTE, STRANGERS_PER_MINUTE = 900, 300

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Device, P], HttpResponseBase]
Open = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def token_of(request: HttpRequest, kind: DeviceKind) -> str:
    """What the browser shows as its token; "" when nothing."""
    return request.COOKIES.get(COOKIES[kind], "")


def device_of(request: HttpRequest, kind: DeviceKind) -> Device | None:
    """The paired device of this kind that asks, or None."""
    return queries_devices.by_token(token_of(request, kind), kind=kind)


def for_device(kind: DeviceKind) -> Callable[[View[P]], Open[P]]:
    """Open a view to paired devices of this kind: it gets the device. Others read how to pair one (403).

    All screens of an office, and the phones in its waiting room, come from one address: counted is what each
    device asks, and by address what others ask.
    """

    def decorate(view: View[P]) -> Open[P]:
        @wraps(view)
        def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            device = device_of(request, kind)
            if device is None:
                return unknown(request, kind)
            if not allowed(request, f"screen:{device.id.hex}", limit=PER_MINUTE, seconds=60):
                return _too_many(request)
            return view(request, device, *args, **kwargs)

        return opened

    return decorate


def unknown(request: HttpRequest, kind: DeviceKind) -> HttpResponse:
    """The answer to a browser that is no device of this office."""
    if not allowed(request, "no_screen", limit=STRANGERS_PER_MINUTE, seconds=60):
        return _too_many(request)
    return render(request, "queueing/device_unknown.html", {"kind": kind.label}, status=403)


def _too_many(request: HttpRequest) -> HttpResponse:
    page = render(request, "429.html", status=429)
    page.headers["Retry-After"] = "60"
    return page


def remember(response: HttpResponseBase, kind: DeviceKind, token: str) -> None:
    """Give the browser its token."""
    response.set_cookie(
        COOKIES[kind],
        token,
        max_age=LONGEST,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
