"""Work that needs the owner's connection. Every task may run twice."""

from typing import Any
from uuid import UUID

from celery import shared_task

from commons import clock
from onboarding import applying


@shared_task(name="onboarding.apply_case")
def apply_case(*, row_id: str, **_kwargs: Any) -> None:
    """Prepare the office of a case."""
    applying.apply(UUID(row_id), now=clock.now())
