"""On every staff page: that somebody of the kabupaten looks around the office."""

from typing import Any

from django.http import HttpRequest

from accounts import support
from accounts.actors import Actor
from accounts.permissions import actor_of
from commons import clock


def guests(request: HttpRequest) -> dict[str, Any]:
    """`guests` for `partials/support_band.html`: {own: bool, accesses: list}; nothing when nobody is there.

    Whether there is one came with the person's own row; only then the database is asked who.
    """
    actor = actor_of(request)
    if actor is None or actor.office_id is None:
        return {}
    now = clock.now()
    if actor.is_support:
        own = [each for each in support.open_at(actor.office_id, now=now) if each.id == actor.assignment_id]
        return {"guests": {"own": True, "accesses": own}}
    if actor.visited_until is None or actor.visited_until <= now or not _is_told(actor):
        return {}
    return {"guests": {"own": False, "accesses": support.open_at(actor.office_id, now=now)}}


def _is_told(actor: Actor) -> bool:
    return actor.has(*support.ENDERS)
