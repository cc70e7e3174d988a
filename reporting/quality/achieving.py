"""How far an objective was reached: one formula for each direction, the same on every report (ADR 51). Pure.

What is printed is what is judged: target and figure are taken to two decimals, halves away from zero, before
anything is worked out, so that whoever holds the paper can work it out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")
FULL = Decimal(100)
MOST = Decimal(200)
NOTHING = Decimal(0)


class Direction(StrEnum):
    """MORE: at least the target. LESS: at most."""

    MORE = "MORE"
    LESS = "LESS"


class Verdict(StrEnum):
    """What is said of an objective. Neither TOO_FEW nor NO_DATA counts as missed, nor as reached."""

    MET = "MET"
    MISSED = "MISSED"
    TOO_FEW = "TOO_FEW"
    NO_DATA = "NO_DATA"


JUDGED = frozenset({Verdict.MET, Verdict.MISSED})


class BadTarget(ValueError):
    """A target that cannot be aimed at."""


@dataclass(frozen=True, slots=True)
class Achieved:
    """The verdict; `realised` and `percent` (0 to 200) to two decimals, None where it was not judged.

    TOO_FEW keeps no figure either: what cannot be relied on is not printed beside a target.
    """

    verdict: Verdict
    realised: Decimal | None = None
    percent: Decimal | None = None


def rounded(value: Decimal) -> Decimal:
    """To two decimals, halves away from zero. Never minus nothing."""
    return value.quantize(CENT, ROUND_HALF_UP) + NOTHING


def check_target(direction: Direction, target: Decimal) -> None:
    """Raise `BadTarget`: nothing measured is below zero, and "at least 0" is reached by doing nothing."""
    if not target.is_finite() or target < 0 or (direction is Direction.MORE and rounded(target) == 0):
        raise BadTarget


def achieved(
    direction: Direction, target: Decimal, realised: Decimal | None, *, enough: bool = True
) -> Achieved:
    """`realised` None: nothing was measured. `enough`: whether n allows a judgement. Raises `BadTarget`."""
    check_target(direction, target)
    if realised is None or not realised.is_finite():
        return Achieved(Verdict.NO_DATA)
    if not enough:
        return Achieved(Verdict.TOO_FEW)
    goal, found = rounded(target), rounded(realised)
    met = found >= goal if direction is Direction.MORE else found <= goal
    return Achieved(Verdict.MET if met else Verdict.MISSED, found, percent(direction, goal, found))


def percent(direction: Direction, target: Decimal, realised: Decimal) -> Decimal:
    """Capaian in percent, within 0 to 200.

    More is better: realised ÷ target × 100. Less is better: (2 − realised ÷ target) × 100; a target of zero
    is reached in full or not at all.
    """
    if target == 0:
        return FULL if realised <= 0 else NOTHING
    part = realised / target
    found = part * FULL if direction is Direction.MORE else (2 - part) * FULL
    return rounded(min(max(found, NOTHING), MOST))
