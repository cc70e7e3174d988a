"""Background work on the read model of what is promised behind the counter."""

from typing import Any

from celery import shared_task

from commons import clock
from upkeep import reading


@shared_task(name="upkeep.mark_days")
def mark_days(**_kwargs: Any) -> None:
    """Each night, in the public scope: the days that began and ended by themselves. One statement."""
    reading.mark_days(now=clock.now())
