"""Who acts in this request, and what they must do before anything else."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from accounts.models import User
from accounts.permissions import actor_of, whole_page
from accounts.signin import has_second_factor, needs_second_factor

API = "/api/"


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
        if actor_of(request) is not None and not response.has_header("Cache-Control"):
            # The computer at the counter is shared: no page of one person is left for the next.
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Lead a person who must set up a second factor, or choose a password, to where they do it."""
        actor = getattr(request, "actor", None)
        if actor is None or getattr(view, "before_second_factor", False):
            return None
        if needs_second_factor(actor) and not has_second_factor(request):
            return whole_page(request, reverse("totp_setup"))
        if isinstance(request.user, User) and request.user.credential.must_change:
            return whole_page(request, reverse("password_change"))
        return None
