"""When a month's report falls due: on the first working day after the month. Pure."""

from collections.abc import Callable
from datetime import date, timedelta

from indicators.periods import months_back, next_month

WorkingDay = Callable[[date], bool]
# Figures of so many months past are looked at again each day: what was corrected late gets a new edition.
LOOKED_AT = 3
LONGEST_REST = 60


def due_on(month: date, is_working_day: WorkingDay) -> date:
    """The first working day after the month of `month`. Raises `ValueError` where there is none for two
    months: then the calendar is wrong."""
    first = next_month(month.replace(day=1))
    for ahead in range(LONGEST_REST):
        day = first + timedelta(days=ahead)
        if is_working_day(day):
            return day
    raise ValueError(f"no working day within {LONGEST_REST} days of {first}")


def due_months(today: date, is_working_day: WorkingDay, *, back: int = LOOKED_AT) -> list[date]:
    """The first days of the latest `back` months whose reports are due by `today`, the oldest first."""
    months = [months_back(today, count) for count in range(back, 0, -1)]
    return [month for month in months if due_on(month, is_working_day) <= today]


def is_over(month: date, today: date) -> bool:
    """Whether the month has ended."""
    return next_month(month.replace(day=1)) <= today
