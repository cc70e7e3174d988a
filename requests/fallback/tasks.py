"""Background work: the sheet of the next working day. May run twice; in the scope of its office."""

from typing import Any

from celery import shared_task

from commons import clock
from fallback import operations
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope


@shared_task(name="fallback.prepare")
def prepare(**_kwargs: Any) -> bool:
    """Make it, where this office uses sheets; whether it was made."""
    return operations.prepare_sheet(now=clock.now()) is not None


@shared_task(name="fallback.prepare_everywhere")
def prepare_everywhere(**_kwargs: Any) -> int:
    """Once a day: send the task above to every open office."""
    with public_scope():
        offices = list(Office.objects.filter(state=OfficeState.LIVE).defer("emblem"))
    for office in offices:
        with office_scope(office):
            prepare.apply_async(expires=3000)
    return len(offices)
