"""Background work on files. Every task runs in the office it was sent from and may run twice."""

from typing import Any
from uuid import UUID

from celery import shared_task

from applications import absences, merging, promises
from commons import clock
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope

HOURS = 4 * 60 * 60


@shared_task(name="applications.refresh_promises")
def refresh_promises(**_kwargs: Any) -> int:
    """Renew the due moments of this office's live files, and have absences that go on counted."""
    now = clock.now()
    absences.mark_recent(now=now)
    return promises.refresh(now=now)


def ask_for_promises() -> None:
    """Send the task above. A function: a task's own `delay` stays with the app it was looked up in."""
    refresh_promises.delay()


@shared_task(name="applications.merge_offices", time_limit=HOURS, soft_time_limit=HOURS - 60)
def merge_offices(job_id: str, **_kwargs: Any) -> str:
    """Do what is left of a merge."""
    return merging.carry_out(UUID(job_id), now=clock.now())


@shared_task(name="applications.refresh_all_promises")
def refresh_all_promises(**_kwargs: Any) -> int:
    """Each night: send the task above to every open office (holidays and closures may have been added)."""
    with public_scope():
        offices = list(Office.objects.filter(state=OfficeState.LIVE))
    for office in offices:
        with office_scope(office):
            refresh_promises.delay()
    return len(offices)
