"""Background work: each night, in the public schema. May run twice."""

from typing import Any

from celery import shared_task

from commons import clock
from opendata import operations


@shared_task(name="opendata.close_months")
def close_months(**_kwargs: Any) -> int:
    """Publish the months that are over for long enough."""
    return operations.close_months(now=clock.now())
