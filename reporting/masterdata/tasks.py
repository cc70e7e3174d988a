"""Long work of this app. The task starts in the public scope, may run twice and goes on where it stopped."""

from typing import Any
from uuid import UUID

from celery import shared_task

from masterdata import renewing


@shared_task(name="masterdata.renew_promises")
def renew_promises(job_id: str, **_kwargs: Any) -> str:
    """Work the promises of the job's offices out anew; returns the job's state."""
    try:
        return str(renewing.carry_out(UUID(job_id)).state)
    except renewing.Unfinished:
        return "FAILED"  # the job's row says which offices, and the page offers to run it again
