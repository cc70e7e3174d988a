"""Marks for the read model: of which days the fate of messages must be counted anew.

A message counts on the day it was made. Reports and people mark that day in their own transaction; a turn
of sending marks its days once, and the daily look marks the last ones again, for a worker that was killed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from commons.clock import wib
from offices import changes
from offices.scope import current_office

TOPIC = "messages"
LOOKED_BACK = 3  # days


def changed(made: Iterable[datetime]) -> None:
    """Something became of messages that were made then. One statement; none without messages."""
    days = {wib(each).date() for each in made}
    if days:
        changes.mark(office_id=current_office().id, topic=TOPIC, days=days)


def look_again(*, now: datetime) -> None:
    """The last days, whatever the marks say."""
    changed(now - timedelta(days=n) for n in range(LOOKED_BACK))
