"""Marks for the read model: the months whose answers were added to, or counted in or out.

A month is counted when it is over (`contentment.reading`), so until then nothing is marked: the first days of
the next one mark it. What is keyed in later is counted in the month in which that is done: two figures of one
month that differ by a form or a few would say what those people answered.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q

from offices import changes
from offices.scope import current_office
from surveys.models import SurveyResponse

TOPIC = "survey"
LEAST = 5  # forms of one service that a month which was told may grow by
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
    if SurveyResponse.objects.filter(counted_within(last.replace(day=1), last)).exists():
        touched([last], today=today)


def counted_within(first: date, last: date) -> Q:
    """The forms that count in figures of these months, the first and last day included."""
    return Q(counts_on=None, day__range=(first, last)) | Q(counts_on__range=(first, last))


def late(rows: Iterable[SurveyResponse], *, today: date) -> list[SurveyResponse]:
    """The same rows, which are not stored yet: those that are too few for a month that was told count in this
    one."""
    found = list(rows)
    many = Counter((month_end(row.day), row.service_code) for row in found)
    for row in found:
        end = month_end(row.day)
        if end < today and many[end, row.service_code] < LEAST:
            row.counts_on = month_end(today)
    return found


def month_end(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _month(end: date) -> Iterator[date]:
    return (end.replace(day=n) for n in range(1, end.day + 1))
