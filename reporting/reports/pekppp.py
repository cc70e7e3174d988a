"""PEKPPP: six aspects with their weights as data, and the score by exact arithmetic. Pure.

A score is worked out only from whole aspects: an aspect of which one point is missing has none, and without
all six there is no score of the office. Permen PANRB 29/2022; see `data/pekppp.json` for sources.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "pekppp.json"
TOP = Decimal(5)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an aspect; `measure` names what Loket measures of it, "" where it measures nothing."""

    key: str
    name: str
    measure: str


@dataclass(frozen=True, slots=True)
class Aspect:
    """An aspect: `weight` in per cent."""

    key: str
    name: str
    weight: Decimal
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A category: values up to `to`, the ones below taken away."""

    to: Decimal
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form with its sources."""

    source: str
    bands_source: str
    note: str
    aspects: tuple[Aspect, ...]
    bands: tuple[Band, ...]

    def point(self, key: str) -> Point | None:
        """The point of this key."""
        return next((one for aspect in self.aspects for one in aspect.points if one.key == key), None)


@cache
def form() -> Form:
    """The form as the data file has it. Raises `ValueError` when its weights are not 100."""
    return read(json.loads(DATA.read_text("utf-8")))


def read(data: Mapping[str, Any]) -> Form:
    """A form from its data."""
    aspects = tuple(
        Aspect(
            one["key"],
            one["name"],
            Decimal(one["weight"]),
            tuple(Point(each["key"], each["name"], each.get("measure", "")) for each in one["points"]),
        )
        for one in data["aspects"]
    )
    if sum(one.weight for one in aspects) != 100:
        raise ValueError("the weights of the aspects are not 100 together")
    bands = tuple(Band(Decimal(one["to"]), one["code"], one["words"]) for one in data["bands"])
    return Form(data["source"], data["bands_source"], data["note"], aspects, bands)


@dataclass(frozen=True, slots=True)
class Measured:
    """A value of a point (None: not measurable now) with the evidence, and how one became the other."""

    value: Decimal | None
    evidence: str
    how: str


@dataclass(frozen=True, slots=True)
class Scored:
    """An aspect with its value (None while a point is missing) and how many points have one."""

    aspect: Aspect
    value: Decimal | None
    known: int


@dataclass(frozen=True, slots=True)
class Score:
    """`value` (0 to 5, two decimals) and `band` only when every aspect is whole; `weight_known` says how
    much of the form, in per cent, is."""

    aspects: tuple[Scored, ...]
    value: Decimal | None
    band: Band | None
    weight_known: Decimal


def score(chosen: Form, values: Mapping[str, Decimal]) -> Score:
    """From values of points by key, 0 to 5. Raises `ValueError` for a value outside."""
    if any(not 0 <= value <= TOP for value in values.values()):
        raise ValueError("a value is 0 to 5")
    scored = tuple(_aspect(one, values) for one in chosen.aspects)
    known = sum((one.aspect.weight for one in scored if one.value is not None), Decimal(0))
    if known != 100:
        return Score(scored, None, None, known)
    exact = sum((_exact(one.aspect, values) * one.aspect.weight for one in scored), Decimal(0)) / 100
    whole = exact.quantize(CENT, ROUND_HALF_UP)
    return Score(scored, whole, band_of(chosen, whole), known)


def _aspect(aspect: Aspect, values: Mapping[str, Decimal]) -> Scored:
    known = sum(one.key in values for one in aspect.points)
    if known < len(aspect.points):
        return Scored(aspect, None, known)
    return Scored(aspect, _exact(aspect, values).quantize(CENT, ROUND_HALF_UP), known)


def _exact(aspect: Aspect, values: Mapping[str, Decimal]) -> Decimal:
    """The mean of an aspect's points, not rounded."""
    return sum((values[one.key] for one in aspect.points), Decimal(0)) / len(aspect.points)


def band_of(chosen: Form, value: Decimal) -> Band:
    """The category of a value with two decimals."""
    return next(band for band in chosen.bands if value <= band.to)


def share_value(part: int, whole: int) -> Decimal | None:
    """5 × the share that is met, two decimals; None of nothing."""
    if whole <= 0:
        return None
    return (TOP * min(part, whole) / whole).quantize(CENT, ROUND_HALF_UP)
