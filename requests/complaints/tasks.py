"""Background work on complaints. Every task runs in the office it was sent from and may run twice."""

from typing import Any

from celery import shared_task

from commons import clock
from complaints import passing
from offices.models import SERVED, Office
from offices.scope import current_office, office_scope, public_scope


@shared_task(name="complaints.look")
def look(**_kwargs: Any) -> dict[str, int]:
    """Close after silence, copy upward what is late and remind, in this office's working hours."""
    return passing.look(current_office(), now=clock.now())


@shared_task(name="complaints.look_everywhere")
def look_everywhere(**_kwargs: Any) -> int:
    """Send the task above to every office that serves."""
    with public_scope():
        offices = list(Office.objects.defer("emblem").filter(state__in=SERVED))
    for office in offices:
        with office_scope(office):
            look.delay()
    return len(offices)
