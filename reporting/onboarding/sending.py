"""Hand work to the worker once the transaction has ended, by the task's name.

A broker that is away is no error of the request: the case stays queued, and its page offers to try again.
"""

import logging
from uuid import UUID

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

# Served by the worker that has the owner's address: these tasks make schemas.
SCHEMAS = "schemas"
log = logging.getLogger(__name__)


def apply_later(case_id: UUID) -> None:
    """Prepare the office of a case."""
    _later("onboarding.apply_case", case_id)


def rehearse_later(rehearsal_id: UUID) -> None:
    """Make the schema of a rehearsal ready."""
    _later("onboarding.prepare_rehearsal", rehearsal_id)


def _later(task: str, row_id: UUID) -> None:
    transaction.on_commit(lambda: _send(task, row_id))


def _send(task: str, row_id: UUID) -> None:
    try:
        current_app.send_task(task, kwargs={"row_id": str(row_id)}, queue=SCHEMAS)
    except (OperationalError, OSError) as error:
        log.warning("the broker did not take %s: %s", task, type(error).__name__)
