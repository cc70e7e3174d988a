"""What every page of an office's staff asks about itself, in one statement.

The bar above each page wants to know five things that are mostly "nothing". Asked one by one they cost more
than many a page; so apps register what they want to know as one SQL value each, and ask the rest only where
there is something.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest

from accounts.actors import Actor
from accounts.permissions import the_actor
from commons import clock
from commons.clock import wib

_values: dict[str, str] = {}


def register(name: str, sql: str) -> None:
    """`sql`: an expression that gives one value, in the scope and with the rights of the office.

    It may use `%(user)s` (uuid), `%(roles)s` (text array), `%(now)s` (instant) and `%(on)s` (the day in WIB).
    """
    _values[name] = sql


def look(actor: Actor, *, now: datetime) -> Mapping[str, Any]:
    """Every registered value, by name. One query."""
    asked: dict[str, Any] = {
        "user": actor.user_id,
        "roles": sorted(actor.roles),
        "now": now,
        "on": wib(now).date(),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_values.values())}", asked)
        row = cursor.fetchone()
    return dict(zip(_values, row or (), strict=True))


def glance(request: HttpRequest) -> Mapping[str, Any]:
    """The values for who acts in this request, asked once."""
    found: Mapping[str, Any] | None = getattr(request, "loket_glance", None)
    if found is None:
        found = look(the_actor(request), now=clock.now())
        request.loket_glance = found  # type: ignore[attr-defined]
    return found
