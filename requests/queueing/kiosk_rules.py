"""When a kiosk gives a number (pure): within the day's hours, and one for each press that a person meant.

A press that is sent twice carries its key and brings the same number, whatever is written here. These rules
are for presses that each begin anew, fifty times: a person needs longer than `COOL_DOWN` to choose and to
take a ticket, and a queue of people does not take more than `MOST` in `WINDOW`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from commons.worktime import Interval

COOL_DOWN = timedelta(seconds=5)
WINDOW = timedelta(minutes=2)
MOST = 12
# People stand at the door before it opens; they shall sit down with a number instead.
EARLY = timedelta(minutes=30)


def recent(issued: Iterable[datetime], now: datetime) -> list[datetime]:
    """The moments that still count, in order. One in the future, of a clock that was set back, does not."""
    return sorted(at for at in issued if now - WINDOW < at <= now)


def pause(issued: Iterable[datetime], now: datetime) -> timedelta:
    """How long this kiosk gives no further number; nothing when it may."""
    counted = recent(issued, now)
    ends = [at + COOL_DOWN for at in counted[-1:]]
    if len(counted) >= MOST:
        ends.append(counted[-MOST] + WINDOW)
    return max([end - now for end in ends] + [timedelta()])


def gives_numbers(sessions: Sequence[Interval], now: datetime) -> bool:
    """Whether numbers are given at this moment of a day with these open stretches: from a little before the
    first until the end of the last, breaks included."""
    return bool(sessions) and sessions[0].start - EARLY <= now < sessions[-1].end
