"""Which days and months must be folded, and how far back their files may reach. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from indicators.periods import Period, days_since


@dataclass(frozen=True)
class Mark:
    """A dirty mark (see `offices.changes.Change`)."""

    days: tuple[date, ...]
    oldest: date | None
    since: date | None


@dataclass
class Plan:
    """Days, and whole months whose days are no longer kept; each with the first day of receipt to look at.

    Every file that does something on a day leaves a mark with its day of receipt, or is in what was folded
    before; so nothing older can be missed, and a year of files need not be read for one day.
    """

    days: dict[date, date] = field(default_factory=dict)
    months: dict[date, date] = field(default_factory=dict)


def plan(
    marks: Iterable[Mark], *, days: Mapping[date, date], months: Mapping[date, date], today: date
) -> Plan:
    """`days` and `months`: what is folded already, with the oldest day of receipt in each."""
    marks, kept = list(marks), days_since(today)
    found = Plan()
    for mark in marks:
        for day in mark.days:
            _note(found.days if day >= kept else found.months, day, day >= kept, mark.oldest or day)
        if mark.since is not None:
            for day, oldest in days.items():
                if day >= max(mark.since, kept):
                    _note(found.days, day, True, oldest)
            for month, oldest in months.items():
                if month < kept and Period.month(month).last >= mark.since:
                    _note(found.months, month, False, oldest)
    for place, known in ((found.days, days), (found.months, months)):
        for first, oldest in place.items():
            place[first] = min(oldest, known.get(first, oldest))
    return found


def _note(place: dict[date, date], day: date, single: bool, oldest: date) -> None:
    first = day if single else day.replace(day=1)
    place[first] = min(place.get(first, oldest), oldest)
