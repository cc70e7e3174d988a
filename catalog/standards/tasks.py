"""Background work on standards. Every task runs in the office it was sent from and may run twice."""

from typing import Any

from celery import shared_task

from commons import clock
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope
from standards import controlling

EXPIRES = 3600  # seconds; as long as the sweeps are apart later in the night


@shared_task(name="standards.publish_due")
def publish_due(**_kwargs: Any) -> int:
    """Put into force the approved standards of this office whose day has come."""
    return controlling.publish_due(now=clock.now())


@shared_task(name="standards.publish_all_due")
def publish_all_due(**_kwargs: Any) -> int:
    """Each minute just after midnight: send the task above to every open office.

    One that waits for a worker too long is dropped: the next minute sends it again.
    """
    with public_scope():
        offices = list(Office.objects.filter(state=OfficeState.LIVE))
    for office in offices:
        with office_scope(office):
            publish_due.apply_async(expires=EXPIRES)
    return len(offices)
