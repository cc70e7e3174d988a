"""Recaps draft themselves on the first working day after a quarter. Each task may run twice."""

from typing import Any

from celery import shared_task

from commons import clock
from offices.models import Office, OfficeState
from offices.queries import work_calendar
from offices.scope import current_office, office_scope, public_scope
from recaps import operations, queries
from recaps.quarters import Quarter

# So far into a quarter the draft of the one before may be missing: long holidays, a worker that was away.
DAYS = 21


@shared_task(name="recaps.draft_here")
def draft_here(**_kwargs: Any) -> int:
    """Draft the recap of the last quarter in this office, once its first working day has come."""
    now = clock.now()
    quarter = queries.due(now=now)
    if clock.today() < quarter.drafted_from(work_calendar(current_office().id)):
        return 0
    if queries.recap(quarter) is not None or quarter < queries.begun():
        return 0
    operations.draft(quarter=quarter, actor=None, now=now)
    return 1


@shared_task(name="recaps.draft_everywhere")
def draft_everywhere(**_kwargs: Any) -> int:
    """Each morning of a quarter's first weeks: send the task above to every open office."""
    today = clock.today()
    if (today - Quarter.of(today).first).days > DAYS:
        return 0
    with public_scope():
        offices = list(Office.objects.filter(state=OfficeState.LIVE).defer("emblem"))
    for office in offices:
        with office_scope(office):
            draft_here.delay()
    return len(offices)
