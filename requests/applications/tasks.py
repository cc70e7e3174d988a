"""Background work on files. Every task runs in the office it was sent from and may run twice."""

from typing import Any

from celery import shared_task

from applications import promises
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope


@shared_task(name="applications.refresh_promises")
def refresh_promises(**_kwargs: Any) -> int:
    """Renew the due moments of this office's live files."""
    return promises.refresh()


@shared_task(name="applications.refresh_all_promises")
def refresh_all_promises(**_kwargs: Any) -> int:
    """Each night: send the task above to every open office (holidays and closures may have been added)."""
    with public_scope():
        offices = list(Office.objects.filter(state=OfficeState.LIVE))
    for office in offices:
        with office_scope(office):
            refresh_promises.delay()
    return len(offices)
