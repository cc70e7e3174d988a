"""The clock of a rehearsal: views of its office run ahead by what its people moved it.

Sessions, codes and links keep real time: only the view itself is under it.
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from accounts.permissions import actor_of
from commons import clock
from onboarding import rehearsals


class RehearsalClockMiddleware:
    """Sets `request.rehearsal` for who is at work in a rehearsal's office; costs other offices nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with ExitStack() as stack:
            request.rehearsal_clock = stack  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any) -> None:
        """Move the clock on, unless the view belongs to signing in."""
        office = getattr(request, "office", None)
        if office is None or not office.is_rehearsal or actor_of(request) is None:
            return
        row = rehearsals.by_shadow(office)
        if row is None or getattr(view, "before_second_factor", False):
            return
        request.rehearsal = row  # type: ignore[attr-defined]
        request.real_time = clock.now()  # type: ignore[attr-defined]
        stack: ExitStack = request.rehearsal_clock  # type: ignore[attr-defined]
        stack.enter_context(clock.ahead(timedelta(seconds=row.shift)))
