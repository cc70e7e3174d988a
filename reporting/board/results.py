"""What the board's reads give: figures, not yet words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from board.alerts import Alert
from board.attention import Concern
from indicators.measures import Definition
from indicators.periods import Period
from indicators.results import (
    Comparison,
    Difference,
    Distribution,
    Freshness,
    Limits,
    OfficeName,
    OpenRow,
    OwnerSplit,
    StaffRow,
    Standing,
    Trend,
    Value,
)
from offices.models import Level


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page was asked for. No `service`: all; no `level`: offices of every level."""

    period: Period
    service: str
    level: Level | None
    key: str


@dataclass(frozen=True, slots=True)
class Load:
    """What an office has to do, and with whom. `values`: per inhabitant, per staff-day, returned."""

    office: OfficeName
    values: Mapping[str, Value]
    staff: StaffRow
    lying: OpenRow


@dataclass(frozen=True, slots=True)
class Board:
    """The bupati's page. `headlines` of all offices as one; `trend` of them, `trends` by office; `todos`: how
    much each office's readiness list still asks for. No alerts and no concerns while figures are
    computed."""

    asked: Asked
    definition: Definition
    definitions: tuple[Definition, ...]
    services: Mapping[str, str]
    fresh: Freshness
    comparison: Comparison
    shown: tuple[OfficeName, ...]
    headlines: tuple[Difference, ...]
    trend: Trend
    trends: tuple[Trend, ...]
    owners: OwnerSplit
    owners_by_office: tuple[OwnerSplit, ...]
    loads: tuple[Load, ...]
    todos: Mapping[UUID, int]
    alerts: tuple[Alert, ...]
    concerns: tuple[Concern, ...]
    offices: tuple[OfficeName, ...]
    open_disputes: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator of one office among its peers. `peer_median` of `peers` others; None below three."""

    definition: Definition
    value: Value
    before: Difference
    standing: Standing
    limits: Limits | None
    peer_median: float | None
    peers: int


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service of the office."""

    code: str
    name: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Below:
    """A kelurahan, as the camat above it sees it."""

    office: OfficeName
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class About:
    """One office: numbers, never people. `below` is empty but for a kecamatan with kelurahan."""

    asked: Asked
    office: OfficeName
    services: Mapping[str, str]
    fresh: Freshness
    figures: tuple[Figure, ...]
    trends: tuple[Trend, ...]
    owners: OwnerSplit
    distribution: Distribution
    by_service: tuple[ServiceRow, ...]
    load: Load
    below: tuple[Below, ...]
    alerts: tuple[Alert, ...]
    disputes: tuple[DisputeRow, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    office: OfficeName | None
    period: Period


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two offices, two periods, or both. No office: all of the level."""

    asked: Asked
    a: Side
    b: Side
    services: Mapping[str, str]
    fresh: Freshness
    offices: tuple[OfficeName, ...]
    differences: tuple[Difference, ...]
    owners: tuple[OwnerSplit, OwnerSplit]


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A figure that an office does not agree with, and what was answered."""

    id: UUID
    office: OfficeName | None
    key: str
    name: str
    period: Period
    service: str
    shown: str
    reason: str
    raised_by: str
    raised_on: date
    open: bool
    outcome: str
    outcome_words: str
    answer: str
    answered_by: str
    answered_on: date | None
