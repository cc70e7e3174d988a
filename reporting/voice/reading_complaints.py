"""Complaints as facts of the read model: each on the day it happened. Those about people are not among them
(`complaints.queries.measured`)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from commons.clock import wib
from commons.worktime import WorkCalendar
from complaints import queries as complaints
from complaints.models import Kind, Klass
from complaints.queries import Measured, first_day
from indicators.cells import Cell, Key
from indicators.measures import Duration
from offices.queries import work_calendar
from offices.scope import current_office

__all__ = ["UNNAMED", "count", "first_day"]
UNNAMED = "-"
KINDS = {
    Kind.COMPLAINT.value: "voice_complaints",
    Kind.ASPIRATION.value: "voice_aspirations",
    Kind.INFORMATION.value: "voice_questions",
}
KLASSES = {
    Klass.INFORMATION.value: "voice_light",
    Klass.LIGHT.value: "voice_light",
    Klass.PLAIN.value: "voice_plain",
    Klass.SUPERVISORY.value: "voice_grave",
}
_DAY = timedelta(days=1)


def count(cells: dict[Key, Cell], days: Collection[date], now: datetime) -> None:
    """Add what happened on these days to the cells, by service; what names none under `UNNAMED`,
    so that offices are compared by all their complaints."""
    calendar, today = work_calendar(current_office().id), wib(now).date()
    for one in complaints.measured(days):
        for day, column, n in _facts(one, today):
            if day in days:
                cells.setdefault(_key(one, day), Cell(day)).count(column, n)
        if one.answered_on is not None and one.answered_on in days:
            length = working_days(calendar, one.received_on, one.answered_on)
            cells[_key(one, one.answered_on)].spread(Duration.ANSWER).add(length)


def _key(one: Measured, day: date) -> Key:
    return one.service or UNNAMED, day


def _facts(one: Measured, today: date) -> list[tuple[date, str, int]]:
    """(day, column, how many) of a complaint; a column counted 0 times keeps its cell."""
    found = [
        (one.received_on, "voice_received", 1),
        (one.received_on, KINDS[one.kind], 1),
        (one.received_on, KLASSES[one.klass], 1),
    ]
    if one.verified_on is not None:
        found.append((one.verified_on, "voice_verified", 1))
        found.append((one.verified_on, "voice_verified_kept", int(bool(one.verified_in_time))))
    if one.answered_on is not None:
        found.append((one.answered_on, "voice_answered", 1))
        found.append((one.answered_on, "voice_answered_kept", int(bool(one.answered_in_time))))
    if one.due_on < today and not _ended_by(one, one.due_on):
        found.append((one.due_on, "voice_overdue", 1))
    return found


def _ended_by(one: Measured, day: date) -> bool:
    return any(end is not None and end <= day for end in (one.answered_on, one.closed_on))


def working_days(calendar: WorkCalendar, first: date, last: date) -> int:
    """Working days after `first` up to `last`: answered on the same day is 0."""
    return sum(calendar.is_working_day(first + _DAY * n) for n in range(1, (last - first).days + 1))
