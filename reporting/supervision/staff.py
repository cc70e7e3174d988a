"""The people of the current office as the rules of this app take them."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from accounts.models import OFFICE_ROLES, Assignment
from commons.clock import wib
from offices.scope import current_office
from supervision.rostering import Stay
from supervision.superiors import Placed


def stays() -> list[Stay]:
    """Every assignment there was, is or will be, by name. One query."""
    rows = Assignment.objects.filter(office_id=current_office().id).select_related("user")
    return [_stay(row) for row in rows.order_by("user__name", "from_date")]


def _stay(row: Assignment) -> Stay:
    ended = wib(row.ended_at).date() if row.ended_at else None
    ends = [each for each in (row.to_date, ended) if each is not None]
    return Stay(
        row.user_id, row.user.name, row.title, tuple(row.roles), row.from_date, min(ends, default=None)
    )


def here(every: Iterable[Stay], day: date) -> list[Stay]:
    """Who works here on that day, each once: with their first title, and all roles."""
    found: dict[UUID, Stay] = {}
    for stay in every:
        if not stay.covers(day) or OFFICE_ROLES.isdisjoint(stay.roles):
            continue
        known = found.get(stay.user_id)
        roles = tuple(dict.fromkeys([*(known.roles if known else ()), *stay.roles]))
        found[stay.user_id] = Stay(
            stay.user_id, stay.name, known.title if known else stay.title, roles, stay.first, stay.until
        )
    return list(found.values())


def placed(people: Sequence[Stay]) -> list[Placed]:
    """Them, as the rule of superiors takes them."""
    return [Placed(each.user_id, frozenset(each.roles)) for each in people]
