"""Complaints: reads of one, and what apps above are told."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Min, Q

from accounts.actors import Actor
from commons.clock import wib
from complaints.models import Book, Channel, Complaint, ComplaintEvent, Kind, Klass
from complaints.querysets import SEALED, late, start_of, visible
from complaints.workflow import OPEN, Action


def one(complaint_id: UUID, actor: Actor) -> Complaint | None:
    """One of these."""
    return visible(actor).filter(id=complaint_id).first()


def events(row: Complaint) -> list[ComplaintEvent]:
    """Its story, oldest first."""
    return list(ComplaintEvent.objects.filter(complaint=row).order_by("seq"))


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
        moved_at=None,
        received_at__gte=start_of(first),
        received_at__lt=start_of(last + timedelta(days=1)),
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
    start, end = start_of(min(days)), start_of(max(days) + timedelta(days=1))
    touched = Q(due_on__in=days)
    for name in ("received_at", "verified_at", "answered_at", "closed_at"):
        touched |= Q(**{f"{name}__gte": start, f"{name}__lt": end})
    rows = Complaint.objects.filter(touched, book=Book.COMMON, moved_at=None).defer(*SEALED).order_by("id")
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
