"""What the reads give: frozen rows, ready for a page. Minutes are counter minutes unless CLOSED is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from indicators.measures import Definition, Duration
from indicators.periods import Period
from offices.models import Level

# From this share of the offices on, figures that are behind make comparisons wrong.
SHARE_WAITING = 0.05


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure is about. No `service`: all services. No `level`: offices of every level.

    Without `offices` all of that level; with it only these. A kecamatan is counted without its kelurahan.
    """

    period: Period
    service: str = ""
    level: Level | None = Level.KECAMATAN
    offices: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True)
class OfficeName:
    """An office as a row names it."""

    id: UUID
    code: str
    name: str
    level: Level
    parent_id: UUID | None


@dataclass(frozen=True, slots=True)
class Value:
    """One figure. `value` is None where there is nothing to say (n is 0); `enough` is False below the
    minimum n: show "belum cukup data" instead. `low`–`high`: 95 % interval, None for plain counts.

    A proportion is between 0 and 1 whatever its unit; minutes are minutes.
    """

    key: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    enough: bool = True


class Standing(StrEnum):
    """How an office stands among the others, where the difference is more than chance."""

    BETTER = "BETTER"
    USUAL = "USUAL"
    WORSE = "WORSE"
    TOO_FEW = "TOO_FEW"


@dataclass(frozen=True, slots=True)
class Limits:
    """Funnel limits around what is expected of an office with its n and its mix of services."""

    expected: float
    low95: float
    high95: float
    low998: float
    high998: float


@dataclass(frozen=True, slots=True)
class Row:
    """An office in a comparison. `limits` is None where n is too small.

    `rank` is None unless the figure allows one: offices whose difference may be chance share a rank, and 1 is
    the best.
    """

    office: OfficeName
    value: Value
    limits: Limits | None
    standing: Standing
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator over the offices of a scope, ordered by code. `median` of the offices with enough data.

    `adjusted`: several services together; limits and standings account for each office's mix of them.
    `ranked`: at least two offices differ by more than chance, so ranks are given.
    """

    definition: Definition
    scope: Scope
    overall: Value
    median: float | None
    rows: tuple[Row, ...]
    adjusted: bool
    ranked: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """An office with several indicators."""

    office: OfficeName
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Several indicators over the offices of a scope, ordered by code; `overall` over all of them."""

    scope: Scope
    definitions: tuple[Definition, ...]
    overall: Mapping[str, Value]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a scope as one, now and in the period before."""

    scope: Scope
    values: Mapping[str, Value]
    before: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Point:
    """One month (or day) of a trend; `start` is its first day. The last may not be over yet."""

    start: date
    value: Value


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator over time. No `office`: the whole scope."""

    definition: Definition
    office: OfficeName | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class OwnerSplit:
    """Whose minutes a decided file took, on average. No `office`: the whole scope.

    `minutes` by OFFICE, APPLICANT, LEADER_AWAY, OTHER_AGENCY, CLOSED; `enough` as for a mean.
    """

    office: OfficeName | None
    n: int
    enough: bool
    minutes: Mapping[Duration, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram: `n` files that took `low` to below `high` minutes."""

    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a duration is spread: percentiles read from the log histogram (within 8 %), bars, mean with its
    interval."""

    duration: Duration
    office: OfficeName | None
    mean: Value
    percentiles: Mapping[int, float] = field(default_factory=dict)
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRow:
    """What lies at an office now: `open` files, of them `overdue`; when the oldest was received. `promised`:
    the people its standards name (component 11)."""

    office: OfficeName
    open: int
    overdue: int
    oldest: date | None
    promised: int | None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """People: promised by the standards (component 11), assigned, and on duty (acted on a file) on an average
    working day of the period. None where the standards do not say, or nothing was done."""

    office: OfficeName
    promised: float | None
    assigned: float | None
    on_duty: float | None
    finished_per_staff: Value


@dataclass(frozen=True, slots=True)
class Difference:
    """An indicator in two scopes side by side: `change` is b - a with its interval; `significant` when that
    leaves out 0; `better` says whether b is the better one (None when neither is, or no direction)."""

    definition: Definition
    a: Value
    b: Value
    change: float | None
    low: float | None
    high: float | None
    significant: bool
    better: bool | None


@dataclass(frozen=True, slots=True)
class Stale:
    """An office whose figures are behind: they hold what happened until `as_of` (None: nothing yet)."""

    office: OfficeName
    as_of: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """`as_of`: every office's changes until then are in the figures, but for those in `stale`. `waiting`: how
    many of the `offices` have changes that should have been counted by now."""

    as_of: datetime | None
    stale: tuple[Stale, ...]
    waiting: int = 0
    offices: int = 0

    @property
    def computing(self) -> bool:
        """So much is being counted anew that offices cannot be compared: some are of now, some of before."""
        return self.waiting > max(1, self.offices * SHARE_WAITING)


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service that has figures."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One figure of one office in one period, for programs."""

    office: OfficeName
    period: Period
    service: str
    value: Value


@dataclass(frozen=True, slots=True)
class Listing:
    """Figures for programs, with their definitions and how far they go."""

    freshness: Freshness
    definitions: tuple[Definition, ...]
    rows: tuple[Listed, ...]
