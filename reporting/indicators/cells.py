"""Cells: what the files of one office and service come to on one day, and days added up to months. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from indicators import histogram
from indicators.facts import Facts
from indicators.measures import Duration

ALL_SERVICES = ""
Key = tuple[str, date]


@dataclass
class Spread:
    """Durations as their sum, their squares' sum and their histogram."""

    total: int = 0
    squares: int = 0
    histogram: list[int] = field(default_factory=list)

    def add(self, minutes: int) -> None:
        """One more duration."""
        self.total += minutes
        self.squares += minutes * minutes
        histogram.add_to(self.histogram, minutes)

    def merge(self, other: "Spread") -> None:
        """The durations of another cell."""
        self.total += other.total
        self.squares += other.squares
        self.histogram = histogram.added((self.histogram, other.histogram))


@dataclass
class Cell:
    """One office, service and period: counts by column and spreads by duration; what is absent is 0.

    `oldest`: the first day of receipt of any file that did anything.
    """

    oldest: date
    counts: dict[str, int] = field(default_factory=dict)
    spreads: dict[Duration, Spread] = field(default_factory=dict)

    def count(self, column: str, n: int = 1) -> None:
        """Add to a column."""
        self.counts[column] = self.counts.get(column, 0) + n

    def spread(self, duration: Duration) -> Spread:
        """The spread of a duration, begun if need be."""
        return self.spreads.setdefault(duration, Spread())

    def merge(self, other: "Cell") -> None:
        """Add another cell to this one."""
        self.oldest = min(self.oldest, other.oldest)
        for column, n in other.counts.items():
            self.count(column, n)
        for duration, spread in other.spreads.items():
            self.spread(duration).merge(spread)


def cells_of(found: Iterable[tuple[str, Facts]], days: Collection[date]) -> dict[Key, Cell]:
    """The cells of these days, by service (and all services) and day; of `found`: (service, facts)."""
    cells: dict[Key, Cell] = {}
    people: dict[Key, set[UUID]] = {}
    for service, one in found:
        for code in (service, ALL_SERVICES):
            _add(cells, people, code, one, days)
    for key, who in people.items():
        cells[key].counts["on_duty"] = len(who)
        cells[key].counts["duty_days"] = 1
    return cells


def _add(
    cells: dict[Key, Cell], people: dict[Key, set[UUID]], code: str, one: Facts, days: Collection[date]
) -> None:
    def cell(day: date) -> Cell:
        found = cells.setdefault((code, day), Cell(one.received_on))
        found.oldest = min(found.oldest, one.received_on)
        return found

    for day, column in one.counted:
        if day in days:
            cell(day).count(column)
    for day, who in one.people:
        if day in days:
            cell(day)
            people.setdefault((code, day), set()).add(who)
    if one.decided_on is not None and one.decided_on in days:
        decided = cell(one.decided_on)
        for duration, minutes in one.minutes.items():
            decided.spread(duration).add(minutes)


def months_of(cells: Iterable[tuple[Key, Cell]]) -> dict[Key, Cell]:
    """Cells of days added up to cells of months."""
    months: dict[Key, Cell] = {}
    for (code, day), cell in cells:
        key = (code, day.replace(day=1))
        months.setdefault(key, Cell(cell.oldest)).merge(cell)
    return months
