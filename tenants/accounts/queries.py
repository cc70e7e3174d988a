"""People and where they work: reads. All run in the public scope, so office pages may call them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from accounts import rows
from accounts.actors import Actor
from accounts.models import SUPPORT, ApiToken, Assignment, Role, SupportAccess, User
from commons.clock import wib
from offices.hosts import KABUPATEN_LABEL
from offices.models import Office
from offices.scope import public_scope


@dataclass(frozen=True, slots=True)
class Person:
    """One assignment of a person, as the staff page of an office lists it."""

    user_id: UUID
    username: str
    name: str
    nip: str
    grade: str
    is_active: bool
    assignment_id: UUID
    title: str
    roles: tuple[str, ...]
    from_date: date
    to_date: date | None
    has_second_factor: bool

    @property
    def role_labels(self) -> list[str]:
        """The roles in words."""
        return [str(Role(role).label) for role in self.roles]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person works today. No office: the kabupaten."""

    office: Office | None
    title: str
    roles: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The first label of the host."""
        return self.office.slug if self.office else KABUPATEN_LABEL

    @property
    def office_id(self) -> UUID | None:
        """The office's key; None for the kabupaten."""
        return self.office.id if self.office else None

    @property
    def name(self) -> str:
        """What a person calls the place."""
        return str(self.office) if self.office else _("Kantor kabupaten")

    @property
    def tone(self) -> int:
        """The colour of the place's bar."""
        return self.office.tone if self.office else 0


def current(on: date, prefix: str = "") -> Q:
    """The condition "in force on that date" (both ends included)."""
    begun = Q(**{f"{prefix}from_date__lte": on, f"{prefix}ended_at__isnull": True})
    return begun & (Q(**{f"{prefix}to_date__isnull": True}) | Q(**{f"{prefix}to_date__gte": on}))


def at_office(office_id: UUID | None, prefix: str = "") -> Q:
    """The condition "of this office", or of the kabupaten when there is none."""
    if office_id is None:
        return Q(**{f"{prefix}office__isnull": True})
    return Q(**{f"{prefix}office": office_id})


def person_by_username(username: str, office: Office | None, *, on: date) -> User | None:
    """The active person of this name, whatever the letter case, with credential and `actor`. One query."""
    return rows.person_by_username(username.strip().lower(), office.id if office else None, on=on)


def person_by_id(user_id: UUID | str, office: Office | None, *, on: date) -> User | None:
    """The active person, with credential and, for that office (none: the kabupaten), `actor`. One query."""
    try:
        key = UUID(str(user_id))
    except ValueError:
        return None
    return rows.person_by_id(key, office.id if office else None, on=on)


def person_here(user_id: UUID | str, office: Office | None, *, now: datetime) -> User | None:
    """As `person_by_id`; somebody without an assignment there may be a guest of the kabupaten (`SUPPORT`).

    One query; one more for who has no assignment in an office.
    """
    user = person_by_id(user_id, office, on=wib(now).date())
    if user is not None and user.actor is None and office is not None:
        user.actor = _guest(user, office, now)
    return user


def _guest(user: User, office: Office, now: datetime) -> Actor | None:
    access = rows.guest_at(user.pk, office.id, now=now)
    if access is None:
        return None
    access_id, until = access
    return Actor(
        user_id=user.pk,
        name=user.name,
        title=_("Bantuan kabupaten"),
        roles=frozenset({SUPPORT}),
        office_id=office.id,
        assignment_id=access_id,
        support_until=until,
    )


def user_id_of(username: str) -> UUID | None:
    """The key of the person of this name, active or not."""
    with public_scope():
        return User.objects.filter(username=username.strip().lower()).values_list("id", flat=True).first()


def places(user_id: UUID, *, on: date) -> list[Place]:
    """Where this person works on that date: the kabupaten first, then offices by name."""
    with public_scope():
        found = (
            Assignment.objects.filter(current(on), user_id=user_id)
            .select_related("office")
            .defer("office__emblem")
            .order_by(F("office__name").asc(nulls_first=True))
        )
        return [Place(row.office, row.title, tuple(row.roles)) for row in found]


def visits(user_id: UUID, *, now: datetime) -> list[Place]:
    """The offices that this person may look around now as a guest of the kabupaten."""
    with public_scope():
        found = SupportAccess.objects.filter(user_id=user_id, ended_at=None, ends_at__gt=now)
        offices = [row.office for row in found.select_related("office").defer("office__emblem")]
    guests = [(office, _guest_of(user_id, office, now)) for office in offices]
    return [Place(office, _("Bantuan kabupaten"), (SUPPORT,)) for office, good in guests if good]


def _guest_of(user_id: UUID, office: Office, now: datetime) -> bool:
    return rows.guest_at(user_id, office.id, now=now) is not None


def people(office: Office | None, *, on: date | None = None, roles: Iterable[str] = ()) -> list[Person]:
    """The people of an office (none: the kabupaten) by name; of one day only when `on` is given.

    With `roles`, only who holds at least one of them.
    """
    with public_scope():
        found = Assignment.objects.filter(at_office(office.id if office else None))
        if on is not None:
            found = found.filter(current(on))
        if wanted := list(roles):
            found = found.filter(roles__overlap=wanted)
        return _persons(found)


def staff_from(office: Office, *, on: date) -> list[Person]:
    """Who works in an office on that date or will work there later, by name."""
    not_over = Q(ended_at__isnull=True) & (Q(to_date__isnull=True) | Q(to_date__gte=on))
    with public_scope():
        return _persons(Assignment.objects.filter(at_office(office.id), not_over))


def _persons(rows: QuerySet[Assignment]) -> list[Person]:
    found = rows.select_related("user").annotate(factor=F("user__secondfactor__confirmed_at"))
    return [_person(row) for row in found.order_by("user__name", "from_date")]


def _person(row: Assignment) -> Person:
    return Person(
        user_id=row.user_id,
        username=row.user.username,
        name=row.user.name,
        nip=row.user.nip,
        grade=row.user.grade,
        is_active=row.user.is_active,
        assignment_id=row.id,
        title=row.title,
        roles=tuple(row.roles),
        from_date=row.from_date,
        to_date=row.to_date,
        has_second_factor=getattr(row, "factor", None) is not None,
    )


def head_of(office: Office, *, on: date) -> Person | None:
    """Who leads the office on that date; None when nobody does, or when more than one is entered."""
    found = [person for person in people(office, on=on, roles=[Role.HEAD]) if person.is_active]
    return found[0] if len(found) == 1 else None


def tokens(office: Office | None, *, user_id: UUID | None = None) -> list[ApiToken]:
    """The tokens of an office, newest first, with their holders. Never the keys: those are not kept."""
    with public_scope():
        found = ApiToken.objects.filter(at_office(office.id if office else None)).select_related("user")
        if user_id is not None:
            found = found.filter(user_id=user_id)
        return list(found.order_by("-created_at"))
