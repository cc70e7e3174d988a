"""Tickets of a day: who waits, who is called where, what today came to."""

from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID

from django.db import models
from django.db.models import Count, Max, Prefetch, QuerySet, Sum

from commons.ids import read_code
from queueing import fairness
from queueing.days import of_day
from queueing.fairness import Waiting
from queueing.groups import options
from queueing.models import IN_PLAY, Ticket, Trip, Visit
from queueing.numbers import number_of
from queueing.workflow import AT_COUNTER, WAITING, State

_WAITING = [state.value for state in WAITING]
_AT_COUNTER = [state.value for state in AT_COUNTER]


@dataclass(frozen=True)
class VisitRow:
    """One service of a visit; `outcome` is "" until it ended (`VisitOutcome`)."""

    service_code: str
    service_name: str
    outcome: str
    file_id: UUID | None


@dataclass(frozen=True)
class TicketRow:
    """One ticket as pages and programs take it. `counter` is a number; `priority` the kind, never public."""

    id: UUID
    number: str
    code: str
    group_id: UUID | None
    group_name: str
    service_code: str
    service_name: str
    visits: tuple[VisitRow, ...]
    priority: str
    state: State
    state_at: datetime
    event: int
    counter_id: UUID | None
    counter: int | None
    calls: int
    call_no: int | None
    called_at: datetime | None
    called_by: str
    issued_at: datetime
    issued_by: str
    date: date
    carried: int
    file_id: UUID | None
    waited: int
    served_seconds: int
    waiting: Waiting

    @property
    def served(self) -> bool:
        """Whether its holder was served: with a file, or without."""
        return self.state is State.DONE

    @property
    def waits(self) -> bool:
        """Whether it can be called next."""
        return self.state in WAITING


def _rows() -> models.QuerySet[Ticket]:
    visits = Prefetch("visits", Visit.objects.order_by("order"))
    return Ticket.objects.select_related("group", "counter").prefetch_related(visits)


def today(day: date) -> list[TicketRow]:
    """Every ticket in the queue of one day, kept ones first, then as they were taken."""
    found = _rows().filter(of_day(day)).order_by("-carried", "issued_at", "prefix", "seq")
    return [row_of(each) for each in found]


def row_of(ticket: Ticket, visits: Iterable[Visit] | None = None) -> TicketRow:
    """A ticket as plain data; three queries when its relations are not loaded yet."""
    return TicketRow(
        id=ticket.id,
        number=number_of(ticket),
        code=ticket.code or "",
        group_id=ticket.group_id,
        group_name=ticket.group.name if ticket.group else "",
        service_code=ticket.service_code,
        service_name=ticket.service_name,
        visits=tuple(
            VisitRow(each.service_code, each.service_name, each.outcome, each.file_id)
            for each in (ticket.visits.all() if visits is None else visits)
        ),
        priority=ticket.priority,
        state=State(ticket.state),
        state_at=ticket.state_at or ticket.issued_at,
        event=ticket.event_no,
        counter_id=ticket.counter_id,
        counter=ticket.counter.number if ticket.counter else None,
        calls=ticket.calls,
        call_no=ticket.call_no,
        called_at=ticket.called_at,
        called_by=ticket.called_by,
        issued_at=ticket.issued_at,
        issued_by=ticket.issued_by,
        date=ticket.date,
        carried=ticket.carried,
        file_id=ticket.file_id,
        waited=ticket.waited,
        served_seconds=ticket.served,
        waiting=waiting_of(ticket),
    )


def waiting_of(ticket: Ticket) -> Waiting:
    """A ticket as the fair rule takes it."""
    return Waiting(
        id=ticket.id,
        prefix=ticket.prefix,
        seq=ticket.seq,
        queued_at=ticket.queued_at or ticket.issued_at,
        priority=bool(ticket.priority),
        carried=ticket.carried,
    )


def ticket(ticket_id: UUID) -> Ticket | None:
    """The ticket with this id, of whatever day."""
    return Ticket.objects.filter(id=ticket_id).first()


