"""Mutasi: a person goes from one office to another and keeps the account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import operations as accounts
from accounts.actors import Actor
from accounts.models import Assignment, Role, User
from audit import operations as audit
from commons.clock import wib
from commons.errors import DomainError
from offices.models import Office
from offices.scope import public_scope

MOST = 50


@dataclass(frozen=True)
class Place:
    """One assignment of a person that is not over."""

    id: UUID
    office: str
    title: str
    roles: str
    since: date
    until: date | None
    movable: bool
    """Whether it is in an office: what one does for the kabupaten, or in a rehearsal, is no post."""


@dataclass(frozen=True)
class Found:
    """A person with where they work."""

    id: UUID
    name: str
    username: str
    nip: str
    places: list[Place]


class BadMove(DomainError):
    """The person cannot go there; nothing was changed."""


def search(text: str, *, on: date) -> list[Found]:
    """People by name, user name or NIP, at most 50, with the assignments that are not over."""
    words = text.split()
    if not words:
        return []
    wanted = Q()
    for word in words:
        wanted &= Q(name__icontains=word) | Q(username__icontains=word.lower()) | Q(nip=word)
    with public_scope():
        people = list(User.objects.filter(wanted).order_by("name")[:MOST])
        rows = _open(on).filter(user__in=people).select_related("office").defer("office__emblem")
        by_person: dict[UUID, list[Place]] = {}
        for row in rows.order_by("from_date"):
            by_person.setdefault(row.user_id, []).append(_place(row))
    return [Found(each.pk, each.name, each.username, each.nip, by_person.get(each.pk, [])) for each in people]


def _open(on: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=on), ended_at__isnull=True)


def _place(row: Assignment) -> Place:
    return Place(
        id=row.pk,
        office=str(row.office) if row.office else str(_("Kantor kabupaten")),
        title=row.title,
        roles=", ".join(str(Role(role).label) for role in row.roles),
        since=row.from_date,
        until=row.to_date,
        movable=row.office is not None and not row.office.is_rehearsal,
    )


def assignment(assignment_id: UUID, *, on: date) -> tuple[User, Place] | None:
    """An assignment in an office that is not over, with its person."""
    with public_scope():
        row = _open(on).select_related("user", "office").filter(pk=assignment_id).first()
        place = _place(row) if row else None
    return (row.user, place) if row and place and place.movable else None


@transaction.atomic
def transfer(
    *,
    assignment_id: UUID,
    office: Office,
    roles: Iterable[str],
    title: str,
    first_day: date,
    actor: Actor,
    now: datetime,
) -> Assignment:
    """End an assignment the day before `first_day` and begin one in `office`: both or neither.

    The account, password and second factor stay; what was signed keeps the old title. Raises `BadMove`
    (`same_office`, `past`), `AccountError`.
    """
    today = wib(now).date()
    with public_scope():
        row = Assignment.objects.select_related("office").get(pk=assignment_id)
    if row.office_id == office.pk:
        raise BadMove("same_office", _("Orang ini sudah bertugas di kantor itu."))
    if first_day < today:
        raise BadMove("past", _("Hari pertama di kantor baru tidak boleh sudah lewat."))
    last_day = None if first_day == today else first_day - timedelta(days=1)
    accounts.end_assignment(assignment_id=assignment_id, last_day=last_day, actor=actor, now=now)
    new = accounts.assign(
        user_id=row.user_id,
        office=office,
        roles=roles,
        title=title,
        from_date=first_day,
        actor=actor,
        now=now,
    )
    data = {"from": str(row.office_id), "to": str(office.pk), "first_day": first_day.isoformat()}
    subject = f"user:{row.user_id}"
    audit.record(action="onboarding.transferred", actor=actor, subject=subject, data=data, now=now)
    return new
