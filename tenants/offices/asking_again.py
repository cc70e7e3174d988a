"""Which failed jobs can be asked for again from a page, and how. Each kind says so where its work is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from offices import jobs
from offices.models import Job, JobKind, JobState
from offices.scope import public_scope


@dataclass(frozen=True)
class Way:
    """`send` hands the job to the worker; `advice` says what to do first.

    `resumes`: the same job goes on; otherwise the work begins a new one, and this one stays as it ended.
    """

    advice: "str | Promise"
    send: Callable[[UUID], None]
    resumes: bool = True


_ways: dict[JobKind, Way] = {}


class CannotAskAgain(DomainError):
    """The job cannot be asked for again; nothing was changed."""


def register(kind: JobKind, way: Way) -> None:
    """Say how jobs of a kind are asked for again; the same kind again replaces the earlier one."""
    _ways[kind] = way


def way_of(kind: str) -> Way:
    """What can be done with a failed job of this kind."""
    return _ways[JobKind(kind)]


def ask_again(job_id: UUID, *, now: datetime) -> Job:
    """Send a failed job, or one without a sign of life, to the worker once more.

    Raises `CannotAskAgain`: `unknown_job`, `job_not_failed`.
    """
    with public_scope(), transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None:
            raise CannotAskAgain("unknown_job", _("Pekerjaan ini tidak ditemukan."))
        if job.state != JobState.FAILED and not jobs.is_silent(job, now=now):
            raise CannotAskAgain("job_not_failed", _("Pekerjaan ini tidak gagal; tidak ada yang diulang."))
        way = way_of(job.kind)
        if way.resumes:
            Job.objects.filter(pk=job.pk).update(state=JobState.WAITING, error="", finished_at=None)
        transaction.on_commit(lambda: way.send(job.pk))
    return job
