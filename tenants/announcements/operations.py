"""Write an announcement, publish it, withdraw it; mark it as read."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from announcements.models import Announcement, Importance, Reading, Scope, State
from audit.changing import changed, guard
from audit.operations import record
from commons.errors import DomainError
from offices.models import Level, Office

SHORTEST = 5


class AnnouncementRefused(DomainError):
    """The announcement cannot be taken, or not any more, as asked; nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What an announcement says, to whom and when."""

    title: str
    text: str
    importance: str = Importance.NORMAL
    scope: str = Scope.ALL
    level: str = ""
    office_ids: list[UUID] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    from_date: date
    to_date: date | None = None


def subject_of(announcement_id: UUID) -> str:
    """As the trail names it."""
    return f"announcement:{announcement_id}"


@transaction.atomic
def draft(*, words: Words, actor: Actor, now: datetime) -> Announcement:
    """Keep a new draft. Raises `AnnouncementRefused`."""
    row = Announcement(created_at=now, **_checked(words))
    row.save(force_insert=True)
    record(
        action="announcement.drafted",
        actor=actor,
        subject=subject_of(row.pk),
        data={"title": row.title},
        now=now,
    )
    return row


@transaction.atomic
def change(*, announcement_id: UUID, words: Words, seen: int, actor: Actor, now: datetime) -> Announcement:
    """Change a draft. Raises `AnnouncementRefused` (also for what is published), `Stale`."""
    values = _checked(words)
    guard(subject_of(announcement_id), seen=seen)
    row = _locked(announcement_id)
    if row.state != State.DRAFT:
        message = _("Pengumuman yang sudah terbit tidak dapat diubah. Tarik, lalu buat yang baru.")
        raise AnnouncementRefused("not_draft", message)
    old = {key: _plain(getattr(row, key)) for key in values}
    for key, value in values.items():
        setattr(row, key, value)
    row.save(update_fields=list(values))
    changed(
        subject=subject_of(row.pk),
        action="announcement.changed",
        old=old,
        new={key: _plain(value) for key, value in values.items()},
        actor=actor,
        now=now,
    )
    return row


@transaction.atomic
def publish(*, announcement_id: UUID, seen: int, actor: Actor, now: datetime) -> Announcement:
    """Show it to those it is addressed to, from its first day on. Raises `AnnouncementRefused`, `Stale`."""
    guard(subject_of(announcement_id), seen=seen)
    row = _locked(announcement_id)
    if row.state != State.DRAFT:
        raise AnnouncementRefused("not_draft", _("Pengumuman ini bukan rancangan lagi."))
    row.state, row.published_at = State.PUBLISHED, now
    row.save(update_fields=["state", "published_at"])
    _moved(row, "announcement.published", State.DRAFT, actor, now)
    return row


@transaction.atomic
def withdraw(*, announcement_id: UUID, reason: str, seen: int, actor: Actor, now: datetime) -> Announcement:
    """Take it back, with a reason that its readers see. Raises `AnnouncementRefused`, `Stale`."""
    if len(reason) < SHORTEST:
        raise AnnouncementRefused("no_reason", _("Tulis alasan penarikan; kantor membacanya."))
    guard(subject_of(announcement_id), seen=seen)
    row = _locked(announcement_id)
    if row.state == State.WITHDRAWN:
        raise AnnouncementRefused("withdrawn", _("Pengumuman ini sudah ditarik."))
    before = row.state
    row.state, row.withdrawn_at, row.withdrawn_reason = State.WITHDRAWN, now, reason
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    _moved(row, "announcement.withdrawn", before, actor, now, reason=reason)
    return row


def mark_read(*, announcement_id: UUID, office: Office, actor: Actor, now: datetime) -> None:
    """This person has read it; the same again changes nothing. Runs in the office's scope, so that what is
    not addressed to it is not there: raises `Announcement.DoesNotExist`."""
    row = Announcement.objects.only("id").get(pk=announcement_id)
    Reading.objects.bulk_create(
        [
            Reading(
                announcement=row,
                office=office,
                user_id=actor.user_id,
                name=actor.name,
                title=actor.title,
                at=now,
            )
        ],
        ignore_conflicts=True,
    )


def _moved(row: Announcement, action: str, before: str, actor: Actor, now: datetime, **facts: Any) -> None:
    changed(
        subject=subject_of(row.pk),
        action=action,
        old={"state": before},
        new={"state": str(row.state)},
        actor=actor,
        now=now,
        title=row.title,
        **facts,
    )


def _locked(announcement_id: UUID) -> Announcement:
    row = Announcement.objects.select_for_update().filter(pk=announcement_id).first()
    if row is None:
        raise AnnouncementRefused("gone", _("Pengumuman ini tidak ada."))
    return row


def _checked(words: Words) -> dict[str, Any]:
    if not words.title or not words.text:
        raise AnnouncementRefused("empty", _("Judul dan isi harus ditulis."))
    if words.to_date is not None and words.to_date < words.from_date:
        raise AnnouncementRefused("dates", _("Tanggal akhir harus sesudah tanggal mulai."))
    if words.scope == Scope.LEVEL and words.level not in Level.values:
        raise AnnouncementRefused("no_level", _("Pilih tingkat kantornya."))
    if words.scope in {Scope.KECAMATAN, Scope.CHOSEN} and not words.office_ids:
        raise AnnouncementRefused("no_office", _("Pilih paling sedikit satu kantor."))
    values = asdict(words)
    if words.scope != Scope.LEVEL:
        values["level"] = ""
    if words.scope not in {Scope.KECAMATAN, Scope.CHOSEN}:
        values["office_ids"] = []
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [str(each) for each in value] if isinstance(value, list) else value
