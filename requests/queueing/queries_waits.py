"""The expected wait: what the last weeks' tickets say about the people who wait now."""

import threading
import time
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from commons.clock import wib
from offices.scope import current_schema
from queueing.expectation import Expected, Sample, expect
from queueing.models import Ticket
from queueing.queries_tickets import TicketRow, ahead_of, waiting_in
from queueing.workflow import WAITING, State

WEEKS = timedelta(weeks=4)
MOST = 1_500
TTL = 60.0
KEPT = 256

_held: dict[tuple[str, UUID, date], tuple[float, Sequence[Sample]]] = {}
_lock = threading.Lock()


def expected_wait(asked: Ticket | TicketRow | UUID, *, now: datetime) -> Expected | None:
    """The honest range for a ticket that waits, or for who would take a number of this group (its id) now.

    None: not enough is known ("belum cukup data"), or the ticket does not wait.
    """
    if isinstance(asked, UUID):
        return expected_behind(asked, len(waiting_in(wib(now).date(), asked)), now=now)
    if State(asked.state) not in WAITING or asked.group_id is None:
        return None
    return expected_behind(asked.group_id, ahead_of(asked), now=now)


def expected_waits(group_ids: Iterable[UUID], *, now: datetime) -> dict[UUID, Expected | None]:
    """The same for several groups: a kiosk's tiles."""
    return {each: expected_wait(each, now=now) for each in group_ids}


def expected_behind(group_id: UUID, ahead: int, *, now: datetime) -> Expected | None:
    """The same for who has so many people of this group before."""
    at = wib(now)
    return expect(_known(group_id, now), weekday=at.weekday(), hour=at.hour, ahead=ahead)


def _known(group_id: UUID, now: datetime) -> Sequence[Sample]:
    """`samples`, at most `TTL` seconds old: every phone in the room asks, and they end with yesterday."""
    key = (current_schema(), group_id, wib(now).date())
    held = _held.get(key)
    if held is not None and held[0] > time.monotonic():
        return held[1]
    found = samples(group_id, now)
    with _lock:
        if len(_held) >= KEPT:
            _held.clear()
        _held[key] = (time.monotonic() + TTL, found)
    return found


def forget_waits() -> None:
    """Make this process read all waits again."""
    with _lock:
        _held.clear()


def samples(group_id: UUID, now: datetime) -> list[Sample]:
    """The group's tickets of the last four weeks that were called on the day they were taken, newest first.

    Today's are left out: who is called in these minutes says how it is now, but those who still wait do not.
    """
    start = wib(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Ticket.objects.filter(
        group=group_id, first_called_at__gte=now - WEEKS, first_called_at__lt=start, carried=0
    )
    found = rows.order_by("-first_called_at").values_list("issued_at", "ahead", "first_called_at")
    return [_sample(issued, ahead, called) for issued, ahead, called in found[:MOST] if called]


def _sample(issued_at: datetime, ahead: int, called_at: datetime) -> Sample:
    at = wib(issued_at)
    return Sample(at.weekday(), at.hour, ahead, max(0, int((called_at - issued_at).total_seconds())))
