"""Reading the queue for the read model, in its office's scope: every fact stands on the day it happened."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Min

from commons.clock import WIB, wib
from indicators.cells import ALL_SERVICES, Cell, Key
from offices.models import Office
from queueing.models import Ticket, TicketEvent, Trip, Visit
from queueing.recording import TOPIC
from queueing.workflow import Action

__all__ = ["TOPIC", "first_day", "read_queue"]
UNNAMED = "-"
_DAY = timedelta(days=1)
Fact = tuple[str, date, str, int]


def read_queue(
    _office: Office, days: Collection[date], _oldest: date | None, _now: datetime
) -> dict[Key, Cell]:
    """The cells of exactly these days."""
    cells: dict[Key, Cell] = {}
    if not days:
        return cells
    start, end = _start(min(days)), _start(max(days) + _DAY)
    for service, day, column, n in _facts(start, end):
        if day in days:
            cells.setdefault((service, day), Cell(day)).count(column, n)
    for (_service, day), cell in list(cells.items()):
        cells.setdefault((ALL_SERVICES, day), Cell(day)).merge(cell)
    return {key: cell for key, cell in cells.items() if key[0] != UNNAMED}


def _facts(start: datetime, end: datetime) -> Iterator[Fact]:
    yield from _taken(start, end)
    yield from _called(start, end)
    yield from _skipped(start, end)
    yield from _visits(start, end)
    yield from _trips(start, end)


def _taken(start: datetime, end: datetime) -> Iterator[Fact]:
    """A ticket counts on its own day, also when a clock that was wrong gave it another time."""
    rows = Ticket.objects.filter(date__gte=wib(start).date(), date__lt=wib(end).date())
    for service, day, priority in rows.values_list("service_code", "date", "priority"):
        yield _named(service), day, "queue_tickets", 1
        if priority:
            yield _named(service), day, "queue_priority", 1


def _called(start: datetime, end: datetime) -> Iterator[Fact]:
    rows = Ticket.objects.filter(first_called_at__gte=start, first_called_at__lt=end, carried=0)
    for service, issued, called in rows.values_list("service_code", "issued_at", "first_called_at"):
        assert called is not None
        yield _named(service), wib(called).date(), "queue_called", 1
        yield _named(service), wib(called).date(), "queue_wait", _minutes(called - issued)


def _skipped(start: datetime, end: datetime) -> Iterator[Fact]:
    rows = TicketEvent.objects.filter(action=Action.SKIP.value, at__gte=start, at__lt=end)
    found = {
        (ticket, wib(at).date()): service
        for ticket, at, service in rows.values_list("ticket_id", "at", "ticket__service_code")
    }
    for (_ticket, day), service in found.items():
        yield _named(service), day, "queue_skipped", 1


def _visits(start: datetime, end: datetime) -> Iterator[Fact]:
    rows = Visit.objects.filter(ended_at__gte=start, ended_at__lt=end, seconds__isnull=False)
    for service, ended, seconds in rows.values_list("service_code", "ended_at", "seconds"):
        assert ended is not None
        yield _named(service), wib(ended).date(), "queue_visits", 1
        yield _named(service), wib(ended).date(), "queue_service", _minutes(timedelta(seconds=seconds or 0))


def _trips(start: datetime, end: datetime) -> Iterator[Fact]:
    begun = Trip.objects.filter(at__gte=start, at__lt=end)
    for service, at in begun.values_list("service_code", "at"):
        yield service, wib(at).date(), "trips_home", 1
    closed = Trip.objects.filter(closed_at__gte=start, closed_at__lt=end)
    files = set()
    for service, closed_at, file_id in closed.values_list("service_code", "closed_at", "closed_file_id"):
        assert closed_at is not None
        yield service, wib(closed_at).date(), "trips_back", 1
        files.add((service, wib(closed_at).date(), file_id))
    for service, day, _file in files:
        yield service, day, "trips_files", 1


def _minutes(length: timedelta) -> int:
    """Whole minutes, never negative."""
    return max(0, round(length / timedelta(minutes=1)))


def _named(service: str) -> str:
    """A ticket whose service was never chosen counts among all services, and for none of them."""
    return service or UNNAMED


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, WIB)


def first_day() -> date | None:
    """When the first number was taken, or the first person sent home."""
    first = Ticket.objects.aggregate(first=Min("date"))["first"]
    home = Trip.objects.aggregate(first=Min("day"))["first"]
    return min((day for day in (first, home) if day is not None), default=None)
