"""The daily opening of the Kotak Saran as rules (pure): when it is due, what a day came to, what is next.

*Kotak Saran dibuka setiap hari di akhir pelayanan* (Standar Pelayanan Jatiroto 11.4). A day is due when the
office has a *hari kerja*; its box may be opened from half an hour before the counter closes, and until
midnight it is in time.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from commons.clock import wib
from commons.worktime import WorkCalendar

BEFORE_CLOSE = timedelta(minutes=30)
MOST_WITNESSES = 4
_DAY = timedelta(days=1)


class Fate(StrEnum):
    """What became of a day on which the box was due. RUNNING: opened, not finished. LATE: opened on a later
    day. MISSED: not opened, with a reason; FORGOTTEN: not opened and nobody said why."""

    NOT_YET = "NOT_YET"
    DUE = "DUE"
    RUNNING = "RUNNING"
    KEPT = "KEPT"
    LATE = "LATE"
    MISSED = "MISSED"
    FORGOTTEN = "FORGOTTEN"


# What counts as the ritual kept, and what somebody still owes a word about.
DONE = frozenset({Fate.KEPT, Fate.LATE})
OWED = frozenset({Fate.DUE, Fate.FORGOTTEN})


@dataclass(frozen=True)
class Opened:
    """An opening that counts: when the box was opened, and whether the berita acara is closed."""

    at: datetime
    closed: bool


def due_days(calendar: WorkCalendar, first: date, last: date) -> Iterator[date]:
    """The working days from `first` to `last`, both included."""
    day = first
    while day <= last:
        if calendar.is_working_day(day):
            yield day
        day += _DAY


def may_open_from(calendar: WorkCalendar, day: date) -> datetime | None:
    """From when on the box of `day` may be opened; None on a day without counter hours."""
    close = calendar.close_of(day)
    return close - BEFORE_CLOSE if close else None


def fate(day: date, *, calendar: WorkCalendar, opened: Opened | None, missed: bool, now: datetime) -> Fate:
    """What became of a working day."""
    if opened is not None:
        if not opened.closed:
            return Fate.RUNNING
        return Fate.KEPT if wib(opened.at).date() == day else Fate.LATE
    if missed:
        return Fate.MISSED
    since = may_open_from(calendar, day)
    if since is None or now < since:
        return Fate.NOT_YET
    return Fate.DUE if wib(now).date() == day else Fate.FORGOTTEN


def fates(
    calendar: WorkCalendar,
    first: date,
    *,
    opened: Mapping[date, Opened],
    missed: Set[date],
    now: datetime,
) -> dict[date, Fate]:
    """Every due day from `first` to today, and days that were opened although they were not due."""
    days = {*due_days(calendar, first, wib(now).date()), *(day for day in opened if day >= first)}
    return {
        day: fate(day, calendar=calendar, opened=opened.get(day), missed=day in missed, now=now)
        for day in sorted(days)
    }


def skipped(serial: int, expected: int) -> range:
    """The serials that a slip with `serial` leaves out, where `expected` is the next one. Empty when it is
    the next one; what lies below `expected` is a twin, and asked for elsewhere."""
    return range(expected, serial)
