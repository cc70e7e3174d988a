"""What a person came for: one row for each service of a visit, ended by its file or without one."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Sum

from accounts.actors import Actor
from commons.clock import wib
from queueing.days import lock_day, locked
from queueing.errors import KeyUsed, NotFound
from queueing.issuing import Wanted
from queueing.models import Counter, Ticket, Visit, VisitOutcome
from queueing.recording import Doer, move, tell
from queueing.workflow import Action

LONGEST_MINUTES = 240


def add(ticket: Ticket, wanted: Wanted) -> Visit:
    """A further service of the same visit."""
    last = ticket.visits.aggregate(last=Max("order"))["last"] or 0
    return Visit.objects.create(
        ticket=ticket, order=last + 1, service_code=wanted.code, service_name=wanted.name
    )


def open_visits(ticket: Ticket) -> list[Visit]:
    """What is still to do, in order."""
    return list(ticket.visits.filter(outcome="").order_by("order"))


def end(
    visit: Visit, ticket: Ticket, outcome: VisitOutcome, doer: Doer, *, file_id: UUID | None = None
) -> None:
    """This service is done: its seconds are those served since the one before it ended."""
    counted = ticket.visits.aggregate(n=Sum("seconds"))["n"] or 0
    visit.outcome, visit.file_id = outcome, file_id
    visit.ended_at, visit.seconds = ticket.state_at, max(0, ticket.served - counted)
    visit.counter_id = doer.counter.id if doer.counter else ticket.counter_id
    visit.actor_name = doer.name
    visit.save()


def end_rest(ticket: Ticket, doer: Doer) -> None:
    """The person goes: what was still open ended without a file."""
    for visit in open_visits(ticket):
        end(visit, ticket, VisitOutcome.ANSWERED, doer)


@transaction.atomic
def bind_file(
    *,
    ticket_id: UUID,
    file_id: UUID,
    service: Wanted | None = None,
    actor_id: UUID | None = None,
    actor_name: str = "",
    now: datetime,
) -> None:
    """The ticket's holder handed in this file: the visit of its service is done, and with the last one the
    ticket. A file is bound once; a ticket that has ended takes none."""
    lock_day(wib(now).date(), now)
    ticket = locked(ticket_id)
    if ticket is None or Visit.objects.filter(file_id=file_id).exists():
        return
    wanted = service or Wanted(code=ticket.service_code, name=ticket.service_name)
    visit = _visit_for(ticket, wanted)
    if visit is None:
        return
    doer = Doer(actor_id, actor_name, ticket.counter)
    rest = [each for each in open_visits(ticket) if each.id != visit.id]
    move(ticket, Action.RECEIVE, doer=doer, now=now, data={"file": str(file_id)}, more=bool(rest))
    end(visit, ticket, VisitOutcome.FILE, doer, file_id=file_id)
    if ticket.file_id is None:
        ticket.file_id = file_id
        if not ticket.service_code:
            ticket.service_code, ticket.service_name = wanted.code, wanted.name
        ticket.save(update_fields=["file_id", "service_code", "service_name"])
    tell(now)


def _visit_for(ticket: Ticket, wanted: Wanted) -> Visit | None:
    """The open visit this file ends: of its service, else one without a service, else a new one."""
    if ticket.ended_at is not None:
        return None
    rest = open_visits(ticket) or [add(ticket, wanted)]
    same = next((each for each in rest if each.service_code == wanted.code), None)
    blank = next((each for each in rest if not each.service_code), None)
    found = same or blank or add(ticket, wanted)
    found.service_code, found.service_name = wanted.code, wanted.name
    return found


def quick(
    *,
    actor: Actor,
    wanted: Wanted,
    minutes: int,
    counter_id: UUID | None = None,
    idempotency_key: str | None = None,
    now: datetime,
) -> Visit:
    """Somebody was served without a ticket, in about so many minutes. The same key counts it once.

    Raises `NotFound` for an unknown counter, `KeyUsed`, `ValueError` for minutes that cannot be.
    """
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise ValueError(f"0 to {LONGEST_MINUTES} minutes, not {minutes}")
    if counter_id is not None and not Counter.objects.filter(id=counter_id).exists():
        raise NotFound("counter_not_found")
    try:
        with transaction.atomic():
            visit = Visit.objects.create(
                service_code=wanted.code,
                service_name=wanted.name,
                outcome=VisitOutcome.ANSWERED,
                ended_at=now,
                seconds=minutes * 60,
                counter_id=counter_id,
                actor_name=actor.name,
                idempotency_key=idempotency_key,
            )
            tell(now)
            return visit
    except IntegrityError:
        earlier = Visit.objects.filter(idempotency_key=idempotency_key).first() if idempotency_key else None
        if earlier is None:
            raise
        if earlier.service_code != wanted.code:
            raise KeyUsed from None
        return earlier


@transaction.atomic
def send_home(*, ticket_id: UUID, service: Wanted, doer: Doer, now: datetime) -> None:
    """The ticket's holder goes home without a file for this service; with nothing else to do, they are done.

    A ticket that has ended, or is of another office, is left as it is.
    """
    lock_day(wib(now).date(), now)
    ticket = locked(ticket_id)
    if ticket is None or (visit := _visit_for(ticket, service)) is None:
        return
    doer = Doer(doer.id, doer.name, doer.counter or ticket.counter)
    rest = [each for each in open_visits(ticket) if each.id != visit.id]
    move(ticket, Action.RECEIVE, doer=doer, now=now, data={"sent_home": service.code}, more=bool(rest))
    end(visit, ticket, VisitOutcome.SENT_HOME, doer)
    tell(now)
