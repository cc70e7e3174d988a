"""Figures from sums: a value with its n and interval, and what may be said of offices side by side. Pure."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from indicators import statistics
from indicators.measures import Definition, Direction, Duration, Kind
from indicators.results import Limits, Standing, Value
from indicators.statistics import Z95, Z998, Estimate, Interval

# The columns of a cell, summed over offices and periods; absent is 0.
Tally = Mapping[str, int]
NOTHING: Tally = {}
# Counted out, or of a spread that nobody knows: no interval, no standing.
EXACT = frozenset({Kind.COUNT, Kind.STATE, Kind.AVERAGE})


def added(tallies: Collection[Tally], definition: "Definition | None" = None) -> dict[str, int]:
    """Their sum; of the columns of one indicator only, where it is given."""
    if definition is not None:
        return {name: sum([tally.get(name, 0) for tally in tallies]) for name in columns_of(definition)}
    first, *others = tallies or [NOTHING]
    total = dict(first)
    for tally in others:
        for column, n in tally.items():
            if n:
                total[column] = total.get(column, 0) + n
    return total


class Parts(NamedTuple):
    """What a value is worked out from: `top` over `bottom`; squares for a mean; `n` files, days or events.

    A tuple, like `Estimate`: a page makes tens of thousands of them.
    """

    top: float
    bottom: float
    n: int
    squares: float = 0.0

    @property
    def value(self) -> float | None:
        """None of nothing."""
        return self.top / self.bottom if self.bottom else None


def parts(definition: Definition, tally: Tally, *, heads: int = 0) -> Parts:
    """The parts of an indicator. `heads`: the population, for those that are per head."""
    return reader(definition, heads=heads)(tally)


def reader(definition: Definition, *, heads: int = 0) -> Callable[[Tally], Parts]:
    """What takes the parts of an indicator out of tallies; made once for many of them."""
    top, bottom = _adder(definition.top), _adder(definition.bottom)
    if definition.duration is not None:
        total, squares = (f"{definition.duration.value.lower()}_{end}" for end in ("sum", "squares"))
        return lambda t: Parts(t.get(total, 0), n := bottom(t), n, t.get(squares, 0))
    if definition.per_head:
        return lambda t: Parts(n := top(t), heads / 1000, n)
    if definition.kind is Kind.COUNT:
        return lambda t: Parts(n := top(t), 1, n)
    if definition.squares:
        by = definition.times / definition.scale
        return lambda t: Parts(top(t) * by, n := bottom(t), n, t.get(definition.squares, 0) * by * by)
    if definition.scale > 1:
        return lambda t: Parts(top(t) / definition.scale, n := bottom(t), n)
    return lambda t: Parts(top(t), n := bottom(t), n)


def _adder(columns: tuple[str, ...]) -> Callable[[Tally], int]:
    """What adds these columns of a tally."""
    match columns:
        case ():
            return lambda _tally: 0
        case (one,):
            return lambda tally: tally.get(one, 0)
        case (one, two):
            return lambda tally: tally.get(one, 0) + tally.get(two, 0)
        case _:
            return lambda tally: sum([tally.get(column, 0) for column in columns])


@cache
def columns_of(definition: Definition) -> frozenset[str]:
    """The columns it needs."""
    found = set(definition.top) | set(definition.bottom) | ({definition.squares} - {""})
    if definition.duration is not None:
        found |= columns_of_duration(definition.duration)
    return frozenset(found)


def columns_of_duration(duration: Duration) -> frozenset[str]:
    """Its sum and its sum of squares."""
    return frozenset({f"{duration.value.lower()}_sum", f"{duration.value.lower()}_squares"})


def value_of(definition: Definition, tally: Tally, *, heads: int = 0) -> Value:
    """The figure with its interval."""
    found = parts(definition, tally, heads=heads)
    low, high = _interval(definition, found) or (None, None)
    enough = found.value is not None and found.n >= definition.minimum_n
    return Value(definition.key, found.value, found.n, low, high, enough)


def _interval(definition: Definition, found: Parts) -> Interval | None:
    if found.value is None or definition.kind in EXACT:
        return None
    if definition.kind is Kind.PROPORTION:
        return statistics.wilson(found.top, found.bottom)
    if definition.kind is Kind.MEAN:
        return statistics.mean_interval(found.n, found.top, found.squares)
    low, high = statistics.byar(found.top)
    return low / found.bottom, high / found.bottom


def estimate_of(definition: Definition, found: Parts) -> Estimate | None:
    """The value with its standard error; None where there are too few, or for a mere count."""
    if found.value is None or found.n < max(definition.minimum_n, 2) or definition.kind in EXACT:
        return None
    if definition.kind is Kind.PROPORTION:
        return statistics.of_proportion(found.top, found.bottom)
    if definition.kind is Kind.MEAN:
        return statistics.of_mean(found.n, found.top, found.squares)
    return statistics.of_rate(found.top, found.bottom)


@dataclass(frozen=True, slots=True)
class Judged:
    """An office among others: its limits and standing, and its value as if it had everybody's mix."""

    limits: Limits | None
    standing: Standing
    fair: Estimate | None


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What all offices together do, and, service by service, their rate and how far one event strays.

    Worked out once, each office is held against it.
    """

    definition: Definition
    overall: float | None
    rates: Mapping[str, float]
    spreads: Mapping[str, float]


def yardstick(definition: Definition, all_: Mapping[str, Parts]) -> Yardstick:
    """`all_`: what all offices together come to, by service."""
    rates = {code: one.value or 0.0 for code, one in all_.items()}
    spreads = {code: statistics.variance(one.n, one.top, one.squares) for code, one in all_.items()}
    return Yardstick(definition, summed(all_.values()).value, rates, spreads)


def judge(own: Mapping[str, Parts], by: Yardstick) -> Judged:
    """An office against what all offices together do, service by service (`own`: by service).

    What is expected of it is what everybody's files of the same services come to; so an office is not worse
    for having more of a slow service.
    """
    if by.definition.kind in EXACT:
        return Judged(None, Standing.USUAL, None)
    whole = summed(own.values())
    estimate = estimate_of(by.definition, whole)
    if estimate is None or by.overall is None:
        return Judged(None, Standing.TOO_FEW, None)
    expected = sum([one.bottom * by.rates[code] for code, one in own.items()]) / whole.bottom
    limits = _limits(by, own, expected, whole)
    scale = by.overall / expected if expected else 1.0
    fair = Estimate(estimate.value * scale, estimate.error * scale)
    return Judged(limits, _standing(by.definition, estimate.value, limits), fair)


def summed(found: Collection[Parts]) -> Parts:
    """The parts of several together."""
    if len(found) == 1:
        return next(iter(found))
    top, bottom, n, squares = 0.0, 0.0, 0, 0.0
    for one in found:
        top += one.top
        bottom += one.bottom
        n += one.n
        squares += one.squares
    return Parts(top, bottom, n, squares)


def _limits(by: Yardstick, own: Mapping[str, Parts], expected: float, whole: Parts) -> Limits:
    if by.definition.kind is Kind.PROPORTION:
        low95, high95 = statistics.around_proportion(expected, whole.bottom, Z95)
        low998, high998 = statistics.around_proportion(expected, whole.bottom, Z998)
    else:
        error = _error(by, own, expected, whole)
        low95, high95 = statistics.around_mean(expected, error, Z95)
        low998, high998 = statistics.around_mean(expected, error, Z998)
    return Limits(expected, low95, high95, low998, high998)


def _error(by: Yardstick, own: Mapping[str, Parts], expected: float, whole: Parts) -> float:
    """How far the mean or rate of an office like all others strays by chance."""
    if by.definition.kind is Kind.RATE:
        return math.sqrt(expected / whole.bottom)
    return math.sqrt(sum([one.n * by.spreads[code] for code, one in own.items()])) / whole.n


def _standing(definition: Definition, value: float, limits: Limits) -> Standing:
    least = definition.least * (1.0 if definition.kind is Kind.PROPORTION else limits.expected)
    if limits.low998 <= value <= limits.high998 or abs(value - limits.expected) < least:
        return Standing.USUAL
    if definition.direction is Direction.NONE:
        return Standing.USUAL
    more = value > limits.expected
    return Standing.BETTER if more == (definition.direction is Direction.MORE) else Standing.WORSE


def ranks(definition: Definition, fair: Sequence[Estimate | None]) -> list[int | None]:
    """Ranks by the fair values; all None where no two offices can be told apart, or there is no better."""
    if definition.direction is Direction.NONE:
        return [None for _ in fair]
    found = statistics.ranks(fair, more_is_better=definition.direction is Direction.MORE, z=Z998)
    return found if any(rank is not None and rank > 1 for rank in found) else [None for _ in fair]


def changed(definition: Definition, a: Parts, b: Parts) -> tuple[float, float, float] | None:
    """b - a with its interval; None where either is too few."""
    first, second = estimate_of(definition, a), estimate_of(definition, b)
    if first is None or second is None:
        return None
    return statistics.difference(first, second)


def matters(definition: Definition, change: tuple[float, float, float], before: float) -> bool:
    """Whether a change is no chance and large enough to speak of."""
    least = definition.least * (1.0 if definition.kind is Kind.PROPORTION else before)
    return not change[1] <= 0 <= change[2] and abs(change[0]) >= least


def is_better(definition: Definition, change: float) -> bool | None:
    """Whether a change is for the better; None where neither way is."""
    if definition.direction is Direction.NONE or change == 0:
        return None
    return (change > 0) == (definition.direction is Direction.MORE)


def middle(values: Sequence[float]) -> float | None:
    """The median; None of nothing."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
