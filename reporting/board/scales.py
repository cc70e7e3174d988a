"""From values to places on a drawing, and round numbers for an axis. Pure."""

import math
from collections.abc import Callable

FINEST = 1e-9  # no figure is told apart below this
Scale = Callable[[float], float]


def linear(low: float, high: float, start: float, end: float) -> Scale:
    """`low` → `start`, `high` → `end`; all of a flat range lies in the middle."""
    if high <= low:
        return lambda _value: (start + end) / 2
    return lambda value: start + (value - low) / (high - low) * (end - start)


def root(low: float, high: float, start: float, end: float) -> Scale:
    """The same by square roots: numbers of files as a funnel wants them."""
    inner = linear(math.sqrt(max(low, 0.0)), math.sqrt(max(high, 0.0)), start, end)
    return lambda value: inner(math.sqrt(max(value, 0.0)))


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers from `low` to `high`, some `about` of them."""
    if high - low < FINEST:
        return [low]
    raw = (high - low) / max(about, 1)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * by for by in (1, 2, 2.5, 5, 10) if size * by >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    found: list[float] = []
    while (first + len(found)) * step <= high + step * 1e-9:
        found.append(round((first + len(found)) * step, 10))
    return found


def honest(values: list[float], *, proportion: bool) -> tuple[float, float]:
    """The range of a line over time: from nothing on, so that noise does not look like news; proportions at
    least a fifth of the whole apart."""
    if not proportion:
        return 0.0, max(values) * 1.08 or 1.0
    low, high = padded(values, floor=0.0, ceiling=1.0)
    room = max(0.2 - (high - low), 0.0)
    high = min(high + room / 2, 1.0)
    return max(min(low, high - 0.2), 0.0), max(high, 0.2)


def padded(
    values: list[float], *, floor: float | None = None, ceiling: float | None = None
) -> tuple[float, float]:
    """The range of values with a little room, within bounds."""
    low, high = min(values), max(values)
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    low, high = low - room, high + room
    if floor is not None:
        low = max(low, floor)
    if ceiling is not None:
        high = min(high, ceiling)
    return low, high
