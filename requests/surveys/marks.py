"""Marks for the read model: the months whose answers were added to, or counted in or out.

A month is counted when it is over (`contentment.reading`), so until then nothing is marked: the first days of
the next one mark it, a form keyed in late marks it again.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from offices import changes
from offices.scope import current_office
from surveys.models import SurveyResponse

TOPIC = "survey"
FIRST_DAYS = 3  # of a month: should a night's work have failed, the next one does it


def touched(days: Collection[date], *, today: date) -> None:
    """The answers of these days changed; in the transaction of the change."""
    over = {end for end in map(month_end, days) if end < today}
    if over:
        marked = sorted(day for end in over for day in _month(end))
        changes.mark(office_id=current_office().id, topic=TOPIC, days=marked)


def turned(*, today: date) -> None:
    """A month is over: mark it, where anybody answered in it."""
    last = today.replace(day=1) - timedelta(days=1)
    if today.day > FIRST_DAYS:
        return
    if SurveyResponse.objects.filter(day__range=(last.replace(day=1), last)).exists():
        touched([last], today=today)


def month_end(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _month(end: date) -> Iterator[date]:
    return (end.replace(day=n) for n in range(1, end.day + 1))
