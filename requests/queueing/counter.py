"""What the counter asks of the queue when a file is received (see `applications.tickets`)."""

from uuid import UUID

from applications.models import Event, File
from applications.tickets import Ticket
from commons import clock
from queueing import operations, queries
from queueing.operations import Wanted


def find(ticket_id: UUID) -> Ticket | None:
    """A ticket of today that has not ended, and the service it is for now: the first that is still open."""
    row = queries.unserved(ticket_id, day=clock.today())
    if row is None:
        return None
    service = next((visit.service_code for visit in row.visits if not visit.outcome), row.service_code)
    return Ticket(row.id, row.number, service)


def bind(ticket_id: UUID, file_id: UUID) -> None:
    """The ticket's holder handed in this file, which its first event says who received."""
    file = File.objects.only("service_code", "service_name").get(id=file_id)
    event = Event.objects.filter(file=file_id, seq=1).first()
    operations.bind_file(
        ticket_id=ticket_id,
        file_id=file_id,
        service=Wanted(code=file.service_code, name=file.service_name),
        actor_id=event.actor_id if event else None,
        actor_name=event.actor_name if event else "",
        now=clock.now(),
    )
