"""How long a wait is to be expected, from the waits of the last weeks (pure).

What is compared is the pace: a wait divided by the places before it, the ticket's own included. The range is
the middle three fifths of the paces (20th to 80th percentile) times the places still before this ticket: one
in five waits is shorter, one in five longer. The days and hours most like now are asked first, and with fewer
than `LEAST` waits there the next wider group; with fewer than that altogether nothing is said.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

LEAST = 20
LOWER, UPPER = 0.2, 0.8
STEP = 5


class Basis(StrEnum):
    """What the range was worked out from."""

    SAME_HOUR = "same_hour"
    SAME_PART = "same_part"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Sample:
    """A ticket that was called: weekday (Monday 0) and hour it was taken, people ahead, seconds waited."""

    weekday: int
    hour: int
    ahead: int
    waited: int


@dataclass(frozen=True, slots=True)
class Expected:
    """An honest range in whole minutes, from `n` waits; `ahead` people are to be called before."""

    low: int
    high: int
    ahead: int
    n: int
    basis: Basis


def expect(samples: Iterable[Sample], *, weekday: int, hour: int, ahead: int) -> Expected | None:
    """The range for who has `ahead` people before, or None: not enough is known."""
    rows = list(samples)
    for basis, fits in _bases(weekday, hour):
        found = [row for row in rows if fits(row)]
        if len(found) >= LEAST:
            return _range(found, basis, ahead)
    return None


def _bases(weekday: int, hour: int) -> Sequence[tuple[Basis, Callable[[Sample], bool]]]:
    return (
        (Basis.SAME_HOUR, lambda row: row.weekday == weekday and row.hour == hour),
        (Basis.SAME_PART, lambda row: abs(row.hour - hour) <= 1),
        (Basis.ALL, lambda _row: True),
    )


def _range(rows: Sequence[Sample], basis: Basis, ahead: int) -> Expected:
    paces = sorted(row.waited / 60 / (row.ahead + 1) for row in rows)
    places = ahead + 1
    low, high = quantile(paces, LOWER) * places, quantile(paces, UPPER) * places
    return Expected(_down(low), max(_up(high), _down(low) + 1), ahead, len(rows), basis)


def quantile(ordered: Sequence[float], part: float) -> float:
    """The value below which `part` of an ordered, not empty row lies, interpolated."""
    place = part * (len(ordered) - 1)
    before = int(place)
    after = min(before + 1, len(ordered) - 1)
    return ordered[before] + (ordered[after] - ordered[before]) * (place - before)


def _down(minutes: float) -> int:
    return int(minutes) if minutes < 2 * STEP else int(minutes // STEP) * STEP


def _up(minutes: float) -> int:
    whole = int(-(-minutes // 1))
    return whole if whole <= 2 * STEP else -(-whole // STEP) * STEP
