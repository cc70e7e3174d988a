"""Long work on offices, in the public schema. Every task may run twice."""

from typing import Any
from uuid import UUID

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from commons import clock
from commons.errors import DomainError
from offices import asking_again, jobs, leaving, migrating, opening_jobs, returning, sending
from offices.asking_again import Way
from offices.models import Job, JobKind
from offices.surveying import office_schemas

HOURS = 4 * 60 * 60  # an office of many years is gigabytes


@shared_task(name="offices.prepare_office")
def prepare_office(job_id: str, **_kwargs: Any) -> str:
    """Do what is left of a job that brings an office on; returns the job's state."""
    return str(opening_jobs.prepare(UUID(job_id), now=clock.now()).state)


@shared_task(name="offices.write_archive", time_limit=HOURS, soft_time_limit=HOURS - 60)
def write_archive(job_id: str, **_kwargs: Any) -> str:
    """Write the archive of an office."""
    return leaving.write_archive(UUID(job_id), now=clock.now())


@shared_task(name="offices.look_at_archive", time_limit=HOURS, soft_time_limit=HOURS - 60)
def look_at_archive(job_id: str, **_kwargs: Any) -> str:
    """Read an uploaded archive to the last byte."""
    return returning.look(UUID(job_id))


@shared_task(name="offices.restore_office", time_limit=HOURS, soft_time_limit=HOURS - 60)
def restore_office(job_id: str, **_kwargs: Any) -> str:
    """Take an office in from its archive."""
    return returning.restore(UUID(job_id), now=clock.now())


@shared_task(name="offices.clear_archives")
def clear_archives(**_kwargs: Any) -> int:
    """Each night: remove archives that have lain long enough."""
    return leaving.clear(clock.now())


@shared_task(name="offices.resume_jobs")
def resume_jobs(**_kwargs: Any) -> int:
    """Each minute: send jobs again whose worker died; returns how many."""
    found = jobs.abandoned(sending.TASKS)
    for job in found:
        sending.send(job)
    return len(found)


@shared_task(name="offices.migrate_offices")
def migrate_offices(**_kwargs: Any) -> int:
    """Bring the offices that a release left behind up to date; returns how many were behind.

    What was refused or failed stands with the job, so the task itself has not failed.
    """
    try:
        return migrating.migrate_offices(office_schemas())
    except DomainError:
        return 0


def _send_again(job_id: UUID) -> None:
    sending.send(Job.objects.get(pk=job_id))


def _migrate_again(_job_id: UUID) -> None:
    migrate_offices.delay()


def register_ways() -> None:
    """Say how the jobs of these tasks are asked for again."""
    resuming = _("Betulkan sebabnya, lalu jalankan lagi: yang sudah selesai tidak diulang.")
    for kind in sending.TASKS:
        asking_again.register(kind, Way(resuming, _send_again))
    migrating_again = _("Betulkan kantor yang ditolak, lalu jalankan lagi: hanya yang tertinggal dikerjakan.")
    asking_again.register(JobKind.MIGRATE, Way(migrating_again, _migrate_again, resumes=False))
