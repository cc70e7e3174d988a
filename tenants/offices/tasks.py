"""Long work on offices, in the public schema. Every task may run twice."""

from typing import Any
from uuid import UUID

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from commons import clock
from commons.errors import DomainError
from offices import asking_again, migrating, opening_jobs
from offices.asking_again import Way
from offices.models import JobKind
from offices.surveying import office_schemas


@shared_task(name="offices.prepare_office")
def prepare_office(job_id: str, **_kwargs: Any) -> str:
    """Do what is left of a job that brings an office on; returns the job's state."""
    return str(opening_jobs.prepare(UUID(job_id), now=clock.now()).state)


@shared_task(name="offices.resume_jobs")
def resume_jobs(**_kwargs: Any) -> int:
    """Each minute: send jobs again whose worker died; returns how many."""
    found = opening_jobs.abandoned()
    for job_id in found:
        prepare_office.delay(str(job_id))
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


def _prepare_again(job_id: UUID) -> None:
    prepare_office.delay(str(job_id))


def _migrate_again(_job_id: UUID) -> None:
    migrate_offices.delay()


def register_ways() -> None:
    """Say how the jobs of these tasks are asked for again."""
    opening = _("Betulkan sebabnya, lalu jalankan lagi: yang sudah selesai tidak diulang.")
    asking_again.register(JobKind.PROVISION, Way(opening, _prepare_again))
    migrating_again = _("Betulkan kantor yang ditolak, lalu jalankan lagi: hanya yang tertinggal dikerjakan.")
    asking_again.register(JobKind.MIGRATE, Way(migrating_again, _migrate_again, resumes=False))
