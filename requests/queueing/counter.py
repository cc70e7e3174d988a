"""What the counter asks of the queue when a file is received (see `applications.tickets`)."""

from uuid import UUID

from applications.tickets import Ticket
from commons import clock
from queueing import operations, queries


def find(ticket_id: UUID) -> Ticket | None:
    """An unserved ticket of today."""
    row = queries.unserved(ticket_id, day=clock.today())
    return Ticket(row.id, row.number, row.service_code) if row else None


def bind(ticket_id: UUID, file_id: UUID) -> None:
    """The ticket's holder handed in this file."""
    operations.bind_file(ticket_id=ticket_id, file_id=file_id)
