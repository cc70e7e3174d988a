"""What a figure may claim: intervals, limits, differences. Pure; no libraries of statistics, only formulas.

Wilson's interval for proportions (Wilson 1927), Student's for means (quantile by Cornish-Fisher), Byar's for
counts of events (Breslow & Day 1987); funnel limits after Spiegelhalter 2005.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

CONFIDENT = 0.95
Z95 = NormalDist().inv_cdf(0.975)
Z998 = NormalDist().inv_cdf(0.999)
Interval = tuple[float, float]


def wilson(k: float, n: float, *, z: float = Z95) -> Interval:
    """The interval of a proportion k of n; (0, 1) of nothing."""
    if n <= 0:
        return 0.0, 1.0
    p, zz = k / n, z * z
    middle = (p + zz / (2 * n)) / (1 + zz / n)
    half = z / (1 + zz / n) * math.sqrt(max(p * (1 - p) / n + zz / (4 * n * n), 0.0))
    return max(0.0, min(p, middle - half)), min(1.0, max(p, middle + half))


def student(freedom: int, *, z: float = Z95) -> float:
    """The quantile of Student's t that belongs to the normal quantile `z` (two more digits from 3 on)."""
    v = float(max(freedom, 1))
    terms = (
        (z**3 + z) / (4 * v),
        (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2),
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3),
    )
    return z + sum(terms)


def variance(n: int, total: float, squares: float) -> float:
    """The sample variance from n, sum and sum of squares; 0 below two."""
    return max((squares - total * total / n) / (n - 1), 0.0) if n > 1 else 0.0


def mean_interval(n: int, total: float, squares: float) -> Interval | None:
    """The interval of a mean of durations (never below 0); None below two."""
    if n < 2:
        return None
    mean = total / n
    half = student(n - 1) * math.sqrt(variance(n, total, squares) / n)
    return max(0.0, mean - half), mean + half


def byar(k: float, *, z: float = Z95) -> Interval:
    """The interval of the expected number of events when k were counted."""
    low = 0.0 if k <= 0 else k * (1 - 1 / (9 * k) - z / (3 * math.sqrt(k))) ** 3
    up = k + 1
    return max(low, 0.0), up * (1 - 1 / (9 * up) + z / (3 * math.sqrt(up))) ** 3


def around_proportion(p: float, n: float, z: float) -> Interval:
    """Between which proportions of n an office lies by chance alone when p is expected (arcsine)."""
    if n <= 0:
        return 0.0, 1.0
    angle, half = math.asin(math.sqrt(min(max(p, 0.0), 1.0))), z / (2 * math.sqrt(n))
    low, high = max(angle - half, 0.0), min(angle + half, math.pi / 2)
    return math.sin(low) ** 2, math.sin(high) ** 2


def around_mean(mean: float, error: float, z: float) -> Interval:
    """The same for a mean with this standard error."""
    return max(0.0, mean - z * error), mean + z * error


class Estimate(NamedTuple):
    """A value with its standard error."""

    value: float
    error: float


def of_proportion(k: float, n: float) -> Estimate:
    """With the error of Agresti and Coull, so that 0 and n of n are not taken for certain."""
    n4, k2 = n + Z95**2, k + Z95**2 / 2
    p = k2 / n4
    return Estimate(k / n, math.sqrt(p * (1 - p) / n4))


def of_mean(n: int, total: float, squares: float) -> Estimate:
    """With the error of the sample."""
    return Estimate(total / n, math.sqrt(variance(n, total, squares) / n))


def of_rate(k: float, exposure: float) -> Estimate:
    """Events over exposure (Poisson)."""
    return Estimate(k / exposure, math.sqrt(max(k, 1.0)) / exposure)


def difference(a: Estimate, b: Estimate, *, z: float = Z95) -> tuple[float, float, float]:
    """b - a with its interval."""
    change, half = b.value - a.value, z * math.hypot(a.error, b.error)
    return change, change - half, change + half


def ranks(estimates: Sequence[Estimate | None], *, more_is_better: bool, z: float = Z95) -> list[int | None]:
    """1 + how many are better by more than chance; None stays None. All 1: none can be told apart."""
    sign, zz = (1.0 if more_is_better else -1.0), z * z
    # Signed values with squared errors, the best first: with hundreds of offices there are many pairs.
    known = sorted(((sign * one.value, one.error**2) for one in estimates if one is not None), reverse=True)

    rising = [-value for value, _error in known]
    widest = max((error for _value, error in known), default=0.0)

    def surely_better(value: float, error: float) -> int:
        # So far above that whatever their error is, it is no chance; the others above one by one.
        far = bisect_left(rising, -value - z * math.sqrt(widest + error))
        near = known[far : bisect_left(rising, -value)]
        return far + sum([(v - value) ** 2 > zz * (e + error) for v, e in near])

    return [None if one is None else 1 + surely_better(sign * one.value, one.error**2) for one in estimates]
