"""Background work of surveys. Each may run twice; those of one office run in its scope."""

from typing import Any

from celery import shared_task

from commons import clock
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope
from surveys import operations


@shared_task(name="surveys.turn")
def turn(**_kwargs: Any) -> int:
    """A new day in this office: close what is over, open what begins, decide what was not drawn yet."""
    now = clock.now()
    moved = operations.turn(now=now)
    operations.decide_waiting(now=now)
    return moved


@shared_task(name="surveys.turn_everywhere")
def turn_everywhere(**_kwargs: Any) -> int:
    """Every night: send the task above to every open office."""
    with public_scope():
        offices = list(Office.objects.filter(state=OfficeState.LIVE).defer("emblem"))
    for office in offices:
        with office_scope(office):
            turn.apply_async(expires=3000)
    return len(offices)
