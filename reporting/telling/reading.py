"""Reading messages for the read model, in their office's scope: each stands on the day it was made."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Min

from commons.clock import WIB, wib
from indicators.cells import ALL_SERVICES, Cell, Key
from notifications.counting import TOPIC
from notifications.kinds import Kind, State
from notifications.models import OutMessage
from offices.models import Office

__all__ = ["TOPIC", "Sent", "columns_of", "first_day", "read_messages"]
PROMPT = timedelta(seconds=10)
NOT_APPLICANTS = (Kind.STAFF, Kind.TEST)
TAKEN = frozenset({State.ACCEPTED, State.DELIVERED, State.READ})
ARRIVED = frozenset({State.DELIVERED, State.READ})
BY_PERSON = frozenset({State.BY_HAND, State.TOLD})
COUNTED = TAKEN | BY_PERSON | {State.FAILED, State.UNKNOWN}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sent:
    """A message as it is counted; `quiet`: it waited for a quiet hour to be over."""

    state: State
    made_at: datetime
    sent_at: datetime | None
    quiet: bool = False


def columns_of(one: Sent) -> Iterator[str]:
    """What it counts as. Pure."""
    if one.state not in COUNTED:
        return
    yield "tell_messages"
    if one.state in TAKEN:
        yield "tell_sent"
        if one.sent_at is not None and not one.quiet:
            yield "tell_timed"
            if one.sent_at - one.made_at <= PROMPT:
                yield "tell_prompt"
    if one.state in ARRIVED:
        yield "tell_delivered"
    if one.state in BY_PERSON:
        yield "tell_hand"
    if one.state is State.FAILED:
        yield "tell_failed"
    if one.state is State.UNKNOWN:
        yield "tell_unknown"


def read_messages(
    _office: Office, days: Collection[date], _oldest: date | None, _now: datetime
) -> dict[Key, Cell]:
    """The cells of exactly these days."""
    cells: dict[Key, Cell] = {}
    if not days:
        return cells
    for service, one in _sent(_start(min(days)), _start(max(days) + _DAY)):
        day = wib(one.made_at).date()
        if day not in days:
            continue
        for column in columns_of(one):
            cells.setdefault((service, day), Cell(day)).count(column)
    for (_service, day), cell in list(cells.items()):
        cells.setdefault((ALL_SERVICES, day), Cell(day)).merge(cell)
    return cells


def _sent(start: datetime, end: datetime) -> Iterator[tuple[str, Sent]]:
    rows = OutMessage.objects.filter(
        created_at__gte=start, created_at__lt=end, state__in=COUNTED, file__isnull=False
    ).exclude(kind__in=NOT_APPLICANTS)
    found = rows.values_list("file__service_code", "state", "created_at", "sent_at", "facts__quiet")
    for service, state, made_at, sent_at, quiet in found.iterator():
        yield service, Sent(State(state), made_at, sent_at, bool(quiet))


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, WIB)


def first_day() -> date | None:
    """When the first message was made."""
    at = OutMessage.objects.aggregate(first=Min("created_at"))["first"]
    return wib(at).date() if at is not None else None
