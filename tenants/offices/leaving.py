"""Handing over an office's own data, as a job: written, read once more to the last byte, kept for some days.

The key that opens it is shown once, on the page of who asked, and then forgotten here.
"""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from offices import archive_store, archiving, jobs, travel_keys
from offices.archive_format import BLOCK, open_archive
from offices.models import Job, JobKind, JobState, OfficeKey
from offices.restoring import opened_key
from offices.scope import public_scope

STEPS = ("write", "verify")


class KeyGone(DomainError):
    """The key of the archive was shown already, or the archive is gone."""

    def __init__(self) -> None:
        message = _("Kunci arsip ini sudah pernah ditampilkan. Bila hilang, buat arsip baru.")
        super().__init__("key_gone", message)


class ArchiveGone(DomainError):
    """The archive is not there, or no more."""

    def __init__(self) -> None:
        super().__init__("archive_gone", _("Arsip ini sudah dihapus karena masa simpannya lewat."))


def ask_for_archive(*, office_id: UUID, readable: bool, asked_by: UUID | None) -> tuple[Job, bool]:
    """A job that writes the archive, and whether it is new: one office has one at a time.

    Raises `archiving.CannotArchive`.
    """
    with public_scope():
        if not OfficeKey.objects.filter(office_id=office_id).exists():
            raise archiving.CannotArchive("no_schema", _("Kantor ini belum punya data untuk diarsipkan."))
    name = archive_store.new_name()
    key = travel_keys.sealed(travel_keys.new_key(), name)
    details = {"file": name, "readable": readable, "key": key}
    with public_scope():
        return jobs.asked(
            JobKind.EXPORT, office_id=office_id, steps=STEPS, details=details, asked_by=asked_by
        )


def write_archive(job_id: UUID, *, now: datetime) -> str:
    """Do the job; the state it is in. Another worker's job is left alone. Raises what stopped it."""
    with public_scope():
        job = jobs.claim(job_id)
        if job is None:
            return str(Job.objects.get(pk=job_id).state)
        with jobs.Work(job, "default") as work:
            _write(work, now)
            work.step("write")
            _verify(work)
            work.step("verify")
            work.tell(until=archive_store.until(now).isoformat())
    return str(JobState.DONE)


def _write(work: jobs.Work, now: datetime) -> None:
    job, details = work.job, work.job.details
    assert job.office is not None
    work.expect(archiving.things(job.office))
    key = travel_keys.read(travel_keys.unsealed(details["key"], details["file"]))
    manifest = archiving.write(
        job.office.pk,
        archive_store.path_of(details["file"]),
        now=now,
        travel_keys=key,
        readable=details["readable"],
        progress=work.counting(lambda _name: None),
    )
    rows = sum(table.rows for table in manifest.schema_tables.values())
    files = sum(name.startswith("files/") for name in manifest.entries)
    work.tell(rows=rows, files=files, made_at=manifest.made_at)


def _verify(work: jobs.Work) -> None:
    """Read it as who receives it will: every byte, and the key opens it."""
    details = work.job.details
    path = archive_store.path_of(details["file"])
    with open_archive(path) as archive:
        opened_key(archive, travel_keys.read(travel_keys.unsealed(details["key"], details["file"])))
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            digest.update(block)
            work.beat(work.job.done)
    work.tell(size=path.stat().st_size, sha256=digest.hexdigest())


def take_key(job_id: UUID) -> str:
    """The key of a finished archive, this once. Raises `KeyGone`."""
    with public_scope(), transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job_id, kind=JobKind.EXPORT, state=JobState.DONE)
        kept = job.details.pop("key", "")
        if not kept:
            raise KeyGone
        job.save(update_fields=["details"])
    return travel_keys.unsealed(kept, job.details["file"])


def clear(now: datetime) -> int:
    """Each night: remove archives that have lain long enough, and the keys of those that are gone."""
    gone = archive_store.clear(now)
    kinds = (JobKind.EXPORT, JobKind.VERIFY, JobKind.RESTORE)
    with public_scope():
        over = Job.objects.filter(kind__in=kinds, state__in=(JobState.DONE, JobState.FAILED))
        for job in over.filter(details__has_key="key"):
            if not archive_store.is_there(job.details["file"]):
                details = {name: value for name, value in job.details.items() if name != "key"}
                Job.objects.filter(pk=job.pk, details=job.details).update(details=details)
    return gone
