"""What the kabupaten announces, above the pages of who is at work in an office."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.actors import Actor
from accounts.glance import glance
from accounts.permissions import actor_of
from announcements import queries
from commons import clock


def announced(request: HttpRequest) -> dict[str, Any]:
    """`announced`: {shown, more}, where there is something and the layout shows it: one query."""
    actor = actor_of(request)
    if actor is None or actor.office_id is None:
        return {}
    return {"announced": SimpleLazyObject(lambda: _announced(request, actor))}


def _announced(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    if not glance(request)["announced"]:
        return {}
    found = queries.unread(actor, on=clock.today())
    return {"shown": found[: queries.MOST_SHOWN], "more": max(0, len(found) - queries.MOST_SHOWN)}
