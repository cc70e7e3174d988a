"""A month of the leader's absences as a calendar shows it (pure)."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from applications.acting import Acting
from commons.clock import WIB, wib
from commons.worktime import Interval, NeverOpen, WorkCalendar


@dataclass(frozen=True, slots=True)
class Day:
    """One cell. `away`: when the leader is away within counter hours; `whole`: for all of them. `off`: why
    the counter is closed, "" when it is open. `acting`: who signs meanwhile."""

    date: date
    in_month: bool
    off: str
    away: tuple[Interval, ...]
    whole: bool
    acting: tuple[str, ...]

    @property
    def is_away(self) -> bool:
        """Whether the leader is missed on that day."""
        return bool(self.away)


def weeks_of(
    first: date, absences: Iterable[Interval], acting: Sequence[Acting], hours: WorkCalendar
) -> list[list[Day]]:
    """The weeks of the month that begins on `first`, Monday first, with the days around it."""
    gone = sorted(absences, key=lambda part: part.start)
    rows = calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    return [[_day(day, first.month, gone, acting, hours) for day in week] for week in rows]


def _day(
    day: date, month: int, absences: Sequence[Interval], acting: Sequence[Acting], hours: WorkCalendar
) -> Day:
    sessions = hours.sessions(day)
    away = tuple(
        Interval(max(part.start, gone.start), min(part.end, gone.end))
        for part in sessions
        for gone in absences
        if gone.start < part.end and part.start < gone.end
    )
    open_for = sum((part.end - part.start for part in sessions), timedelta())
    missed = sum((part.end - part.start for part in away), timedelta())
    names = tuple(f"{row.name} ({row.form.label})" for row in acting if row.holds(day)) if away else ()
    off = "" if sessions else (hours.day_off(day) or "–")
    return Day(day, day.month == month, off, away, bool(away) and missed == open_for, names)


def month_of(text: str, today: date) -> date:
    """The first day of the month that an address names ("2026-11"), else of this one."""
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=WIB).date()
    except ValueError:
        return today.replace(day=1)


def month_before(first: date) -> date:
    """The first day of the month before."""
    return (first - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def span(first: date) -> Interval:
    """The month from its first midnight to the next month's."""
    return Interval(*(datetime.combine(day, time.min, WIB) for day in (first, month_after(first))))


def choices(now: datetime, hours: WorkCalendar) -> list[datetime]:
    """When a leader who goes now may say to be back: the full hours of today's counter time, its close, and
    the next opening after today; nothing in an office without hours."""
    today = wib(now).date()
    found = {
        full
        for part in hours.sessions(today)
        for n in range(1, 12)
        if (full := _full_hour(now) + timedelta(hours=n)) <= part.end and full > part.start
    }
    close = hours.close_of(today)
    if close is not None and close > now:
        found.add(close)
    tomorrow = datetime.combine(today + timedelta(days=1), time.min, WIB)
    try:
        return [*sorted(found), hours.next_open(tomorrow)]
    except NeverOpen:
        return sorted(found)


def _full_hour(now: datetime) -> datetime:
    return wib(now).replace(minute=0, second=0, microsecond=0)
