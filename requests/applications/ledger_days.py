"""What a promise counts in, and how days are counted (pure)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from commons.worktime import WorkCalendar, months_later


class Unit(StrEnum):
    """What a promise counts in; the values are those of a standard's document."""

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_DAY = "working_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


DAYS = frozenset({Unit.WORKING_DAY, Unit.DAY, Unit.WEEK, Unit.MONTH})
"""Those that are due at counter close of a day; the others count open minutes."""


@dataclass(frozen=True, slots=True)
class Counting:
    """`last`: the day on which so many days after a day are over; `passed`: how many days lie between two."""

    last: Callable[[date, int], date]
    passed: Callable[[date, date], int]


def counting(unit: Unit, calendar: WorkCalendar) -> Counting:
    """Working days, or days of the calendar of which the last is put off to a working day."""
    if unit is Unit.WORKING_DAY:
        return Counting(calendar.add_working_days, calendar.working_days_between)
    return Counting(
        lambda day, count: calendar.add_working_days(day + timedelta(days=count), 0),
        lambda day, later: (later - day).days,
    )


def days_of(unit: Unit, amount: int, *, since: date) -> int:
    """So many units as days of their kind, counted from the day after `since`."""
    if unit is Unit.WEEK:
        return amount * 7
    return (months_later(since, amount) - since).days if unit is Unit.MONTH else amount
