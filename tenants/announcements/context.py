"""What the kabupaten announces, above the pages of who is at work in an office."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.permissions import actor_of
from announcements import queries
from commons import clock


def announced(request: HttpRequest) -> dict[str, Any]:
    """`announced`: {shown, more}; one query, and only where the layout shows it."""
    actor = actor_of(request)
    if actor is None or actor.office_id is None:
        return {}
    return {"announced": SimpleLazyObject(lambda: _announced(actor))}


def _announced(actor: Any) -> dict[str, Any]:
    found = queries.unread(actor, on=clock.today())
    return {"shown": found[: queries.MOST_SHOWN], "more": max(0, len(found) - queries.MOST_SHOWN)}
