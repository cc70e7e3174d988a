"""Complaints: the rows that somebody may know of. Every read of people starts at `visible`: nobody sees or
counts what is about them.

Inside this app only: reads for other apps (`queries`) give lists and dataclasses, because a queryset made in
one office and evaluated in another has the other's rows. These stay querysets because the book is filtered,
counted and paged in the database; a guard (tests/guards/test_code.py) sees that nobody else imports them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from accounts.actors import Actor
from commons.clock import WIB
from complaints.ladder import RANKS, rank_of
from complaints.models import Complaint
from complaints.workflow import OPEN

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
        rows = rows.filter(received_at__gte=start_of(asked.first))
    if asked.last:
        rows = rows.filter(received_at__lt=start_of(asked.last + timedelta(days=1)))
    return _in_state(rows, asked.state, today).order_by("-received_at", "-id")


def _in_state(rows: QuerySet[Complaint], state: str, today: date) -> QuerySet[Complaint]:
    if state == "open":
        return rows.filter(state__in=OPEN)
    if state == "late":
        return rows.filter(late(today))
    return rows.filter(state=state) if state else rows


def late(today: date) -> Q:
    """Open, and a term of it is over."""
    return Q(state__in=OPEN, moved_at=None) & (
        Q(due_on__lt=today) | Q(verified_at=None, verify_by__lt=today) | Q(begun_at=None, reply_by__lt=today)
    )


def start_of(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), WIB)
