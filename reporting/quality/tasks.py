"""Background work on reports. Each may run twice: what is there is not drawn up again."""

from typing import Any

from celery import shared_task

from commons import clock
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope
from quality import operations


@shared_task(name="quality.draw_all")
def draw_all(**_kwargs: Any) -> int:
    """In the first days of each month, when periods have ended: send the task below to the open offices."""
    with public_scope():
        offices = list(Office.objects.filter(state=OfficeState.LIVE).defer("emblem"))
    for office in offices:
        with office_scope(office):
            draw_due.delay()
    return len(offices)


@shared_task(name="quality.draw_due")
def draw_due(**_kwargs: Any) -> int:
    """Draw up what is due in this office."""
    return operations.draw_due(now=clock.now())
