"""Queue numbers of the day: gapless, one series, restarting each morning."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from accounts.actors import Actor
from commons.clock import wib
from queueing.models import Ticket


def issue(
    *, actor: Actor, service_code: str, service_name: str, idempotency_key: str | None = None, now: datetime
) -> Ticket:
    """Issue the next ticket of today. The same key gives the same ticket: a double click takes one number."""
    try:
        with transaction.atomic():
            return _issue(actor, service_code, service_name, idempotency_key, now)
    except IntegrityError:
        # Two clicks at once: the other one's number stands, this one's went back with its transaction.
        earlier = _earlier(idempotency_key)
        if earlier is None:
            raise
        return earlier


def _earlier(key: str | None) -> Ticket | None:
    return Ticket.objects.filter(idempotency_key=key).first() if key else None


def _issue(
    actor: Actor, service_code: str, service_name: str, idempotency_key: str | None, now: datetime
) -> Ticket:
    if (earlier := _earlier(idempotency_key)) is not None:
        return earlier
    day = wib(now).date()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO queueing_ticketday AS d (date, last) VALUES (%s, 1)
            ON CONFLICT (date) DO UPDATE SET last = d.last + 1 RETURNING last
            """,
            [day],
        )
        row = cursor.fetchone()
    assert row is not None
    return Ticket.objects.create(
        date=day,
        seq=row[0],
        service_code=service_code,
        service_name=service_name,
        issued_at=now,
        issued_by=actor.name,
        idempotency_key=idempotency_key,
    )


def bind_file(*, ticket_id: UUID, file_id: UUID) -> None:
    """The ticket's holder is at the counter: tie it to the file that was received."""
    Ticket.objects.filter(id=ticket_id, file_id=None).update(file_id=file_id)
