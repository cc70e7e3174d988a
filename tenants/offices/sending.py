"""Hand a job to the worker once the transaction has ended, by the name of its task.

A broker that is away is no error of the request: the job waits, and `offices.resume_jobs` sends it again.
"""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from offices.models import Job, JobKind

SCHEMAS = "schemas"  # served by the worker that has the owner's address and the archives' folder
TASKS = {
    JobKind.PROVISION: ("offices.prepare_office", SCHEMAS),
    JobKind.EXPORT: ("offices.write_archive", SCHEMAS),
    JobKind.VERIFY: ("offices.look_at_archive", SCHEMAS),
    JobKind.RESTORE: ("offices.restore_office", SCHEMAS),
    JobKind.MERGE: ("applications.merge_offices", "celery"),
    JobKind.CALENDAR: ("masterdata.renew_promises", "celery"),
}
log = logging.getLogger(__name__)


def later(job: Job) -> None:
    """Send the job when the transaction has ended well."""
    transaction.on_commit(lambda: send(job))


def send(job: Job) -> None:
    """Send the job now."""
    task, queue = TASKS[JobKind(job.kind)]
    try:
        current_app.send_task(task, kwargs={"job_id": str(job.pk)}, queue=queue)
    except (OperationalError, OSError) as error:
        log.warning("the broker did not take %s: %s", task, type(error).__name__)
