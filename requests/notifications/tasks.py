"""Background work: messages. Each may run twice; those of one office run in its scope."""

from typing import Any

from celery import shared_task

from commons import clock
from notifications import draining, waking, watching
from offices.models import Office, OfficeState
from offices.scope import current_office, office_scope, public_scope


@shared_task(name="notifications.wake")
def wake(**_kwargs: Any) -> int:
    """Every few seconds: give out one turn to each office that has something due."""
    offices = waking.offices_due(now=clock.now())
    for office in offices:
        with office_scope(office):
            drain.apply_async(expires=60)
    return len(offices)


@shared_task(name="notifications.drain", time_limit=120, soft_time_limit=90)
def drain(**_kwargs: Any) -> int:
    """One turn of this office."""
    return draining.drain(current_office()).handled


@shared_task(name="notifications.look")
def look(*, daily: bool = False, **_kwargs: Any) -> int:
    """What has become late or lies about in this office."""
    return watching.look(current_office(), now=clock.now(), daily=daily)


@shared_task(name="notifications.look_everywhere")
def look_everywhere(*, daily: bool = False, **_kwargs: Any) -> int:
    """By the hour and by the day: send the task above to every open office."""
    with public_scope():
        offices = list(Office.objects.filter(state=OfficeState.LIVE).defer("emblem"))
    for office in offices:
        with office_scope(office):
            look.apply_async(kwargs={"daily": daily}, expires=3000)
    return len(offices)
