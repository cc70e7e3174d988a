"""Reading absences for the read model, in their office's scope."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Min

from applications.costs import Life
from applications.ledger import Owner, ledger
from applications.ledger_course import OVER
from applications.models import LeaderAbsence
from applications.queries_absences import days_missed, lives_within
from commons.clock import WIB, wib
from commons.worktime import Interval, WorkCalendar
from indicators import reading as files
from indicators.cells import ALL_SERVICES, Cell, Key
from offices.changes import ABSENCES
from offices.hours import load_calendar
from offices.models import Office

TOPIC = ABSENCES
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def read_absences(
    office: Office, days: Collection[date], _oldest: date | None, now: datetime
) -> dict[Key, Cell]:
    """The cells of exactly these days, as far as they are over."""
    if not days:
        return {}
    start, end = _start(min(days)), min(_start(max(days) + _DAY), now)
    if start >= end:
        return {}
    cells: dict[Key, Cell] = {}
    calendar = load_calendar(office.id)
    for service, life in lives_within(start, end):
        for key, column, n in _counted(service, life, calendar, now):
            if key[1] in days:
                cells.setdefault(key, Cell(key[1])).count(column, n)
    for (_service, day), cell in list(cells.items()):
        cells.setdefault((ALL_SERVICES, day), Cell(day)).merge(cell)
    _add_absences(cells, list(_absences(start, end)), calendar, days)
    return cells


def _counted(
    service: str, life: Life, calendar: WorkCalendar, now: datetime
) -> Iterator[tuple[Key, str, int]]:
    """What a file counts as: on the day on which it began to wait, with all it waited; so months add up."""
    segments = ledger(life.course, calendar, away=life.away, now=now).segments if _met(life, now) else ()
    waits = [part for part in segments if part.owner is Owner.LEADER_AWAY]
    if waits:
        began = (service, wib(waits[0].start).date())
        yield began, "away_files", 1
        yield began, "away_wait", sum((part.end - part.start for part in waits), timedelta()) // _MINUTE
    for one in life.signed:
        yield (service, wib(one.at).date()), "away_spared", 1


def _met(life: Life, now: datetime) -> bool:
    """Whether nobody could sign at any moment of its life; most files meet no absence."""
    first, last = life.course.spans[0].start, life.course.spans[-1]
    end = last.start if last.holder in OVER else now
    return any(part.start < end and first < part.end for part in life.away)


def _add_absences(
    cells: dict[Key, Cell], absences: list[Interval], calendar: WorkCalendar, days: Collection[date]
) -> None:
    for day in days_missed(absences, calendar) & set(days):
        cells.setdefault((ALL_SERVICES, day), Cell(day)).count("away_days")
    for day in days:
        minutes = sum(_minutes(part, day, calendar) for part in absences)
        if minutes:
            cells.setdefault((ALL_SERVICES, day), Cell(day)).count("away_minutes", minutes)


def _minutes(part: Interval, day: date, calendar: WorkCalendar) -> int:
    start, end = max(part.start, _start(day)), min(part.end, _start(day + _DAY))
    return calendar.open_minutes_between(start, end) if start < end else 0


def _absences(start: datetime, end: datetime) -> Iterator[Interval]:
    rows: Iterable[LeaderAbsence] = LeaderAbsence.objects.filter(
        cancelled_at=None, from_at__lt=end, to_at__gt=start
    )
    for row in rows:
        first, last = max(row.from_at, start), min(row.to_at, end)
        if first < last:
            yield Interval(first, last)


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, WIB)


def first_day() -> date | None:
    """When the leader may first have been missed. An absence that was moved or cancelled has no row of then,
    so the first file counts as well."""
    at = LeaderAbsence.objects.aggregate(first=Min("from_at"))["first"]
    days = [files.first_day(), wib(at).date() if at is not None else None]
    return min((day for day in days if day is not None), default=None)
