"""Hand work to the worker once the transaction has ended, by the task's name.

A broker that is away is no error of the request: what was asked for stays WAITING and is found again.
"""

import logging
from uuid import UUID

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def carry_out_later(drawing_id: UUID) -> None:
    """Make what was asked for."""
    transaction.on_commit(lambda: _send(drawing_id))


def _send(drawing_id: UUID) -> None:
    try:
        current_app.send_task("reports.carry_out", kwargs={"drawing_id": str(drawing_id)})
    except (OperationalError, OSError) as error:
        log.warning("the broker did not take reports.carry_out: %s", type(error).__name__)
