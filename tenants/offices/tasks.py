"""Long work on offices, in the public schema. Every task may run twice."""

from typing import Any
from uuid import UUID

from celery import shared_task

from commons import clock
from offices import opening_jobs


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
