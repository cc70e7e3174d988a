"""Writes: what the kabupaten does to an office once it is there. Each says why, and stands on both trails.

A page sends the state it showed; who comes second changes nothing and is told who came first.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.authority import need_kabupaten_admin
from applications import merging
from audit import operations as audit
from audit import queries as trails
from commons.clock import wib
from commons.errors import DomainError
from commons.text import clean_line
from offices import archive_store, leaving, returning, sending
from offices import operations as offices
from offices.models import Job, JobKind, Office, OfficeState
from offices.scope import office_scope, public_scope
from trail import operations as trail

SHORTEST_REASON, LONGEST_REASON = 10, 300
ACTIONS = {
    OfficeState.SUSPENDED: "office.suspended",
    OfficeState.LIVE: "office.opened",
    OfficeState.ARCHIVED: "office.archived",
}
RENAMED, MOVED = "office.renamed", "office.address_moved"


class LifeError(DomainError):
    """This cannot be done to the office now; nothing was changed."""


def need_reason(text: str) -> str:
    """The reason in one line. Raises `LifeError` (`reason_short`), `commons.text.BadText`."""
    why = clean_line(text, max_length=LONGEST_REASON)
    if len(why) < SHORTEST_REASON:
        raise LifeError("reason_short", _("Tulis alasannya, paling sedikit 10 huruf."))
    return why


def need_slug(slug: str, typed: str) -> None:
    """Raise `LifeError` unless the office's own address was typed: nobody does this to a wrong office."""
    if typed.strip().lower() != slug:
        message = _("Ketik “{slug}” untuk memastikan kantornya benar.")
        raise LifeError("wrong_slug", format_lazy(message, slug=slug))


def _overtaken(office: Office) -> LifeError:
    last = next(iter(trails.latest(subject=f"office:{office.pk}", limit=1)), None)
    if last is None:
        message = _("Keadaan kantor ini sudah berubah. Periksa dulu, lalu putuskan lagi.")
        return LifeError("overtaken", message)
    text = _("{who} sudah lebih dulu: {what}, pukul {time}. Yang Anda kirim tidak dijalankan.")
    when = f"{wib(last.at):%H.%M}"
    return LifeError("overtaken", format_lazy(text, who=last.actor_name, what=last.label, time=when))


def _sent_twice(office: Office, action: str, actor: Actor) -> bool:
    """Whether this person's own last change of the office was this one: a form that was sent twice."""
    last = next(iter(trails.latest(subject=f"office:{office.pk}", limit=1)), None)
    return last is not None and (last.action, last.actor_id) == (action, actor.user_id)


def change_state(
    *, office_id: UUID, seen: str, state: OfficeState, reason: str, actor: Actor, now: datetime
) -> Office:
    """Suspend, open again or archive. Raises `LifeError`, `offices.operations.BadMove`."""
    need_kabupaten_admin(actor)
    why = need_reason(reason)
    with public_scope(), transaction.atomic():
        office = Office.objects.select_for_update().get(pk=office_id)
        if office.state != seen:
            if office.state == state and _sent_twice(office, ACTIONS[state], actor):
                return office
            raise _overtaken(office)
        office = offices.move_office(office_id=office_id, state=state)
        _tell(office, ACTIONS[state], actor, now, reason=why)
    return office


def rename(*, office_id: UUID, seen: str, name: str, reason: str, actor: Actor, now: datetime) -> Office:
    """Another shown name. Raises `LifeError`, `offices.operations.BadOffice`."""
    need_kabupaten_admin(actor)
    why = need_reason(reason)
    with public_scope(), transaction.atomic():
        office = Office.objects.select_for_update().get(pk=office_id)
        if office.name != seen:
            if office.name == clean_line(name, max_length=None) and _sent_twice(office, RENAMED, actor):
                return office
            raise _overtaken(office)
        office = offices.rename_office(office_id=office_id, name=name)
        _tell(office, RENAMED, actor, now, reason=why, before=seen, after=office.name)
    return office


def move_address(
    *, office_id: UUID, seen: str, slug: str, reason: str, actor: Actor, now: datetime
) -> Office:
    """Another address. Raises `LifeError`, `offices.operations.BadOffice`."""
    need_kabupaten_admin(actor)
    why = need_reason(reason)
    with public_scope(), transaction.atomic():
        office = Office.objects.select_for_update().get(pk=office_id)
        if office.slug != seen:
            if office.slug == slug.strip().lower() and _sent_twice(office, MOVED, actor):
                return office
            raise _overtaken(office)
        office = offices.move_address(office_id=office_id, slug=slug.strip().lower())
        _tell(office, MOVED, actor, now, reason=why, before=seen, after=office.slug)
    return office


