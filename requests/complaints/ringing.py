"""What the bell says about complaints: whose turn it is, whose term ends, to whom a late one has gone up.

The task writes these in the office's working hours, each under a key of its own: who looks again, or for the
first time after days without a worker, tells nothing twice. A line says that there is a complaint: no number,
no words, no name. It goes to the rung that answers for it, never to the person complained about, and never
out of Loket: the list of messages is read by the whole office.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.clock import wib
from complaints import ladder, querysets
from complaints.ladder import INSIDE, RANKS, Rung, Stop, road
from complaints.models import Book, Complaint, ComplaintEvent
from complaints.people import staff
from complaints.workflow import OPEN, State
from escalations import queries as escalations
from notifications import kinds
from notifications.kinds import Elsewhere
from notifications.models import StaffNotice
from offices.models import Level, Office
from offices.queries import work_calendar

MOST = 200
# What lay about long before is not told of all at once.
SINCE = timedelta(days=30)


class Bell(StrEnum):
    """What is told."""

    TURN = "COMPLAINT_TURN"
    NEAR = "COMPLAINT_NEAR"
    LATE = "COMPLAINT_LATE"
    BELOW = "COMPLAINT_BELOW"


@dataclass(frozen=True)
class Line:
    """One thing to be told of a complaint. `key`: what makes it this one; `rank`: the rung it is for."""

    kind: Bell
    key: str
    rank: int


@dataclass(frozen=True)
class Days:
    """Today, and the working day after it."""

    today: date
    next: date


def lines(row: Complaint, days: Days) -> Iterator[Line]:
    """What is to be told of an open complaint. A term that ends is not told on the day its turn was."""
    rank, since = _turn(row), wib(row.changed_at).date()
    if since >= days.today - SINCE:
        yield Line(Bell.TURN, f"{_stage(row)}{row.reopened}", rank)
    term = next((day for day, met in _terms(row) if not met), row.due_on)
    if since < days.today <= term <= days.next:
        yield Line(Bell.NEAR, term.isoformat(), rank)
    for lifted, (day, met) in enumerate(_terms(row), start=RANKS[Rung.SECTION_HEAD]):
        if not met and days.today - SINCE <= day < days.today:
            yield Line(Bell.LATE, f"{lifted}{day.isoformat()}", max(lifted, row.rank))


def _terms(row: Complaint) -> list[tuple[date, bool]]:
    """Its three terms, and whether each was met."""
    begun = row.begun_at is not None
    return [(row.verify_by, row.verified_at is not None), (row.reply_by, begun), (row.due_on, False)]


def _stage(row: Complaint) -> str:
    return "N" if row.state in {State.RECEIVED, State.VERIFIED} else "W"


def _turn(row: Complaint) -> int:
    """As the inbox has it."""
    return ladder.turn(row.rank, begun=_stage(row) == "W")


def ring(office: Office, *, now: datetime) -> int:
    """In the office's scope and in its working hours; how many lines are new."""
    found = {notice.once: notice for notice in (*_ours(office, now), *_below(office, now))}
    known = StaffNotice.objects.filter(once__in=list(found)).values_list("once", flat=True) if found else ()
    new = [found[once] for once in found.keys() - set(known)]
    StaffNotice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _waiting() -> QuerySet[Complaint]:
    """`last_by`: who did the last act; None for its reporter and for time."""
    last = ComplaintEvent.objects.filter(complaint=OuterRef("pk"), seq=OuterRef("event_no"))
    by = Subquery(last.values("actor_id")[:1])
    rows = Complaint.objects.filter(state__in=OPEN, moved_at=None).annotate(last_by=by)
    return rows.defer(*querysets.SEALED).order_by("-changed_at")


def _ours(office: Office, now: datetime) -> Iterator[StaffNotice]:
    rows = list(_waiting()[:MOST])
    if not rows:
        return
    today = wib(now).date()
    days = Days(today, work_calendar(office.id).add_working_days(today, 1))
    people = [person.holder for person in staff(office, on=today)]
    for row in rows:
        for line in lines(row, days):
            role = role_at(road(people, about=row.about_id), line.rank)
            if role:
                yield _notice(line.kind, f"{row.id.hex}:{line.key}", role, _not_to(row, line), now)


def role_at(stops: Iterable[Stop], rank: int) -> str:
    """The rung inside the office that answers, where nobody stands on this one the next above, else the
    highest; "" where nobody stands at all."""
    here = [stop.rung for stop in stops if stop.rung in INSIDE]
    return next((rung for rung in here if RANKS[rung] >= rank), here[-1] if here else "")


def _not_to(row: Complaint, line: Line) -> UUID | None:
    """Whom it is about; of the others, who brought it here."""
    if row.book == Book.PEOPLE:
        return row.about_id
    return getattr(row, "last_by", None) if line.kind is Bell.TURN else None


def _below(office: Office, now: datetime) -> Iterator[StaffNotice]:
    """Complaints about a lurah, or late ones, that this camat has to answer."""
    if office.level == Level.KECAMATAN:
        for key, again, about in escalations.waiting_for(office):
            yield _notice(Bell.BELOW, f"{key.hex}:{again}", Rung.HEAD.value, about, now)


def _notice(kind: Bell, key: str, role: str, not_to: UUID | None, now: datetime) -> StaffNotice:
    return StaffNotice(kind=kind, once=f"{kind}:{key}", roles=[role], by_id=not_to, at=now, spread_at=now)


def register() -> None:
    """What the bell shows of each; again changes nothing."""
    book, above = _("Buku Pengaduan"), _("Pengaduan dari kelurahan")
    said: dict[Bell, tuple[str | Promise, str | Promise, str, str]] = {
        Bell.TURN: (_("Pengaduan menunggu Anda"), book, "complaints", "?keadaan=open"),
        Bell.NEAR: (_("Tenggat pengaduan hampir habis"), book, "complaints", "?keadaan=open"),
        Bell.LATE: (_("Pengaduan terlambat dan naik kepada Anda"), book, "complaints", "?keadaan=late"),
        Bell.BELOW: (_("Pengaduan menunggu jawaban Anda"), above, "complaints_below", ""),
    }
    for kind, (title, text, name, asked) in said.items():
        kinds.register_elsewhere(kind, Elsewhere(title, text, _path(name, asked)))


def _path(name: str, asked: str) -> kinds.Path:
    return lambda: reverse(name) + asked
