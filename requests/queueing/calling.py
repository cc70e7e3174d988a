"""Calling and moving tickets. Everything of one day goes through its locked row, so that no two counters call
the same person and the order is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actors import Actor
from commons.clock import wib
from commons.text import clean_line
from queueing import fairness, visits
from queueing import groups as grouping
from queueing.days import in_groups, lock_day, locked, of_day
from queueing.errors import (
    AlreadyCalled,
    CounterMoved,
    GroupClosed,
    NobodyWaits,
    NotFound,
    OtherDay,
    SameGroup,
    Stale,
    StillCalled,
)
from queueing.fairness import Waiting
from queueing.issuing import Wanted
from queueing.models import Counter, QueueGroup, Ticket
from queueing.numbers import number_of
from queueing.queries_tickets import waiting_among
from queueing.recording import Doer, move, tell
from queueing.workflow import AT_COUNTER, WAITING, Action, State

# What a person may ask for with `act`; the others are done by receiving a file or by ending the day.
ASKED = frozenset(
    {
        Action.CALL,
        Action.RECALL,
        Action.START,
        Action.SKIP,
        Action.HOLD,
        Action.RETURN,
        Action.TRANSFER,
        Action.FINISH,
        Action.CONTINUE,
        Action.LEAVE,
    }
)
_ARRIVES = frozenset({Action.CALL, Action.START, Action.CONTINUE})
_WAITING = [state.value for state in WAITING]
_AT_COUNTER = [state.value for state in AT_COUNTER]
LONGEST_REASON = 200


@dataclass(frozen=True)
class Seen:
    """Whom the page showed at the counter when its button was pressed: a ticket's id, or None for nobody."""

    ticket_id: UUID | None


@transaction.atomic
def call_next(*, actor: Actor, counter_id: UUID, seen: Seen | None = None, now: datetime) -> Ticket:
    """Call whoever is next for this counter's groups. Who was being served there is finished.

    Raises `NobodyWaits`; `StillCalled` when the one called before has neither come nor been passed over;
    `CounterMoved` when the counter has somebody else than `seen` (a second click calls nobody);
    `NotFound`, `GroupClosed` for a counter that is not there or not in use.
    """
    day = wib(now).date()
    lock_day(day, now)
    counter = _counter(counter_id)
    current = _current(counter, day)
    _check_seen(current, seen)
    groups = grouping.serves(counter, list(QueueGroup.objects.filter(active=True)))
    chosen = _next(day, groups)
    if chosen is None:
        raise NobodyWaits
    doer = Doer.of(actor, counter)
    _clear(current, doer, now)
    ticket = Ticket.objects.select_for_update(of=("self",)).select_related("group").get(id=chosen.id)
    move(ticket, Action.CALL, doer=doer, now=now)
    tell(now)
    return ticket


@transaction.atomic
def act(
    *,
    actor: Actor,
    ticket_id: UUID,
    action: Action,
    counter_id: UUID | None = None,
    group_id: UUID | None = None,
    wanted: Wanted | None = None,
    reason: str = "",
    expected_event: int | None = None,
    now: datetime,
) -> Ticket:
    """Do one action to a ticket of today's queue.

    CALL, START and CONTINUE need `counter_id`; TRANSFER needs `group_id`; CONTINUE may bring the further
    service `wanted`. `expected_event` is what the caller saw. Raises `NotFound`, `OtherDay`, `Stale`,
    `AlreadyCalled` (who, where, when), `StillCalled`, `GroupClosed`, `SameGroup`, `TicketRefused`, `BadText`;
    then nothing has changed.
    """
    if action not in ASKED:
        raise NotFound
    day = wib(now).date()
    lock_day(day, now)
    ticket = _locked(ticket_id, day)
    reason = clean_line(reason, max_length=LONGEST_REASON)
    counter = ticket.counter
    if counter_id and (counter is None or counter.id != counter_id or not counter.active):
        counter = _counter(counter_id)
    if action in _ARRIVES and counter is None:
        raise NotFound("counter_not_found")
    _check_elsewhere(ticket, action, counter)
    _check_event(ticket, expected_event)
    doer = Doer.of(actor, counter)
    if action in _ARRIVES and counter is not None:
        current = _current(counter, day)
        _clear(current if current and current.id != ticket.id else None, doer, now)
    data: dict[str, Any] = {"reason": reason} if reason else {}
    data |= _prepare(ticket, action, group_id, now)
    move(ticket, action, doer=doer, now=now, data=data)
    _follow(ticket, action, wanted, doer)
    tell(now)
    return ticket


