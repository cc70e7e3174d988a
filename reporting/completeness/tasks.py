"""Background work on snapshots. Each may run twice: what is not new is not kept again."""

from typing import Any
from uuid import UUID

from celery import shared_task

from commons import clock
from completeness import pledges, snapshots
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope


@shared_task(name="completeness.snapshot_all")
def snapshot_all(**_kwargs: Any) -> int:
    """Each night, and so for every day: how the standards of every office are."""
    return snapshots.take_all(now=clock.now())


@shared_task(name="completeness.snapshot_office")
def snapshot_office(*, office_id: str, **_kwargs: Any) -> int:
    """After a change of what an office promises."""
    with public_scope():
        office = Office.objects.defer("emblem").filter(id=UUID(office_id)).first()
    return snapshots.take(office, now=clock.now()) if office else 0


@shared_task(name="completeness.show_pledges")
def show_pledges(**_kwargs: Any) -> int:
    """Put on show what this office signed before there was a place for it."""
    return pledges.show_signed()


@shared_task(name="completeness.show_all_pledges")
def show_all_pledges(**_kwargs: Any) -> int:
    """Each night: send the task above to the open offices of which nothing is on show."""
    with public_scope():
        shown = pledges.offices_on_show()
        offices = list(Office.objects.filter(state=OfficeState.LIVE).exclude(id__in=shown).defer("emblem"))
    for office in offices:
        with office_scope(office):
            show_pledges.delay()
    return len(offices)
