"""Background work on reports. Each may run twice, late, or on two workers at once."""

from datetime import date
from typing import Any
from uuid import UUID

from celery import shared_task

from commons import clock
from reports import operations, sending


@shared_task(name="reports.ask_due")
def ask_due(**_kwargs: Any) -> int:
    """Every day: send the task below for each report that is due or may have changed."""
    due = operations.due_reports(now=clock.now())
    for office_id, first in due:
        draw_due.delay(office_id=str(office_id) if office_id else "", first=first.isoformat())
    return len(due)


@shared_task(name="reports.draw_due")
def draw_due(*, office_id: str, first: str, **_kwargs: Any) -> None:
    """One report; nothing when its latest edition is as the figures are."""
    operations.draw_one(
        office_id=UUID(office_id) if office_id else None, first=date.fromisoformat(first), now=clock.now()
    )


@shared_task(name="reports.carry_out")
def carry_out(*, drawing_id: str, **_kwargs: Any) -> None:
    """What somebody asked for by hand."""
    operations.carry_out(UUID(drawing_id), now=clock.now())


@shared_task(name="reports.mail_due")
def mail_due(**_kwargs: Any) -> int:
    """Every few minutes: send what waits; and take up again what was asked for and lost."""
    for drawing_id in operations.forgotten(now=clock.now()):
        carry_out.delay(drawing_id=str(drawing_id))
    rows = sending.due(now=clock.now())
    for row in rows:
        sending.send(row, now=clock.now())
    return len(rows)
