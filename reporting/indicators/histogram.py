"""A histogram of whole minutes on a logarithmic scale: ten million durations fit into some seventy numbers.

Buckets grow by the fourth root of 2 (19 %), from single minutes up to two years, so a percentile read from
them is less than 19 % off. Histograms of offices and months are added number by number. Pure.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

# 0, 1, 2, … 8, 10, 12, 14, 16, 20, …: bucket i holds EDGES[i] <= minutes < EDGES[i + 1]; the last the rest.
EDGES: tuple[int, ...] = (0, *sorted({-int(-(2 ** (i / 4)) // 1) for i in range(81)}))
SIZE = len(EDGES)


def bucket(minutes: int) -> int:
    """Where a duration falls."""
    return bisect_right(EDGES, max(minutes, 0)) - 1


def add_to(histogram: list[int], minutes: int) -> None:
    """Count one duration; the list grows as far as it must, so trailing zeros are never stored."""
    place = bucket(minutes)
    histogram.extend([0] * (place + 1 - len(histogram)))
    histogram[place] += 1


def added(histograms: Iterable[Sequence[int]]) -> list[int]:
    """Their sum, number by number."""
    total: list[int] = []
    for histogram in histograms:
        total.extend([0] * (len(histogram) - len(total)))
        for place, n in enumerate(histogram):
            total[place] += n
    return total


def percentile(histogram: Sequence[int], percent: float) -> float | None:
    """The minutes that `percent` of the files did not exceed, interpolated in a bucket; None of nothing."""
    n = sum(histogram)
    if not n:
        return None
    wanted = n * percent / 100
    for place, reached in enumerate(accumulate(histogram)):
        if reached >= wanted and histogram[place]:
            low, high = edges_of(place)
            inside = (wanted - (reached - histogram[place])) / histogram[place]
            return low + max(inside, 0.0) * (high - 1 - low)
    raise AssertionError("the last bucket reaches n")  # pragma: no cover


def edges_of(place: int) -> tuple[int, int]:
    """From–to of a bucket; the last one, without end, is taken as wide as one before it would be."""
    low = EDGES[place]
    return low, EDGES[place + 1] if place + 1 < SIZE else low * 2
