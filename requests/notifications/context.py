"""The bell of every staff page: how much is new for this person."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.glance import glance
from accounts.permissions import actor_of


def bell(request: HttpRequest) -> dict[str, Any]:
    """`bell`: a number for the layout; nothing for who is not at work in an office."""
    actor = actor_of(request)
    if actor is None or actor.office_id is None or actor.is_support:
        return {}
    return {"bell": SimpleLazyObject(lambda: glance(request)["bell"])}
