"""Background work on the read model. Each runs in the public scope, alone per office, and may run twice."""

from typing import Any

from celery import shared_task

from commons import clock
from indicators import operations


@shared_task(name="indicators.fold")
def fold(**_kwargs: Any) -> int:
    """Every few seconds: fold what changed."""
    return operations.sweep(now=clock.now()).marks


@shared_task(name="indicators.refresh_open")
def refresh_open(**_kwargs: Any) -> int:
    """Every ten minutes: what lies where, and what has become overdue."""
    return operations.refresh_open(now=clock.now())


@shared_task(name="indicators.reconcile")
def reconcile(**_kwargs: Any) -> int:
    """Each night: fold equals rebuild, or says so."""
    return operations.reconcile(now=clock.now())
