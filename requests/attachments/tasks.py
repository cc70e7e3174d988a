"""Background work on attachments. Each task runs in the office it was sent from and may run twice."""

from typing import Any

from celery import shared_task

from attachments import operations, sweeping
from commons import clock
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope

OPEN = (OfficeState.READY, OfficeState.LIVE, OfficeState.SUSPENDED)


@shared_task(name="attachments.sweep")
def sweep(**_kwargs: Any) -> int:
    """Remove what drafts and dead processes left in this office's store."""
    operations.rescan()
    return sweeping.sweep(clock.now())


@shared_task(name="attachments.sweep_all")
def sweep_all(**_kwargs: Any) -> int:
    """Each hour: send the task above to every office that has a counter, rehearsals too."""
    with public_scope():
        offices = list(Office.objects.filter(state__in=OPEN))
    for office in offices:
        with office_scope(office):
            sweep.delay()
    return len(offices)
