"""Who waits today."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from queueing.models import Ticket


@dataclass(frozen=True)
class TicketRow:
    """One ticket of today, with how many unserved tickets stood before it when it was issued."""

    id: UUID
    number: str
    service_code: str
    service_name: str
    issued_at: datetime
    served: bool


def number_of(ticket: Ticket) -> str:
    """The number as called: "A-007"."""
    return f"A-{ticket.seq:03d}"


def today(day: date) -> list[TicketRow]:
    """Tickets of one day in order."""
    return [
        TicketRow(t.id, number_of(t), t.service_code, t.service_name, t.issued_at, t.file_id is not None)
        for t in Ticket.objects.filter(date=day).order_by("seq")
    ]


def ahead_of(ticket: Ticket) -> int:
    """How many tickets of the same day before this one have no file yet."""
    return Ticket.objects.filter(date=ticket.date, seq__lt=ticket.seq, file_id=None).count()
