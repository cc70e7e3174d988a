"""Taking an office in from an uploaded archive, as two jobs: looked at first, restored when somebody says so.

Looking reads every byte and writes nothing. Restoring is one transaction that also names the office in the
job; so a worker that was killed leaves either nothing or a whole office, still to be brought up to date.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from commons.crypto import MasterKeys
from commons.errors import DomainError
from offices import archive_store, jobs, migrating, restoring, surveying, travel_keys
from offices.archive_format import open_archive
from offices.models import Job, JobKind, JobState, Office
from offices.opening_jobs import NotWhole
from offices.scope import office_scope, public_scope

LOOKING = ("bytes", "key", "place")
RESTORING = ("rows", "migrate", "check")


def ask_to_look(*, file: str, name: str, key: str, asked_by: UUID | None) -> Job:
    """A job that looks at the archive kept as `file`; `name` is what its owner calls it.

    Raises `travel_keys.BadTravelKey`.
    """
    travel_keys.read(key)
    details = {"file": file, "name": name, "key": travel_keys.sealed(key, file)}
    with public_scope():
        return jobs.ask(JobKind.VERIFY, steps=LOOKING, details=details, asked_by=asked_by)


def look(job_id: UUID) -> str:
    """Do the job; the state it is in. An archive that cannot be taken in ends it well, with `refused`."""
    with public_scope():
        job = jobs.claim(job_id)
        if job is None:
            return str(Job.objects.get(pk=job_id).state)
        with jobs.Work(job, "default") as work:
            try:
                _look(work)
            except DomainError as refusal:
                work.tell(refused=str(refusal), code_of_refusal=refusal.code)
    return str(JobState.DONE)


def _look(work: jobs.Work) -> None:
    details = work.job.details
    with open_archive(archive_store.path_of(details["file"])) as archive:
        manifest = archive.manifest
        work.step("bytes")
        work.tell(
            office=manifest.name,
            code=manifest.code,
            made_at=manifest.made_at,
            rows=sum(table.rows for table in manifest.schema_tables.values()),
            files=len(archive.names("files")),
        )
        restoring.opened_key(archive, _key(details))
        work.step("key")
        restoring.check(manifest)
        work.step("place")


def _key(details: dict[str, str]) -> MasterKeys | None:
    return travel_keys.read(travel_keys.unsealed(details.get("key", ""), details["file"]))


def ask_to_restore(*, look_id: UUID, slug: str, asked_by: UUID | None) -> tuple[Job, bool]:
    """A job that restores what was looked at, and whether it is new: asked for twice, there is one.

    Raises `Job.DoesNotExist` when it was not looked at, or was refused.
    """
    with public_scope(), transaction.atomic():
        seen = Job.objects.select_for_update().get(pk=look_id, kind=JobKind.VERIFY, state=JobState.DONE)
        if "refused" in seen.details:
            raise Job.DoesNotExist
        if there := seen.details.get("restore"):
            return Job.objects.get(pk=there), False
        names = ("file", "name", "key", "office", "code", "made_at")
        details = {name: seen.details[name] for name in names} | {"slug": slug, "look": str(look_id)}
        job = jobs.ask(JobKind.RESTORE, steps=RESTORING, details=details, asked_by=asked_by)
        seen.details |= {"restore": str(job.pk)}
        seen.details.pop("key")
        seen.save(update_fields=["details"])
    return job, True


def restore(job_id: UUID, *, now: datetime) -> str:
    """Do what is left of the job; the state it is in. Raises what stopped it; its row says so too."""
    with public_scope():
        job = jobs.claim(job_id)
        if job is None:
            return str(Job.objects.get(pk=job_id).state)
        with jobs.Work(job, "default") as work:
            office = job.office or _rows(work, now)
            work.step("rows")
            migrating.migrate_offices([office.schema_name])
            work.step("migrate")
            _check(office)
            work.step("check")
            work.forget("key")
            archive_store.drop(job.details["file"])
    return str(JobState.DONE)


def _rows(work: jobs.Work, now: datetime) -> Office:
    details = work.job.details
    with open_archive(archive_store.path_of(details["file"])) as archive:
        work.expect(len(archive.manifest.entries))
        return restoring.take_in(
            archive,
            job_id=work.job.pk,
            travel_keys=_key(details),
            slug=details["slug"],
            now=now,
            progress=work.counting(lambda _name: None),
        )


def _check(office: Office) -> None:
    """Nothing is missing, and the application itself can read in it."""
    if surveying.behind([office.schema_name]):
        raise NotWhole
    with office_scope(office), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_trailentry")
