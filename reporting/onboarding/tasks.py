"""Work that needs the owner's connection. Every task may run twice."""

from typing import Any
from uuid import UUID

from celery import shared_task

from commons import clock
from onboarding import applying, operations, rehearsals


@shared_task(name="onboarding.apply_case")
def apply_case(*, row_id: str, **_kwargs: Any) -> None:
    """Prepare the office of a case."""
    applying.carry_out(UUID(row_id), now=clock.now())


@shared_task(name="onboarding.look_again")
def look_again(**_kwargs: Any) -> int:
    """Every quarter of an hour: what offices did in their own settings counts in the kabupaten's list."""
    return operations.look_again(now=clock.now())


@shared_task(name="onboarding.prepare_rehearsal")
def prepare_rehearsal(*, row_id: str, **_kwargs: Any) -> None:
    """Make the schema of a rehearsal ready and start the attempt."""
    rehearsals.prepare(UUID(row_id), now=clock.now())
