"""Days of a queue that are over, as rows: each number called in its turn, served, and its visit ended."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from commons.clock import wib
from queueing.models import (
    Counter,
    Ending,
    QueueGroup,
    Ticket,
    TicketDay,
    TicketEvent,
    TicketSeries,
    Visit,
    VisitOutcome,
)
from queueing.workflow import Action, State

PRIORITY = ("ELDERLY", "ELDERLY", "DISABLED", "PREGNANT", "INFANT")
PRIORITY_SHARE = 0.12
NewId = Callable[[datetime], UUID]
NewCode = Callable[[], str]


@dataclass(frozen=True)
class Served:
    """Somebody who took a number and was served: with a file, or without."""

    issued_at: datetime
    called_at: datetime
    done_at: datetime
    service_code: str
    service_name: str
    officer: str
    officer_id: UUID
    file_id: UUID | None = None


@dataclass
class Rows:
    """The rows of one group's days, in the order in which each finds what it points to."""

    days: list[TicketDay] = field(default_factory=list)
    series: list[TicketSeries] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    events: list[TicketEvent] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where they were served, and where keys come from."""

    group: QueueGroup
    counter: Counter
    new_id: NewId
    new_code: NewCode
    chance: random.Random


def rows_of(served: Iterable[Served], place: Place) -> Rows:
    """Rows for these people; each day's numbers without gap, in the order of their taking."""
    by_day: dict[date, list[Served]] = defaultdict(list)
    for one in served:
        by_day[wib(one.issued_at).date()].append(one)
    rows = Rows()
    for day, people in sorted(by_day.items()):
        _day(rows, place, day, sorted(people, key=lambda one: one.issued_at))
    return rows


def _day(rows: Rows, place: Place, day: date, people: Sequence[Served]) -> None:
    end = max(one.done_at for one in people)
    rows.days.append(
        TicketDay(
            date=day,
            calls=len(people),
            closed_at=end + timedelta(minutes=5),
            closed_by=people[-1].officer,
            ending=Ending.CLOSED,
        )
    )
    rows.series.append(
        TicketSeries(
            id=place.new_id(end),
            date=day,
            prefix=place.group.prefix,
            last=len(people),
            last_at=people[-1].issued_at,
        )
    )
    order = {id(one): n for n, one in enumerate(sorted(people, key=lambda one: one.called_at), start=1)}
    for seq, one in enumerate(people, start=1):
        ahead = sum(other.called_at > one.issued_at for other in people[: seq - 1])
        _one(rows, place, one, seq=seq, ahead=ahead, call_no=order[id(one)])


def _one(rows: Rows, place: Place, one: Served, *, seq: int, ahead: int, call_no: int) -> None:
    first = place.chance.random() < PRIORITY_SHARE
    ticket = Ticket(
        id=place.new_id(one.issued_at),
        date=wib(one.issued_at).date(),
        seq=seq,
        prefix=place.group.prefix,
        group=place.group,
        service_code=one.service_code,
        service_name=one.service_name,
        issued_at=one.issued_at,
        issued_by=one.officer,
        code=place.new_code(),
        priority=place.chance.choice(PRIORITY) if first else "",
        file_id=one.file_id,
        state=State.DONE.value,
        state_at=one.done_at,
        ended_at=one.done_at,
        event_no=4,
        counter=place.counter,
        queued_at=one.issued_at,
        first_called_at=one.called_at,
        called_at=one.called_at,
        called_by=one.officer,
        calls=1,
        call_no=call_no,
        ahead=ahead,
        waited=int((one.called_at - one.issued_at).total_seconds()),
        served=int((one.done_at - one.called_at).total_seconds()),
    )
    rows.tickets.append(ticket)
    rows.events += _events(place, ticket, one)
    rows.visits.append(
        Visit(
            id=place.new_id(one.done_at),
            ticket=ticket,
            service_code=one.service_code,
            service_name=one.service_name,
            outcome=VisitOutcome.FILE if one.file_id else VisitOutcome.ANSWERED,
            file_id=one.file_id,
            ended_at=one.done_at,
            seconds=ticket.served,
            counter_id=place.counter.id,
            actor_name=one.officer,
        )
    )


def _events(place: Place, ticket: Ticket, one: Served) -> list[TicketEvent]:
    last = Action.RECEIVE if one.file_id else Action.FINISH
    steps = (
        (one.issued_at, "issue", State.WAITING),
        (one.called_at, Action.CALL.value, State.CALLED),
        (one.called_at, Action.START.value, State.SERVING),
        (one.done_at, last.value, State.DONE),
    )
    return [
        TicketEvent(
            id=place.new_id(at),
            ticket=ticket,
            seq=seq,
            at=at,
            actor_id=one.officer_id,
            actor_name=one.officer,
            action=action,
            state=state.value,
            counter_id=place.counter.id if seq > 1 else None,
            counter_number=place.counter.number if seq > 1 else None,
            data={},
        )
        for seq, (at, action, state) in enumerate(steps, start=1)
    ]
