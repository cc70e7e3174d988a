"""Quarters, semesters and years: their days, and the one before (pure)."""

from dataclasses import dataclass
from datetime import date, timedelta

PARTS = {"QUARTER": 4, "SEMESTER": 2, "YEAR": 1}
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Span:
    """Part `part` (from 1) of a year, by its kind."""

    kind: str
    year: int
    part: int

    def __post_init__(self) -> None:
        if not 1 <= self.part <= PARTS[self.kind]:
            raise ValueError(f"{self.kind} {self.part} is in no year")

    @property
    def months(self) -> int:
        """How many months it has."""
        return 12 // PARTS[self.kind]

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.part - 1) * self.months + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Span":
        """The one after it."""
        if self.part < PARTS[self.kind]:
            return Span(self.kind, self.year, self.part + 1)
        return Span(self.kind, self.year + 1, 1)

    @property
    def previous(self) -> "Span":
        """The one before it."""
        if self.part > 1:
            return Span(self.kind, self.year, self.part - 1)
        return Span(self.kind, self.year - 1, PARTS[self.kind])

    @property
    def title(self) -> str:
        """As offices write it: "Semester II 2026"."""
        if self.kind == "YEAR":
            return f"Tahun {self.year}"
        word = "Triwulan" if self.kind == "QUARTER" else "Semester"
        return f"{word} {_ROMAN[self.part - 1]} {self.year}"


def span_of(kind: str, day: date) -> Span:
    """The span of this kind that holds the day."""
    months = 12 // PARTS[kind]
    return Span(kind, day.year, (day.month - 1) // months + 1)
