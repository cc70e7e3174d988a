"""Periods that figures are about: whole months, or days of the last 62. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAYS_KEPT = 62
_DAY = timedelta(days=1)


class Grain(StrEnum):
    """What a period is made of: rows of days, or rows of months."""

    DAY = "DAY"
    MONTH = "MONTH"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `first` to `last`, both included. Whole months read months; anything else reads days."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends after it begins")

    @classmethod
    def month(cls, day: date) -> Period:
        """The month that `day` is in."""
        first = day.replace(day=1)
        return cls(first, next_month(first) - _DAY)

    @classmethod
    def months(cls, first: date, last: date) -> Period:
        """From the month of `first` to the month of `last`."""
        return cls(first.replace(day=1), cls.month(last).last)

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def grain(self) -> Grain:
        """MONTH when it is made of whole months."""
        whole = self.first.day == 1 and (self.last + _DAY).day == 1
        return Grain.MONTH if whole else Grain.DAY

    @property
    def days(self) -> int:
        """How many calendar days."""
        return (self.last - self.first).days + 1

    def before(self) -> Period:
        """The period of the same length that ends the day before: as many months, or as many days."""
        last = self.first - _DAY
        if self.grain is Grain.DAY:
            return Period(self.first - timedelta(days=self.days), last)
        return Period(months_back(self.first, sum(1 for _ in self.starts())), last)

    def starts(self) -> Iterator[date]:
        """The first day of each month, or each day."""
        at = self.first
        while at <= self.last:
            yield at
            at = next_month(at) if self.grain is Grain.MONTH else at + _DAY

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def next_month(first: date) -> date:
    """The first day of the month after that of `first`."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def months_back(day: date, count: int) -> date:
    """The first day of the month `count` months before that of `day`."""
    at = day.year * 12 + day.month - 1 - count
    return date(at // 12, at % 12 + 1, 1)


def days_since(today: date) -> date:
    """From this day on single days are kept: the first of the month that was 62 days ago."""
    return (today - timedelta(days=DAYS_KEPT)).replace(day=1)
