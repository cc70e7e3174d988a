"""Background work on the read model. Each runs in the public scope, alone per office, and may run twice."""

from typing import Any

from celery import shared_task

from commons import clock
from indicators import operations
from indicators.folding import Busy


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
    """Each night: send the task below for every office."""
    operations.forget_days(now=clock.now())
    offices = operations.offices_with_files()
    for office in offices:
        reconcile_office.delay(schema=office.schema_name)
    return len(offices)


@shared_task(name="indicators.reconcile_office", autoretry_for=(Busy,), max_retries=5, default_retry_delay=30)
def reconcile_office(*, schema: str, **_kwargs: Any) -> int:
    """Fold equals rebuild, or says so."""
    offices = operations.offices_with_files(schemas=[schema])
    return sum(operations.reconcile(office=office, now=clock.now()) for office in offices)
