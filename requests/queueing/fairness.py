"""Who is called next (pure).

Two lanes: priority (lansia, disabilitas, ibu hamil, dengan bayi; UU 8/2016, UU 13/1998) and everybody else.
Priority goes first, but after `run` priority calls in a row somebody of the other lane is called, so that
nobody is passed over for ever. Within a lane: what was kept from an earlier day, then by arrival.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

DEFAULT_RUN = 2
LONGEST_RUN = 9


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket that can be called. `carried`: on how many evenings it was kept for the next working day."""

    id: UUID
    prefix: str
    seq: int
    queued_at: datetime
    priority: bool = False
    carried: int = 0


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Everybody by arrival, kept ones first; in one series the smaller number is always earlier."""
    return sorted(waiting, key=lambda each: (-each.carried, each.queued_at, each.prefix, each.seq))


def lanes_meet(waiting: Sequence[Waiting]) -> bool:
    """Whether both lanes wait: only then does it matter who was called before."""
    return len({each.priority for each in waiting}) > 1


def choose(waiting: Iterable[Waiting], recent: Sequence[bool], *, run: int = DEFAULT_RUN) -> Waiting | None:
    """Whom to call; None when nobody waits.

    `recent` says of the last calls, newest first, which were priority. `run` 0: no lane, only the order.
    """
    ordered = in_order(waiting)
    if not run:
        return next(iter(ordered), None)
    urgent = next((each for each in ordered if each.priority), None)
    other = next((each for each in ordered if not each.priority), None)
    if urgent is None or other is None:
        return urgent or other
    enough = len(recent) >= run and all(recent[:run])
    return other if enough else urgent


def sequence(waiting: Iterable[Waiting], recent: Sequence[bool], *, run: int = DEFAULT_RUN) -> list[Waiting]:
    """The order in which all would be called if nobody else came."""
    ordered = in_order(waiting)
    if not run:
        return ordered
    urgent = [each for each in reversed(ordered) if each.priority]
    other = [each for each in reversed(ordered) if not each.priority]
    found: list[Waiting] = []
    latest = list(recent[:run])
    while urgent or other:
        enough = len(latest) >= run and all(latest)
        lane = other if other and (enough or not urgent) else urgent
        found.append(lane.pop())
        latest = [found[-1].priority, *latest][:run]
    return found
