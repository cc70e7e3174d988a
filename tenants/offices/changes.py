"""Dirty marks for the read model: what of an office must be counted anew. Written in the transaction of the
change itself, so that no change is ever missed; taken away by the fold that has counted it (`indicators`).

A mark names days, never files or people. An office's role may insert its own and do nothing else with them.
`topic` says what is counted anew, or which other work waits in the office (`notifications.waking`); `days`
are the WIB days whose figures are touched; `oldest` is the day on which a file that did something on them was
received, so that the fold need not look further back; with `since`, every day from then on is touched (hours,
absences).
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from offices.models import DirtyMark, Office

FILES = "files"
ABSENCES = "absences"


def new_mark(
    *,
    office_id: UUID,
    topic: str = FILES,
    days: Collection[date] = (),
    oldest: date | None = None,
    since: date | None = None,
) -> DirtyMark:
    """A mark that is not stored yet, for who stores it together with the change (`commons.together`)."""
    return DirtyMark(
        office_id=office_id,
        topic=topic,
        days=sorted(days),
        oldest=oldest or min(days, default=None),
        since=since,
    )


def mark(
    *,
    office_id: UUID | None,
    topic: str = FILES,
    days: Collection[date] = (),
    since: date | None = None,
) -> None:
    """Mark days as changed; without an office, of every one (in the public scope only).

    One statement. Call it in the transaction of the change.
    """
    ids = [office_id] if office_id else list(Office.objects.values_list("id", flat=True))
    DirtyMark.objects.bulk_create(
        new_mark(office_id=each, topic=topic, days=days, since=since) for each in ids
    )
