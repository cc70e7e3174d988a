"""Complaints: reads. Every read of people starts at `visible`: nobody sees or counts what is about them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from accounts.actors import Actor
from commons.clock import WIB, wib
from complaints.ladder import RANKS, rank_of
from complaints.models import Book, Channel, Complaint, ComplaintEvent, Kind, Klass
from complaints.workflow import OPEN, Action

# Who takes complaints in; whoever stands on a rung handles them, too.
DESK = frozenset({"COUNTER", "OPERATOR"})
HANDLERS = frozenset(RANKS)
SEALED = ("text", "name", "contact", "about_name")


def visible(actor: Actor) -> QuerySet[Complaint]:
    """What this person may know of: nothing for guests and admins, nothing confidential below the rungs,
    nothing about themselves or about somebody on their rung or above."""
    rank = rank_of(actor.roles)
    if actor.is_support or (not rank and not actor.has(*DESK)):
        return Complaint.objects.none()
    rows = Complaint.objects.filter(rank__lte=rank).exclude(about_id=actor.user_id)
    return rows if rank else rows.filter(confidential=False)


def one(complaint_id: UUID, actor: Actor) -> Complaint | None:
    """One of these."""
    return visible(actor).filter(id=complaint_id).first()


def events(row: Complaint) -> list[ComplaintEvent]:
    """Its story, oldest first."""
    return list(ComplaintEvent.objects.filter(complaint=row).order_by("seq"))


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Filters of the book; "" asks for everything. `state`: a state, "open", or "late"."""

    state: str = ""
    kind: str = ""
    channel: str = ""
    klass: str = ""
    service: str = ""
    first: date | None = None
    last: date | None = None


def book(actor: Actor, asked: Asked, *, today: date) -> QuerySet[Complaint]:
    """The Buku Pengaduan as this person may see it, newest first."""
    rows = visible(actor)
    for name, value in (("kind", asked.kind), ("channel", asked.channel), ("klass", asked.klass)):
        if value:
            rows = rows.filter(**{name: value})
    if asked.service:
        rows = rows.filter(service_code=asked.service)
    if asked.first:
        rows = rows.filter(received_at__gte=_start(asked.first))
    if asked.last:
        rows = rows.filter(received_at__lt=_start(asked.last + timedelta(days=1)))
    return _in_state(rows, asked.state, today).order_by("-received_at", "-id")


def _in_state(rows: QuerySet[Complaint], state: str, today: date) -> QuerySet[Complaint]:
    if state == "open":
        return rows.filter(state__in=OPEN)
    if state == "late":
        return rows.filter(late(today))
    return rows.filter(state=state) if state else rows


def late(today: date) -> Q:
    """Open, and a term of it is over."""
    return Q(state__in=OPEN) & (
        Q(due_on__lt=today) | Q(verified_at=None, verify_by__lt=today) | Q(begun_at=None, reply_by__lt=today)
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), WIB)


def by_index(code_index: str) -> Complaint | None:
    """The reporter's own, by the blind index of its code."""
    return Complaint.objects.filter(code_index=code_index).first()


def done_of(rows: Collection[Complaint]) -> dict[UUID, str]:
    """The newest *tindak lanjut* of each."""
    notes = ComplaintEvent.objects.filter(complaint_id__in=[r.id for r in rows], action=Action.NOTE)
    return {event.complaint_id: event.text or "" for event in notes.order_by("seq")}


# For apps above.


@dataclass(frozen=True, kw_only=True)
class RecapLine:
    """A complaint as a recap may print it. `in_time`: None while it is open and its term is not over;
    `hidden`: confidential, so `done` is empty."""

    number: str
    received_on: date
    kind: str
    channel: str
    klass: str
    service: str
    section: str
    open: bool
    in_time: bool | None
    done: str = ""
    hidden: bool = False


def lines(first: date, last: date, *, today: date) -> list[RecapLine]:
    """The complaints received on these days, for a recap; none about people, because whoever they are
    about would read it. Kind, channel and class in words."""
    rows = Complaint.objects.filter(
        book=Book.COMMON,
        received_at__gte=_start(first),
        received_at__lt=_start(last + timedelta(days=1)),
    )
    found = list(rows.order_by("year", "seq"))
    done = done_of([row for row in found if not row.confidential])
    return [_recap_line(row, done.get(row.id, ""), today) for row in found]


def _recap_line(row: Complaint, done: str, today: date) -> RecapLine:
    return RecapLine(
        number=row.number,
        received_on=wib(row.received_at).date(),
        kind=str(Kind(row.kind).label),
        channel=str(Channel(row.channel).label),
        klass=str(Klass(row.klass).label),
        service=row.service_name,
        section=row.section,
        open=row.state in OPEN,
        in_time=in_time(row, today),
        done=done,
        hidden=row.confidential,
    )


def in_time(row: Complaint, today: date) -> bool | None:
    """Whether it was answered (or refused) within its term; None while that can still be so."""
    end = row.answered_at or row.closed_at
    if end is not None:
        return wib(end).date() <= row.due_on
    return None if today <= row.due_on else False


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A complaint for the read model: days, and what was kept. `answered_days`: the day it was answered."""

    service: str
    kind: str
    klass: str
    channel: str
    received_on: date
    verified_on: date | None
    verified_in_time: bool | None
    answered_on: date | None
    answered_in_time: bool | None
    closed_on: date | None
    due_on: date
    open: bool


def measured(days: Collection[date]) -> Iterator[Measured]:
    """Every complaint of which something happened, or whose term ended, on one of these days. None about
    people: whoever they are about sees the figures of the office."""
    if not days:
        return
    start, end = _start(min(days)), _start(max(days) + timedelta(days=1))
    touched = Q(due_on__in=days)
    for name in ("received_at", "verified_at", "answered_at", "closed_at"):
        touched |= Q(**{f"{name}__gte": start, f"{name}__lt": end})
    rows = Complaint.objects.filter(touched, book=Book.COMMON).defer(*SEALED).order_by("id")
    for row in rows.iterator(chunk_size=500):
        yield _measured(row)


def _measured(row: Complaint) -> Measured:
    verified, answered = _on(row.verified_at), _on(row.answered_at)
    return Measured(
        service=row.service_code,
        kind=row.kind,
        klass=row.klass,
        channel=row.channel,
        received_on=wib(row.received_at).date(),
        verified_on=verified,
        verified_in_time=None if verified is None else verified <= row.verify_by,
        answered_on=answered,
        answered_in_time=None if answered is None else answered <= row.due_on,
        closed_on=_on(row.closed_at),
        due_on=row.due_on,
        open=row.state in OPEN,
    )


def _on(moment: datetime | None) -> date | None:
    return wib(moment).date() if moment else None


def first_day() -> date | None:
    """When the first complaint of the common book came."""
    return _on(Complaint.objects.filter(book=Book.COMMON).aggregate(at=Min("received_at"))["at"])


def open_late(today: date) -> int:
    """How many are open past their term, of those that may be counted."""
    return Complaint.objects.filter(late(today), book=Book.COMMON).count()
