"""Which days and months must be folded, and how far back their files may reach. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from indicators.periods import days_since


@dataclass(frozen=True)
class Mark:
    """A dirty mark (see `offices.changes`)."""

    days: tuple[date, ...]
    oldest: date | None
    since: date | None


@dataclass
class Plan:
    """Days, and whole months whose days are no longer kept; each with how far back its files may reach.

    Every file that does something on a day leaves a mark with its day of receipt, or is in what was folded
    before; so nothing older can be missed, and a year of files need not be read for one day.
    """

    days: dict[date, date] = field(default_factory=dict)
    months: dict[date, date] = field(default_factory=dict)


def plan(
    marks: Iterable[Mark],
    *,
    days: Mapping[date, date],
    months: Mapping[date, date],
    first: date | None,
    today: date,
) -> Plan:
    """`days` and `months`: what is folded already, with the oldest day of receipt in each. `first`: when the
    first file was received; a mark since some day means every day from the later of the two up to today."""
    kept, found = days_since(today), Plan()
    for mark in marks:
        for day in mark.days:
            reach = mark.oldest or day
            _note(found, day, min(reach, _known(day, days, months, kept) or reach), kept)
        if mark.since is not None and first is not None:
            for day in _from(max(mark.since, first), today):
                _note(found, day, _known(day, days, months, kept) or first, kept)
    return found


def _from(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _known(day: date, days: Mapping[date, date], months: Mapping[date, date], kept: date) -> date | None:
    return days.get(day) if day >= kept else months.get(day.replace(day=1))


def _note(found: Plan, day: date, reach: date, kept: date) -> None:
    place, first = (found.days, day) if day >= kept else (found.months, day.replace(day=1))
    place[first] = min(place.get(first, reach), reach)
