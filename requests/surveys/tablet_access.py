"""How a counter tablet shows who it is: by a token of its own in a cookie, never by a person's session.

The token is random, given once when the tablet is paired, and stored as its SHA-256; it opens the form of
this office's survey and nothing else. The cookie is HttpOnly, of this host alone and SameSite=Strict.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from accounts.ratelimit import allowed
from surveys import queries
from surveys.models import SurveyTablet

COOKIE = "loket_survey_tablet"
LONGEST = 400 * 24 * 60 * 60  # no browser keeps a cookie longer
PER_MINUTE, STRANGERS_PER_MINUTE = 120, 60

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, SurveyTablet, P], HttpResponseBase]
Open = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def for_tablet(view: View[P]) -> Open[P]:
    """Open a view to paired tablets: it gets the tablet. Others read how to pair one (403)."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        tablet = queries.tablet_by_token(request.COOKIES.get(COOKIE, ""))
        if tablet is None:
            return _unknown(request)
        if not allowed(request, f"survey_tablet:{tablet.id.hex}", limit=PER_MINUTE, seconds=60):
            return _too_many(request)
        return view(request, tablet, *args, **kwargs)

    return opened


def _unknown(request: HttpRequest) -> HttpResponse:
    if not allowed(request, "no_survey_tablet", limit=STRANGERS_PER_MINUTE, seconds=60):
        return _too_many(request)
    return render(request, "surveys/tablet_unknown.html", status=403)


def _too_many(request: HttpRequest) -> HttpResponse:
    page = render(request, "429.html", status=429)
    page.headers["Retry-After"] = "60"
    return page


def remember(response: HttpResponseBase, token: str) -> None:
    """Give the browser its token."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=LONGEST,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