def _counter(counter_id: UUID) -> Counter:
    found = Counter.objects.filter(id=counter_id).first()
    if found is None:
        raise NotFound("counter_not_found")
    if not found.active:
        raise GroupClosed(f"Loket {found.number}")
    return found


def _locked(ticket_id: UUID, day: Any) -> Ticket:
    found = locked(ticket_id)
    if found is None:
        raise NotFound
    if (found.carried_to or found.date) != day:
        raise OtherDay(number=number_of(found))
    return found


def _current(counter: Counter, day: Any) -> Ticket | None:
    at_counter = Ticket.objects.select_for_update().filter(
        of_day(day), counter=counter, state__in=_AT_COUNTER
    )
    return at_counter.order_by("-called_at").first()


def _check_seen(current: Ticket | None, seen: Seen | None) -> None:
    if seen is None or current is None or current.id == seen.ticket_id:
        return
    at = current.called_at or current.issued_at
    raise CounterMoved(number=number_of(current), by=current.called_by, at=at)


def _check_elsewhere(ticket: Ticket, action: Action, counter: Counter | None) -> None:
    """Of two who call the same person, the second is told who was first; nor is anybody taken away from
    another counter."""
    taken = ticket.state in _AT_COUNTER and ticket.counter is not None
    if taken and (action is Action.CALL or counter != ticket.counter):
        raise _called_already(ticket)


def _called_already(ticket: Ticket) -> AlreadyCalled:
    number = ticket.counter.number if ticket.counter else 0
    at = ticket.called_at or ticket.issued_at
    return AlreadyCalled(number=number_of(ticket), by=ticket.called_by, counter=number, at=at)


def _check_event(ticket: Ticket, expected: int | None) -> None:
    if expected is None or expected == ticket.event_no:
        return
    last = ticket.events.order_by("-seq").first()
    by, at = (last.actor_name, last.at) if last else ("", ticket.issued_at)
    raise Stale(number=number_of(ticket), by=by, at=at, event=ticket.event_no)


def _clear(current: Ticket | None, doer: Doer, now: datetime) -> None:
    """Who is being served is finished when the next one comes; who was only called must be settled first."""
    if current is None:
        return
    if current.state == State.CALLED:
        raise StillCalled(number=number_of(current))
    move(current, Action.FINISH, doer=doer, now=now)
    visits.end_rest(current, doer)


def _next(day: Any, groups: list[QueueGroup]) -> Waiting | None:
    waiting = _waiting(day, groups)
    if not fairness.lanes_meet(waiting):
        return fairness.choose(waiting, ())
    return fairness.choose(waiting, _recent(day, groups), run=grouping.options().priority_run)


def _waiting(day: Any, groups: list[QueueGroup]) -> list[Waiting]:
    return waiting_among(Ticket.objects.filter(of_day(day), in_groups(groups), state__in=_WAITING))


def _recent(day: Any, groups: list[QueueGroup]) -> list[bool]:
    """Which of the last first calls for these groups today were priority, newest first."""
    called = Ticket.objects.filter(of_day(day), in_groups(groups), call_no__isnull=False)
    latest = called.order_by("-call_no").values_list("priority", flat=True)
    return [bool(priority) for priority in latest[: fairness.LONGEST_RUN]]


def _prepare(ticket: Ticket, action: Action, group_id: UUID | None, now: datetime) -> Mapping[str, Any]:
    if action is Action.TRANSFER:
        return _transfer(ticket, group_id)
    if action is Action.RETURN and ticket.state not in {State.HELD, State.CALLED}:
        # Who was asked to wait keeps the place; who did not come, or had gone, stands behind those who did.
        ticket.queued_at = max(now, ticket.state_at or now)
    return {}


def _transfer(ticket: Ticket, group_id: UUID | None) -> Mapping[str, Any]:
    group = QueueGroup.objects.filter(id=group_id).first() if group_id else None
    if group is None:
        raise NotFound("group_not_found")
    if not group.active:
        raise GroupClosed(group.name)
    if group.id == ticket.group_id and ticket.state in _WAITING:
        raise SameGroup(group.name)
    before = str(ticket.group_id or "")
    ticket.group = group
    return {"from": before, "to": str(group.id)}


def _follow(ticket: Ticket, action: Action, wanted: Wanted | None, doer: Doer) -> None:
    if action is Action.FINISH:
        visits.end_rest(ticket, doer)
    if action is Action.CONTINUE and wanted is not None:
        visits.add(ticket, wanted)
