"""One change of a ticket: the table is asked, the event appended, the row folded, the pages told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from accounts.actors import Actor
from commons.clock import wib
from commons.live import publish
from offices import changes
from offices.scope import current_office
from queueing.errors import TicketRefused
from queueing.models import Counter, Ticket, TicketEvent
from queueing.numbers import number_of
from queueing.workflow import AT_COUNTER, ENDED, Action, Refused, Standing, State, advance

TOPIC = "queue"


def holder_topic(ticket_id: UUID) -> str:
    """What the phone of a ticket's holder listens to: this ticket alone, not every move of the queue."""
    return f"{TOPIC}.{ticket_id.hex}"


# After these the person stands at a counter, whoever called or came uncalled.
COMES = frozenset({Action.CALL, Action.RECALL, Action.START, Action.RECEIVE})
FOLDED = [
    "group",
    "state",
    "state_at",
    "event_no",
    "counter",
    "queued_at",
    "first_called_at",
    "call_no",
    "called_at",
    "called_by",
    "calls",
    "ended_at",
    "waited",
    "served",
    "carried",
    "carried_to",
]


@dataclass(frozen=True)
class Doer:
    """Who does it, and at which counter; without an id it is the kiosk or the system."""

    id: UUID | None = None
    name: str = ""
    counter: Counter | None = None

    @classmethod
    def of(cls, actor: Actor | None, counter: Counter | None = None) -> "Doer":
        """A person, or nobody."""
        return cls(actor.user_id, actor.name, counter) if actor else cls(counter=counter)


def standing_of(ticket: Ticket) -> Standing:
    """The ticket's row as the table takes it."""
    since = ticket.state_at or ticket.issued_at
    return Standing(State(ticket.state), since, ticket.waited, ticket.served)


def move(
    ticket: Ticket,
    action: Action,
    *,
    doer: Doer,
    now: datetime,
    data: Mapping[str, Any] | None = None,
    more: bool = False,
) -> TicketEvent:
    """Do the action to a locked ticket, in the caller's transaction. Raises `TicketRefused`."""
    try:
        after = advance(standing_of(ticket), action, now, more=more)
    except Refused as refused:
        raise TicketRefused(refused, number=number_of(ticket)) from refused
    _fold(ticket, action, after, doer)
    ticket.save(update_fields=FOLDED)
    _tell(holder_topic(ticket.id))
    return append(ticket, action, doer=doer, data=data)


def append(
    ticket: Ticket, action: Action | None, *, doer: Doer, data: Mapping[str, Any] | None = None
) -> TicketEvent:
    """Append the event that the row now shows; without an action it is the issue itself."""
    return TicketEvent.objects.create(
        ticket=ticket,
        seq=ticket.event_no,
        at=ticket.state_at or ticket.issued_at,
        actor_id=doer.id,
        actor_name=doer.name,
        action=action.value if action else "issue",
        state=ticket.state,
        counter_id=doer.counter.id if doer.counter else None,
        counter_number=doer.counter.number if doer.counter else None,
        data=dict(data or {}),
    )


def _fold(ticket: Ticket, action: Action, after: Standing, doer: Doer) -> None:
    ticket.state, ticket.state_at = after.state.value, after.since
    ticket.waited, ticket.served = after.waited, after.served
    ticket.event_no += 1
    ticket.ended_at = after.since if after.state in ENDED else None
    if after.state in AT_COUNTER:
        ticket.counter = doer.counter or ticket.counter
    if after.state in {State.WAITING, State.TRANSFERRED}:
        ticket.counter = None
    if action in {Action.CALL, Action.RECALL}:
        ticket.calls += 1
    if action in COMES:
        if ticket.first_called_at is None:
            ticket.first_called_at, ticket.call_no = after.since, _call_no(ticket.carried_to or ticket.date)
        ticket.called_at, ticket.called_by = after.since, doer.name


def _call_no(day: date) -> int | None:
    """Counted on the day's locked row: the order of calls, whatever the clock says."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE queueing_ticketday SET calls = calls + 1 WHERE date = %s RETURNING calls", [day]
        )
        row = cursor.fetchone()
    return row[0] if row else None


def tell(now: datetime) -> None:
    """Mark the day for the read model, in the transaction of the change, and tell open pages after it."""
    changes.mark(office_id=current_office().id, topic=TOPIC, days=[wib(now).date()])
    announce()


def announce() -> None:
    """Tell open pages of this office, once the change is committed."""
    _tell(TOPIC)


def _tell(topic: str) -> None:
    schema = current_office().schema_name
    transaction.on_commit(lambda: publish(schema, topic), robust=True)
