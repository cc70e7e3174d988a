"""What is announced: to one office and person, and as the kabupaten sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from accounts.actors import Actor
from announcements.models import Announcement, Importance, Reading, Scope, State
from offices.models import REHEARSAL, Office

MOST_SHOWN = 3


@dataclass(frozen=True)
class Notice:
    """An announcement as a member of staff sees it."""

    id: UUID
    title: str
    text: str
    important: bool
    published_at: datetime
    from_date: date
    to_date: date | None
    read: bool
    withdrawn: str
    """The reason, when it was taken back; else ""."""


@dataclass(frozen=True)
class OfficeCount:
    """How many people of an office have marked it as read."""

    office: str
    count: int


def unread(actor: Actor, *, on: date) -> list[Notice]:
    """What this person should see above the pages of their office: one query, the office's role reads only
    what is addressed to it. Important ones first."""
    current = Q(state=State.PUBLISHED, from_date__lte=on) & (Q(to_date__isnull=True) | Q(to_date__gte=on))
    rows = Announcement.objects.filter(current, _for_roles(actor)).filter(~_mine(actor))
    found = sorted(rows, key=lambda row: (row.importance != Importance.IMPORTANT, -row.from_date.toordinal()))
    return [_notice(row, read=False) for row in found]


def notices(actor: Actor, *, on: date, limit: int = 100) -> list[Notice]:
    """Everything that was announced to this person in their office, the newest first; also what was
    withdrawn."""
    rows = Announcement.objects.filter(_for_roles(actor), published_at__isnull=False, from_date__lte=on)
    rows = rows.annotate(is_read=_mine(actor)).order_by("-from_date", "-published_at")[:limit]
    return [_notice(row, read=row.is_read) for row in rows]


def readers(announcement_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Who of the current office has read which; names and titles, in the order of reading."""
    found: dict[UUID, list[str]] = {}
    rows = Reading.objects.filter(announcement_id__in=announcement_ids).order_by("at")
    for key, name, title in rows.values_list("announcement_id", "name", "title"):
        found.setdefault(key, []).append(f"{name} ({title})" if title else name)
    return found


def _mine(actor: Actor) -> Exists:
    return Exists(Reading.objects.filter(announcement=OuterRef("pk"), user_id=actor.user_id))


def _for_roles(actor: Actor) -> Q:
    return Q(roles=[]) | Q(roles__overlap=sorted(actor.roles))


def _notice(row: Announcement, *, read: bool) -> Notice:
    assert row.published_at is not None
    return Notice(
        id=row.pk,
        title=row.title,
        text=row.text,
        important=row.importance == Importance.IMPORTANT,
        published_at=row.published_at,
        from_date=row.from_date,
        to_date=row.to_date,
        read=read,
        withdrawn=row.withdrawn_reason,
    )


def announcements() -> list[Announcement]:
    """All of them for the kabupaten: drafts first, then the newest."""
    rows = Announcement.objects.order_by("-from_date", "-created_at")
    return sorted(rows, key=lambda row: row.state != State.DRAFT)


def announcement(announcement_id: UUID) -> Announcement | None:
    """One of them, for the kabupaten."""
    return Announcement.objects.filter(pk=announcement_id).first()


def audience(row: Announcement) -> list[Office]:
    """The offices it is addressed to, by code; rehearsals are none."""
    offices = Office.objects.exclude(kemendagri_code__startswith=REHEARSAL).defer("emblem")
    wanted = {
        Scope.ALL: Q(),
        Scope.LEVEL: Q(level=row.level),
        Scope.KECAMATAN: Q(pk__in=row.office_ids) | Q(parent_id__in=row.office_ids),
        Scope.CHOSEN: Q(pk__in=row.office_ids),
    }[Scope(row.scope)]
    return list(offices.filter(wanted).order_by("kemendagri_code"))


def counts(row: Announcement) -> list[OfficeCount]:
    """How many have read it in each office it is addressed to. The names are the office's business: the
    kabupaten's role cannot read them."""
    rows = Reading.objects.filter(announcement=row).values("office_id").annotate(count=Count("id"))
    found = {each["office_id"]: each["count"] for each in rows}
    return [OfficeCount(office.full_name, found.get(office.pk, 0)) for office in audience(row)]
