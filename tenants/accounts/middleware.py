"""Who acts in this request, and what they must do before anything else."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from accounts import support
from accounts.models import User
from accounts.permissions import actor_of, guest_refused, may_ask, whole_page
from accounts.signin import has_second_factor, needs_second_factor
from commons import clock

API = "/api/"
OK = 200


def _note_look(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write down what a guest of the kabupaten is about to see; what cannot be written down is not shown."""
    actor, office, match = actor_of(request), getattr(request, "office", None), request.resolver_match
    if actor is None or not actor.is_support or office is None or match is None:
        return
    if response.status_code != OK or not hasattr(match.func, "roles"):
        return
    page, file_id = match.url_name or "", match.kwargs.get("id")
    support.note_page(actor=actor, office=office, page=page, file_id=file_id, now=clock.now())


class AssignmentMiddleware:
    """Sets `request.actor`: the person's assignment on this host today, or None.

    Session and person (with password, for the session's digest, and assignment) are read only when the
    browser sent a session cookie: two queries. API requests act by their token alone, never by a cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = None  # type: ignore[attr-defined]
        with_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
        if with_cookie and not request.path_info.startswith(API) and isinstance(request.user, User):
            request.actor = request.user.actor  # type: ignore[attr-defined]
        response = self.get_response(request)
        _note_look(request, response)
        if actor_of(request) is not None and not response.has_header("Cache-Control"):
            # The computer at the counter is shared: no page of one person is left for the next.
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Lead a person who must set up a second factor, or choose a password, to where they do it."""
        actor = actor_of(request)
        if actor is None:
            return None
        if actor.is_support and not may_ask(request, view):
            return guest_refused(request)
        if getattr(view, "before_second_factor", False):
            return None
        if needs_second_factor(actor) and not has_second_factor(request):
            return whole_page(request, reverse("totp_setup"))
        if isinstance(request.user, User) and request.user.credential.must_change:
            return whole_page(request, reverse("password_change"))
        return None