def by_code(code: str, *, day: date) -> TicketRow | None:
    """The ticket whose holder typed or scanned this code, while it stands in the queue of that day."""
    found = _rows().filter(of_day(day), code=read_code(code)).first()
    return row_of(found) if found else None


def unserved(ticket_id: UUID, *, day: date) -> TicketRow | None:
    """The ticket with this id when it stands in this day's queue and has not ended."""
    found = _rows().filter(of_day(day), id=ticket_id, state__in=IN_PLAY).first()
    return row_of(found) if found else None


def ahead_of(ticket: Ticket | TicketRow) -> int:
    """How many would be called before this ticket if nobody else came; 0 when it does not wait."""
    day = ticket.date if isinstance(ticket, TicketRow) else (ticket.carried_to or ticket.date)
    waiting = waiting_in(day, ticket.group_id)
    if fairness.lanes_meet(waiting):
        order = fairness.sequence(waiting, recent_of(day, [ticket.group_id]), run=options().priority_run)
    else:
        order = fairness.in_order(waiting)
    return next((place for place, each in enumerate(order) if each.id == ticket.id), 0)


def waiting_in(day: date, group_id: UUID | None) -> list[Waiting]:
    """Who waits in one group."""
    return waiting_among(Ticket.objects.filter(of_day(day), group=group_id, state__in=_WAITING))


_ASKED = ("id", "prefix", "seq", "queued_at", "issued_at", "priority", "carried")


def waiting_among(rows: QuerySet[Ticket]) -> list[Waiting]:
    """Tickets as the fair rule takes them: seven columns of them, for phones and calls ask this all day."""
    return [
        Waiting(
            id=id, prefix=prefix, seq=seq, queued_at=queued or issued, priority=bool(lane), carried=carried
        )
        for id, prefix, seq, queued, issued, lane, carried in rows.values_list(*_ASKED)
    ]


def recent_of(day: date, group_ids: Iterable[UUID | None]) -> list[bool]:
    """Which of the last first calls for these groups were priority, newest first."""
    called = Ticket.objects.filter(of_day(day), group__in=list(group_ids), call_no__isnull=False)
    latest = called.order_by("-call_no").values_list("priority", flat=True)
    return [bool(priority) for priority in latest[: fairness.LONGEST_RUN]]


def at_counter(counter_id: UUID, *, day: date) -> TicketRow | None:
    """Who is called to or served at this counter."""
    found = (
        _rows().filter(of_day(day), counter=counter_id, state__in=_AT_COUNTER).order_by("-called_at").first()
    )
    return row_of(found) if found else None


@dataclass(frozen=True)
class Figures:
    """What a day came to so far. Minutes are medians over those who were called, or served; None: nobody."""

    issued: int
    waiting: int
    served: int
    skipped: int
    left: int
    priority: int
    quick: int
    sent_home: int
    wait_minutes: int | None
    service_minutes: int | None


def figures(rows: Sequence[TicketRow], *, start: datetime, end: datetime) -> Figures:
    """The figures of the tickets `today` gave, with what was served without a ticket between two instants."""
    states = Tally(row.state for row in rows)
    quick = Visit.objects.filter(ended_at__gte=start, ended_at__lt=end, ticket=None)
    home = Trip.objects.filter(at__gte=start, at__lt=end)
    return Figures(
        issued=len(rows),
        waiting=sum(states[state] for state in WAITING),
        served=states[State.DONE],
        skipped=states[State.SKIPPED],
        left=states[State.LEFT],
        priority=sum(bool(row.priority) for row in rows),
        quick=quick.count(),
        sent_home=home.count(),
        wait_minutes=_median([row.waited for row in rows if row.calls]),
        service_minutes=_median([row.served_seconds for row in rows if row.served]),
    )


def _median(seconds: Sequence[int]) -> int | None:
    return round(median(seconds) / 60) if seconds else None


def stamp(day: date) -> str:
    """Changes with every move of the day's queue: for pages that poll."""
    found = Ticket.objects.filter(of_day(day)).aggregate(
        n=Count("id"), moves=Sum("event_no"), at=Max("state_at")
    )
    return f"{day} {found['n']} {found['moves']} {found['at']}"
