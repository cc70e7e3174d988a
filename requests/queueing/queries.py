"""Who waits today."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from queueing.models import Ticket
from standards.queries import ServiceRow, services


@dataclass(frozen=True)
class TicketRow:
    """One ticket of today, with how many unserved tickets stood before it when it was issued."""

    id: UUID
    number: str
    service_code: str
    service_name: str
    issued_at: datetime
    issued_by: str
    file_id: UUID | None

    @property
    def served(self) -> bool:
        """Whether its holder has handed in a file."""
        return self.file_id is not None


def number_of(ticket: Ticket) -> str:
    """The number as called: "A-007"."""
    return f"A-{ticket.seq:03d}"


def today(day: date) -> list[TicketRow]:
    """Tickets of one day in order."""
    return [_row(ticket) for ticket in Ticket.objects.filter(date=day).order_by("seq")]


def _row(ticket: Ticket) -> TicketRow:
    return TicketRow(
        ticket.id,
        number_of(ticket),
        ticket.service_code,
        ticket.service_name,
        ticket.issued_at,
        ticket.issued_by,
        ticket.file_id,
    )


def ticket(ticket_id: UUID) -> Ticket | None:
    """The ticket with this id, of whatever day."""
    return Ticket.objects.filter(id=ticket_id).first()


def unserved(ticket_id: UUID, *, day: date) -> TicketRow | None:
    """The ticket with this id when it is of this day and nobody has served it yet."""
    found = Ticket.objects.filter(id=ticket_id, date=day, file_id=None).first()
    return _row(found) if found else None


def with_ticket() -> list[ServiceRow]:
    """The services of this office that begin with a queue number, by name."""
    return [row for row in services() if row.has_ticket]


def ahead_of(ticket: Ticket) -> int:
    """How many tickets of the same day before this one have no file yet."""
    return Ticket.objects.filter(date=ticket.date, seq__lt=ticket.seq, file_id=None).count()
