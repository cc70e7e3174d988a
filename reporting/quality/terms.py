"""The periods objectives are measured over: months, quarters, semesters, years. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from indicators.periods import Period, months_back

_DAY = timedelta(days=1)


class Grain(StrEnum):
    """How long a period is."""

    MONTH = "MONTH"
    QUARTER = "QUARTER"
    SEMESTER = "SEMESTER"
    YEAR = "YEAR"


MONTHS: dict[Grain, int] = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEMESTER: 6, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One such period of the calendar, which begins at `first`. Raises `ValueError` where none does."""

    first: date
    grain: Grain

    def __post_init__(self) -> None:
        if self.first.day != 1 or (self.first.month - 1) % MONTHS[self.grain]:
            raise ValueError(f"no {self.grain} begins on {self.first}")

    @classmethod
    def of(cls, grain: Grain, day: date) -> Term:
        """The one `day` is in."""
        length = MONTHS[grain]
        return cls(date(day.year, (day.month - 1) // length * length + 1, 1), grain)

    @property
    def last(self) -> date:
        """Its last day."""
        return months_back(self.first, -MONTHS[self.grain]) - _DAY

    @property
    def number(self) -> int:
        """Which of its year, from 1."""
        return (self.first.month - 1) // MONTHS[self.grain] + 1

    @property
    def period(self) -> Period:
        """As the read model asks for it: whole months."""
        return Period(self.first, self.last)

    def before(self) -> Term:
        """The one that ends the day before."""
        return Term(months_back(self.first, MONTHS[self.grain]), self.grain)

    def next(self) -> Term:
        """The one that begins the day after."""
        return Term(self.last + _DAY, self.grain)


def terms_of(grain: Grain, year: int) -> Iterator[Term]:
    """All of a year, in order."""
    return (Term(date(year, month, 1), grain) for month in range(1, 13, MONTHS[grain]))


def ended(grain: Grain, *, since: date, today: date) -> list[Term]:
    """Those that ended on `since` or later, and before `today`: their reports are due."""
    term, found = Term.of(grain, since), []
    while term.last < today:
        found.append(term)
        term = term.next()
    return found
