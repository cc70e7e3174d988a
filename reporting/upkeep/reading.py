"""Reading what is promised behind the counter for the read model, in its office's scope.

The apps that keep it stand above and register what they count (`register`): for each day that is asked, rows
of (day, column, n). Facts of a day say what was so on that day, from rows that are never removed, so that a
rebuild gives the same years later.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commons.clock import wib
from indicators.cells import ALL_SERVICES, Cell, Key
from offices.changes import mark, new_mark
from offices.models import SERVED, DirtyMark, Office
from offices.scope import current_office, public_scope

TOPIC = "upkeep"
_DAY = timedelta(days=1)
Fact = tuple[date, str, int]


@dataclass(frozen=True)
class Counted:
    """What one app counts. `facts(days, now)`: of these days; `first_day`: when there was anything first."""

    name: str
    facts: Callable[[Collection[date], datetime], Iterable[Fact]]
    first_day: Callable[[], date | None]


_counted: dict[str, Counted] = {}


def register(counted: Counted) -> None:
    """Add what an app counts; the same name again replaces it."""
    _counted[counted.name] = counted


def read_upkeep(
    _office: Office, days: Collection[date], _oldest: date | None, now: datetime
) -> dict[Key, Cell]:
    """The cells of exactly these days. An office that began none of it yet counts nothing."""
    begun = first_day()
    wanted = [day for day in sorted(days) if begun is not None and begun <= day <= wib(now).date()]
    if not wanted:
        return {}
    cells: dict[Key, Cell] = {}
    for each in _counted.values():
        for day, column, n in each.facts(wanted, now):
            if n:
                cells.setdefault((ALL_SERVICES, day), Cell(day)).count(column, n)
    for day in wanted:
        cells.setdefault((ALL_SERVICES, day), Cell(day)).count("upkeep_days")
    return cells


def first_day() -> date | None:
    """When any of it began in this office."""
    return min((day for each in _counted.values() if (day := each.first_day()) is not None), default=None)


def touch(*, days: Collection[date] = (), since: date | None = None) -> None:
    """Have these days of the current office counted anew; in the transaction of the change."""
    mark(office_id=current_office().id, topic=TOPIC, days=days, since=since)


def mark_days(*, now: datetime) -> None:
    """Each night: yesterday is over and today begins in every office, also where nobody did anything."""
    today = wib(now).date()
    with public_scope():
        ids = Office.objects.filter(state__in=SERVED).values_list("id", flat=True)
        DirtyMark.objects.bulk_create(
            new_mark(office_id=each, topic=TOPIC, days=[today - _DAY, today]) for each in ids
        )
