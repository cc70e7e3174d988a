"""Looking around one office for the kabupaten: asked for with a reason, for a while, and seen by the office.

A guest holds `SUPPORT` and nothing else: pages that say so, opened without changing anything (see
`accounts.middleware`). Whether the access still holds is asked at every request; what runs later only writes
down that it ended. Begin, each page seen and end stand on the office's trail and on the kabupaten's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.authority import need_kabupaten_admin
from accounts.errors import AccountError, Forbidden
from accounts.models import Assignment, Role, SupportAccess, SupportEnd
from accounts.queries import current
from accounts.records import record_in
from commons.clock import wib
from commons.text import clean_line
from offices.models import SERVED, Office
from offices.scope import public_scope

SHORTEST_REASON, LONGEST_REASON = 20, 300
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=8)
ENDERS = (Role.HEAD, Role.OFFICE_ADMIN)
MOST = 100


@dataclass(frozen=True, slots=True)
class Access:
    """One access, as lists and notices show it. `state`: OPEN, or how it ended (`SupportEnd`)."""

    id: UUID
    user_id: UUID
    office_id: UUID
    office: str
    slug: str
    name: str
    reason: str
    asked_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    ended_by: str
    state: str
    files_seen: int

    @property
    def is_open(self) -> bool:
        """Whether it holds."""
        return self.state == "OPEN"

    @property
    def words(self) -> str:
        """How it stands."""
        return str(_("Berlaku") if self.is_open else SupportEnd(self.state).label)

    @property
    def over_at(self) -> datetime:
        """When it ended, or will by itself."""
        return self.ended_at or self.ends_at


def _access(row: SupportAccess, now: datetime) -> Access:
    over = row.ended_at is None and row.ends_at <= now
    return Access(
        id=row.pk,
        user_id=row.user_id,
        office_id=row.office_id,
        office=row.office.full_name,
        slug=row.office.slug,
        name=row.name,
        reason=row.reason,
        asked_at=row.asked_at,
        ends_at=row.ends_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        state=row.ended_how or (SupportEnd.TIME if over else "OPEN"),
        files_seen=row.files_seen,
    )


def begin(*, office_id: UUID, reason: str, lasts: timedelta, actor: Actor, now: datetime) -> Access:
    """Let a kabupaten admin look around an office, from now on.

    Raises `Forbidden`; `AccountError`: `unknown_office` (also closed ones and rehearsals), `reason_short`,
    `bad_length`, `works_there`, `access_open`.
    """
    need_kabupaten_admin(actor)
    why = clean_line(reason, max_length=LONGEST_REASON)
    if len(why) < SHORTEST_REASON:
        text = _("Tulis alasannya, paling sedikit {n} huruf: kantor membacanya.")
        raise AccountError("reason_short", format_lazy(text, n=SHORTEST_REASON))
    if not SHORTEST <= lasts <= LONGEST:
        raise AccountError("bad_length", _("Akses berlaku paling singkat 15 menit dan paling lama 8 jam."))
    try:
        with public_scope(), transaction.atomic():
            office = _served(office_id)
            if _works_there(actor, office, now):
                text = _("Anda sudah bertugas di kantor ini; masuk saja lewat menu.")
                raise AccountError("works_there", text)
            _close_late(now, office=office, actor=actor)
            row = SupportAccess.objects.create(
                office=office,
                user_id=actor.user_id,
                name=actor.name,
                reason=why,
                asked_at=now,
                ends_at=now + lasts,
            )
            data = {"reason": why, "until": row.ends_at.isoformat()}
            _record("support.began", row, actor, now, data)
    except IntegrityError as error:
        text = _("Akses Anda ke kantor ini masih berlaku. Akhiri dulu untuk meminta yang baru.")
        raise AccountError("access_open", text) from error
    return _access(row, now)


def _served(office_id: UUID) -> Office:
    office = Office.objects.defer("emblem").filter(pk=office_id, state__in=SERVED).first()
    if office is None or office.is_rehearsal:
        raise AccountError("unknown_office", _("Kantor ini tidak ada, atau sedang ditutup."))
    return office


def _works_there(actor: Actor, office: Office, now: datetime) -> bool:
    there = current(wib(now).date())
    return Assignment.objects.filter(there, office=office, user_id=actor.user_id).exists()


def end(*, access_id: UUID, actor: Actor, now: datetime) -> Access:
    """End an access at once: by who asked for it, another kabupaten admin, or the office's head or admin.

    Ending one that is over is no error. Raises `AccountError` (`unknown_access`, also another office's).
    """
    with public_scope(), transaction.atomic():
        rows = SupportAccess.objects.select_for_update(of=("self",)).select_related("office")
        row = rows.filter(pk=access_id).first()
        if row is None or not _reaches(row, actor):
            raise AccountError("unknown_access", _("Akses ini tidak ditemukan."))
        if row.ended_at is None:
            _close(row, actor=actor, now=now)
    return _access(row, now)


def _reaches(row: SupportAccess, actor: Actor) -> bool:
    if actor.office_id is None:
        return actor.has(Role.KAB_ADMIN)
    if actor.office_id != row.office_id:
        return False
    return actor.has(*ENDERS) or (actor.is_support and actor.user_id == row.user_id)


def _close(row: SupportAccess, *, actor: Actor | None, now: datetime) -> None:
    """Write down that it ended; whose time had run out before, ended by itself."""
    if row.ends_at <= now:
        how, at, by = SupportEnd.TIME, row.ends_at, None
    else:
        own = actor is not None and (actor.is_support or actor.office_id is None)
        how, at, by = (SupportEnd.SELF if own else SupportEnd.OFFICE), now, actor
    row.ended_how, row.ended_at, row.ended_by = how, at, by.name if by else ""
    row.save(update_fields=["ended_how", "ended_at", "ended_by"])
    _record("support.ended", row, by, now, {"how": str(how), "files_seen": row.files_seen})


def close_late(*, now: datetime) -> int:
    """Write down the end of every access whose time has run out; returns how many."""
    with public_scope(), transaction.atomic():
        return _close_late(now)


def _close_late(now: datetime, *, office: Office | None = None, actor: Actor | None = None) -> int:
    late = SupportAccess.objects.filter(ended_at=None, ends_at__lte=now)
    if office is not None and actor is not None:
        late = late.filter(office=office, user_id=actor.user_id)
    rows = list(late.select_for_update(of=("self",), skip_locked=True).select_related("office"))
    for row in rows:
        _close(row, actor=None, now=now)
    return len(rows)


def note_page(*, actor: Actor, office: Office, page: str, file_id: UUID | None, now: datetime) -> None:
    """Write down that a guest opened a page, of a file or another. Raises `Forbidden` for anybody else."""
    if not actor.is_support or actor.office_id != office.id:
        raise Forbidden
    with public_scope(), transaction.atomic():
        rows = SupportAccess.objects.filter(pk=actor.assignment_id)
        if file_id is not None:
            rows.update(files_seen=F("files_seen") + 1)
        data = {"access": str(actor.assignment_id), "page": page}
        if file_id is None:
            record_in(office, action="support.page_seen", actor=actor, subject="", data=data, now=now)
        else:
            _both("support.file_seen", office, actor, now=now, subject=f"file:{file_id}", data=data)


def _record(
    action: str, row: SupportAccess, actor: Actor | None, now: datetime, data: Mapping[str, Any]
) -> None:
    told = {"access": str(row.pk), **data}
    _both(action, row.office, actor, now=now, subject=f"user:{row.user_id}", data=told)


def _both(
    action: str,
    office: Office,
    actor: Actor | None,
    *,
    now: datetime,
    subject: str,
    data: Mapping[str, Any],
) -> None:
    record_in(office, action=action, actor=actor, subject=subject, data=data, now=now)
    there = {**data, "office": office.slug}
    record_in(None, action=action, actor=actor, subject=subject, data=there, now=now)


def open_at(office_id: UUID, *, now: datetime) -> list[Access]:
    """Who looks around this office now, the first first. One query."""
    with public_scope():
        rows = SupportAccess.objects.filter(office_id=office_id, ended_at=None, ends_at__gt=now)
        found = rows.select_related("office").defer("office__emblem").order_by("asked_at")
        return [_access(row, now) for row in found]


def history(*, now: datetime, office_id: UUID | None = None, most: int = MOST) -> list[Access]:
    """Every access there was, the newest first; of one office when it is given. One query."""
    with public_scope():
        rows = SupportAccess.objects.select_related("office").defer("office__emblem").order_by("-asked_at")
        if office_id is not None:
            rows = rows.filter(office_id=office_id)
        return [_access(row, now) for row in rows[:most]]
