"""Words of results, Indonesian as posters and reports print them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from commons.indonesian import date_words, roman

if TYPE_CHECKING:
    from surveys.models import SurveyPeriod

KINDS = {"QUARTER": "Triwulan", "SEMESTER": "Semester", "YEAR": "Tahun"}


def period_name(kind: str, year: int, part: int) -> str:
    """ "Semester I Tahun 2026", "Triwulan III Tahun 2026", "Tahun 2026"."""
    if kind == "YEAR":
        return f"Tahun {year}"
    return f"{KINDS[kind]} {roman(part)} Tahun {year}"


def period_facts(period: "SurveyPeriod") -> dict[str, Any]:
    """A period as a snapshot keeps it."""
    return {
        "id": str(period.id),
        "kind": period.kind,
        "year": period.year,
        "part": period.part,
        "name": period_name(period.kind, period.year, period.part),
        "opens": period.opens.isoformat(),
        "closes": period.closes.isoformat(),
        "days": f"{date_words(period.opens)} – {date_words(period.closes)}",
    }


def number(value: Decimal | str | None) -> str:
    """ "81,39"; "–" for none."""
    return "–" if value is None else str(value).replace(".", ",")


def counted(n: int) -> str:
    """ "12.345"."""
    return f"{n:,}".replace(",", ".")


def slug_of(period: Mapping[str, Any]) -> str:
    """What a period is called in addresses and names of files: "semester-1-2026"."""
    word = KINDS[period["kind"]].lower()
    if period["kind"] == "YEAR":
        return f"{word}-{period['year']}"
    return f"{word}-{period['part']}-{period['year']}"
