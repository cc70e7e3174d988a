"""When an office's messages are looked at: a mark of the public schema that names the minute, written with
the message itself. So a dispatcher reads one small table and never goes into an office to see whether there
is work, and a night of quiet hours costs one row.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from commons.clock import wib
from offices.changes import new_mark
from offices.models import SERVED, DirtyMark, Office
from offices.scope import public_scope

# Twenty characters of `topic`: they sort as the minutes do.
_PREFIX = "msg@"


def topic_at(moment: datetime) -> str:
    """The topic of a mark that is due at that minute."""
    return f"{_PREFIX}{wib(moment):%Y%m%d%H%M}"


def mark_for(office_id: UUID, *, at: datetime) -> DirtyMark:
    """A mark that is not stored yet."""
    return new_mark(office_id=office_id, topic=topic_at(at))


def wake(office_id: UUID, *, at: datetime) -> None:
    """Have the office looked at from that minute on. In the office's scope or the public one."""
    DirtyMark.objects.bulk_create([mark_for(office_id, at=at)])


def offices_due(*, now: datetime) -> list[Office]:
    """The offices with a mark that is due; whose has waited longest first."""
    with public_scope():
        due = DirtyMark.objects.filter(topic__gte=_PREFIX, topic__lte=topic_at(now)).order_by("topic", "id")
        ids = list(dict.fromkeys(due.values_list("office_id", flat=True)))
        known = Office.objects.defer("emblem").filter(state__in=SERVED).in_bulk(ids)
    return [known[each] for each in ids if each in known]


def take(office_id: UUID, *, now: datetime) -> int:
    """Remove the office's marks that are due, before its messages are looked at: what is written meanwhile
    leaves a mark of its own."""
    with public_scope():
        due = DirtyMark.objects.filter(office_id=office_id, topic__gte=_PREFIX, topic__lte=topic_at(now))
        return due.delete()[0]


def leave(office_id: UUID, moments: Iterable[datetime | None]) -> datetime | None:
    """One mark for the earliest of these moments; None when nothing waits."""
    earliest = min((moment for moment in moments if moment is not None), default=None)
    if earliest is None:
        return None
    with public_scope():
        marks = DirtyMark.objects.filter(office_id=office_id, topic__gte=_PREFIX)
        if not marks.filter(topic__lte=topic_at(earliest)).exists():
            wake(office_id, at=earliest)
    return earliest
