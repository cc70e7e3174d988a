"""Marks for the read model: on which days answers were added, or counted in or out."""

from collections.abc import Collection
from datetime import date

from offices import changes
from offices.scope import current_office

TOPIC = "survey"


def touched(days: Collection[date]) -> None:
    """The answers of these days changed; in the transaction of the change."""
    if days:
        changes.mark(office_id=current_office().id, topic=TOPIC, days=sorted(set(days)))