def _tell(office: Office, action: str, actor: Actor, now: datetime, **data: Any) -> None:
    """On the kabupaten's trail, and on the office's own: it may know what was done to it."""
    subject = f"office:{office.pk}"
    audit.record(action=action, actor=actor, subject=subject, data=data, now=now)
    if office.state != OfficeState.PROVISIONING:
        with office_scope(office):
            trail.record(action=action, actor=actor, subject=subject, data=data, now=now)


def _job_word(action: str, job: Job, actor: Actor, now: datetime, **data: Any) -> None:
    subject = f"office:{job.office_id}" if job.office_id else ""
    audit.record(action=action, actor=actor, subject=subject, data={"job": str(job.pk), **data}, now=now)


def ask_for_archive(
    *, office_id: UUID, readable: bool, reason: str, actor: Actor, now: datetime
) -> tuple[Job, bool]:
    """A job that writes the archive, and whether it is new. Raises `LifeError`, `CannotArchive`."""
    need_kabupaten_admin(actor)
    why = need_reason(reason)
    with public_scope(), transaction.atomic():
        job, new = leaving.ask_for_archive(office_id=office_id, readable=readable, asked_by=actor.user_id)
        if new:
            sending.later(job)
            office = Office.objects.get(pk=office_id)
            _tell(office, "office.export_asked", actor, now, reason=why, readable=readable)
    return job, new


def show_key(*, job_id: UUID, actor: Actor, now: datetime) -> str:
    """The key of an archive, this once. Raises `leaving.KeyGone`."""
    need_kabupaten_admin(actor)
    with public_scope(), transaction.atomic():
        shown = leaving.take_key(job_id)
        _job_word("office.key_shown", Job.objects.get(pk=job_id), actor, now)
    return shown


def note_taken(*, job: Job, actor: Actor, now: datetime) -> None:
    """Somebody takes the archive away. Raises `leaving.ArchiveGone`."""
    need_kabupaten_admin(actor)
    if not archive_store.is_there(job.details["file"]):
        raise leaving.ArchiveGone
    with public_scope(), transaction.atomic():
        assert job.office is not None
        _tell(job.office, "office.archive_taken", actor, now, sha256=job.details.get("sha256", ""))


def look_at(*, upload: Any, name: str, key: str, actor: Actor, now: datetime) -> Job:
    """Keep an uploaded archive and have it looked at. Raises `travel_keys.BadTravelKey`."""
    need_kabupaten_admin(actor)
    file = archive_store.keep(upload)
    try:
        with public_scope(), transaction.atomic():
            shown = clean_line(name, max_length=None)[-120:]
            job = returning.ask_to_look(file=file, name=shown, key=key, asked_by=actor.user_id)
            sending.later(job)
            _job_word("office.archive_uploaded", job, actor, now)
    except BaseException:
        archive_store.drop(file)
        raise
    return job


def ask_to_restore(
    *, look_id: UUID, slug: str, typed: str, reason: str, actor: Actor, now: datetime
) -> tuple[Job, bool]:
    """A job that restores what was looked at. Raises `LifeError`, `Job.DoesNotExist`, `BadOffice`."""
    need_kabupaten_admin(actor)
    why = need_reason(reason)
    with public_scope(), transaction.atomic():
        seen = Job.objects.get(pk=look_id, kind=JobKind.VERIFY)
        if typed.strip() != seen.details.get("code"):
            message = _("Ketik kode {code} untuk memastikan kantornya benar.")
            raise LifeError("wrong_code", format_lazy(message, code=seen.details.get("code", "")))
        if slug:
            offices.check_slug(slug)
        job, new = returning.ask_to_restore(look_id=look_id, slug=slug, asked_by=actor.user_id)
        if new:
            sending.later(job)
            _job_word("office.restore_asked", job, actor, now, code=job.details["code"], reason=why)
    return job, new


def ask_to_merge(
    *, office_ids: list[UUID], successor_id: UUID, reason: str, actor: Actor, now: datetime
) -> tuple[Job, bool]:
    """A job that merges, and whether it is new. Raises `LifeError`, `merging.CannotMerge`."""
    need_kabupaten_admin(actor)
    why = need_reason(reason)
    with public_scope(), transaction.atomic():
        job, new = merging.ask_to_merge(
            office_ids=office_ids, successor_id=successor_id, reason=why, actor=actor
        )
        if new:
            sending.later(job)
            data: Mapping[str, Any] = {"from": job.details["from"], "reason": why}
            _job_word("office.merge_asked", job, actor, now, **data)
    return job, new
