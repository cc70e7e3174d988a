"""Background work of the console, in the public schema. Every task may run twice."""

from typing import Any

from celery import shared_task

from accounts import support
from commons import clock
from console import operations


@shared_task(name="console.look_at_offices")
def look_at_offices(**_kwargs: Any) -> int:
    """Every ten minutes: what each office's probes say; returns how many could be asked."""
    return operations.look_at_all(now=clock.now())[0]


@shared_task(name="console.survey_schemas")
def survey_schemas(**_kwargs: Any) -> int:
    """Every quarter of an hour, where the owner's address is known: which offices a release left behind."""
    return operations.survey(now=clock.now())


@shared_task(name="console.close_support")
def close_support(**_kwargs: Any) -> int:
    """Each minute: write down the end of accesses whose time has run out. They hold no longer anyway."""
    return support.close_late(now=clock.now())
