"""Background work: messages to receivers. Each may run twice."""

from typing import Any
from uuid import UUID

from celery import shared_task

from commons import clock
from webhooks import delivering


@shared_task(name="webhooks.spread")
def spread(**_kwargs: Any) -> int:
    """Every few seconds: hand new messages on, and give out what is due."""
    now = clock.now()
    while delivering.spread(now=now) == delivering.MOST_AT_ONCE:
        pass
    given = delivering.due(now=now)
    for delivery_id, attempts in given:
        deliver.apply_async(kwargs={"delivery_id": str(delivery_id), "attempts": attempts}, expires=60)
    return len(given)


@shared_task(name="webhooks.deliver")
def deliver(*, delivery_id: str, attempts: int, **_kwargs: Any) -> None:
    """One attempt. A second task for the same attempt finds it taken and does nothing."""
    delivering.attempt(delivery_id=UUID(delivery_id), attempts=attempts, now=clock.now())


@shared_task(name="webhooks.clear_log")
def clear_log(**_kwargs: Any) -> int:
    """Each night."""
    return delivering.clear_log(now=clock.now())
