"""Quarters of a calendar year, *triwulan* (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from commons.errors import DomainError
from commons.indonesian import roman
from commons.worktime import WorkCalendar

FIRST_YEAR, LAST_YEAR = 2000, 2100


class BadQuarter(DomainError):
    """No such quarter."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months; `n` is 1 to 4."""

    year: int
    n: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.n <= 4):
            raise BadQuarter("quarter", "Triwulan tidak ada.")

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day is in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, text: str) -> Quarter:
        """From "2026-3". Raises `BadQuarter`."""
        year, dash, n = text.partition("-")
        if not (dash and len(year) == 4 and len(n) == 1 and (year + n).isascii() and (year + n).isdigit()):
            raise BadQuarter("quarter", "Triwulan tidak ada.")
        return cls(int(year), int(n))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.n - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after().first - timedelta(days=1)

    @property
    def key(self) -> str:
        """As in addresses: "2026-3"."""
        return f"{self.year}-{self.n}"

    @property
    def words(self) -> str:
        """As printed: "Triwulan III 2026"."""
        return f"Triwulan {roman(self.n)} {self.year}"

    def after(self) -> Quarter:
        """The next one."""
        return Quarter(self.year + self.n // 4, self.n % 4 + 1)

    def before(self) -> Quarter:
        """The one before."""
        return Quarter(self.year - (self.n == 1), (self.n + 2) % 4 + 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def drafted_from(self, calendar: WorkCalendar) -> date:
        """The first working day after it; the day after it where the office has no hours."""
        after = self.last + timedelta(days=1)
        days = (after + timedelta(days=n) for n in range(31))
        return next((day for day in days if calendar.is_working_day(day)), after)
