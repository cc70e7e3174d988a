"""What is due every month (inventory, supervisor's review): when, and what became of it. Pure.

A month is due at the end of its fifth working day. The first that is due is the first that began when the
office had already begun with it; the month that goes on may be done until it ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from commons.worktime import NeverOpen, WorkCalendar
from indicators.periods import months_back, next_month

DUE_DAYS = 5
_DAY = timedelta(days=1)


class Stand(StrEnum):
    """What became of a month. FREE: it is not owed yet, and may be done."""

    KEPT = "KEPT"
    LATE = "LATE"
    OPEN = "OPEN"
    OVERDUE = "OVERDUE"
    MISSED = "MISSED"
    FREE = "FREE"


@dataclass(frozen=True, slots=True)
class Month:
    """A month that is or was due. `done_on`: when it was done; `due_on` is the last day in time."""

    first: date
    due_on: date
    stand: Stand
    done_on: date | None = None


def due_on(first: date, calendar: WorkCalendar, *, days: int = DUE_DAYS) -> date:
    """The last day in time of the month that begins at `first`; its last where the counter hardly opens."""
    try:
        found = calendar.add_working_days(first - _DAY, days)
    except NeverOpen:
        found = next_month(first)
    return min(found, next_month(first) - _DAY)


def first_due(begun: date) -> date:
    """The first month that is due in an office that began on that day."""
    return begun if begun.day == 1 else next_month(begun.replace(day=1))


def stand_of(first: date, due: date, done_on: date | None, *, today: date) -> Stand:
    """What became of a month by today."""
    if done_on is not None:
        return Stand.KEPT if done_on <= due else Stand.LATE
    if today <= due:
        return Stand.OPEN
    return Stand.OVERDUE if today < next_month(first) else Stand.MISSED


def months(
    begun: date,
    done: Mapping[date, date],
    calendar: WorkCalendar,
    *,
    today: date,
    days: int = DUE_DAYS,
    most: int = 13,
) -> list[Month]:
    """The months owed until today, those done though they were not, and that which goes on; newest first."""
    current = today.replace(day=1)
    oldest = max(months_back(current, most - 1), begun.replace(day=1))
    found = []
    while oldest <= current:
        due, done_on = due_on(oldest, calendar, days=days), done.get(oldest)
        stand = stand_of(oldest, due, done_on, today=today)
        if oldest < first_due(begun) and done_on is None:
            stand = Stand.FREE
        if stand is not Stand.FREE or oldest == current:
            found.append(Month(oldest, due, stand, done_on))
        oldest = next_month(oldest)
    return found[::-1]
