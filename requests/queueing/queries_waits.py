"""The expected wait: what the last weeks' tickets say about the people who wait now."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from commons.clock import wib
from queueing.expectation import Expected, Sample, expect
from queueing.models import Ticket
from queueing.queries_tickets import TicketRow, ahead_of, waiting_in
from queueing.workflow import WAITING, State

WEEKS = timedelta(weeks=4)
MOST = 1_500


def expected_wait(asked: Ticket | TicketRow | UUID, *, now: datetime) -> Expected | None:
    """The honest range for a ticket that waits, or for who would take a number of this group (its id) now.

    None: not enough is known ("belum cukup data"), or the ticket does not wait.
    """
    if isinstance(asked, UUID):
        return _expected(asked, len(waiting_in(wib(now).date(), asked)), now)
    if State(asked.state) not in WAITING or asked.group_id is None:
        return None
    return _expected(asked.group_id, ahead_of(asked), now)


def expected_waits(group_ids: Iterable[UUID], *, now: datetime) -> dict[UUID, Expected | None]:
    """The same for several groups: a kiosk's tiles."""
    return {each: expected_wait(each, now=now) for each in group_ids}


def _expected(group_id: UUID, ahead: int, now: datetime) -> Expected | None:
    at = wib(now)
    return expect(samples(group_id, now), weekday=at.weekday(), hour=at.hour, ahead=ahead)


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
