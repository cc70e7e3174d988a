"""Working the promises of open files out anew in every office whose open time has changed: a job with
progress.

The kabupaten's pages never walk office schemas; this does, in the worker, one office after the other, with
each office's own role. A job may run twice: offices that are done are not done again.
"""

import logging
import time
from collections.abc import Collection
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import Now

from accounts.actors import Actor
from applications import promises
from commons import clock
from indicators.models import OpenFiles
from offices import jobs, sending
from offices.calendars import served
from offices.models import Job, JobItem, JobItemState, JobKind, JobState, Office
from offices.scope import office_scope, public_scope

log = logging.getLogger(__name__)


def ask(*, office_ids: Collection[UUID] | None, why: str, actor: Actor) -> Job:
    """Ask for it, once the caller's transaction is committed. None: every office."""
    ids = [str(office.pk) for office in served() if office_ids is None or office.pk in office_ids]
    job = jobs.ask(
        JobKind.CALENDAR,
        details={"offices": ids, "why": why, "changed": 0},
        total=len(ids),
        asked_by=actor.user_id,
    )
    sending.later(job)
    return job


def carry_out(job_id: UUID) -> Job:
    """Do what is left of the job. One office that fails does not stop the others; the job then says so."""
    with public_scope():
        job = Job.objects.get(pk=job_id, kind=JobKind.CALENDAR)
        if job.state == JobState.DONE:
            return job
        done = set(job.items.filter(state=JobItemState.DONE).values_list("office_id", flat=True))
        left = [
            office for office in Office.objects.filter(pk__in=job.details["offices"]) if office.pk not in done
        ]
    with jobs.Work(job, "default") as work:
        failed = [office.full_name for office in left if not _one(work, office)]
        if failed:
            raise Unfinished(failed)
    with public_scope():
        job.refresh_from_db()
    return job


class Unfinished(Exception):
    """Some offices could not be worked out; the job can be run again."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))


def _one(work: jobs.Work, office: Office) -> bool:
    began = time.monotonic()
    try:
        with office_scope(office):
            changed = promises.refresh(now=clock.now())
    except Exception as error:
        _note(work.job, office, JobItemState.FAILED, type(error).__name__, began)
        return False
    _note(work.job, office, JobItemState.DONE, "", began)
    work.job.details["changed"] += changed
    work.tell(changed=work.job.details["changed"])
    work.beat(work.job.done + 1)
    return True


def _note(job: Job, office: Office, state: JobItemState, error: str, began: float) -> None:
    with public_scope():
        JobItem.objects.update_or_create(
            job=job,
            office=office,
            defaults={
                "state": state,
                "error": error,
                "took_ms": int((time.monotonic() - began) * 1000),
                "at": Now(),
            },
        )


def open_files(office_ids: Collection[UUID] | None = None) -> int:
    """How many files lie open in these offices, as the read model has it."""
    rows = OpenFiles.objects.filter(service_code="")
    if office_ids is not None:
        rows = rows.filter(office_id__in=office_ids)
    return rows.aggregate(n=Sum("open"))["n"] or 0
