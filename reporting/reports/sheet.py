"""A report as a sheet: what `report.typ` is filled with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from documents.letterheads import emblem_of, letterhead_of
from documents.render import Standard
from documents.sheets import Letterhead, Sheet
from offices.models import Office

KABUPATEN = Letterhead(
    government="PEMERINTAH KABUPATEN LUMAJANG", office="SEKRETARIAT DAERAH", parent="", emblem="neutral"
)


@dataclass(frozen=True, kw_only=True)
class ReportSheet(Sheet):
    """A report of several pages. `about` are (label, value) lines under the title; `parts` as `parts` makes
    them; `footer` stands on every page with its number."""

    TEMPLATE: ClassVar[str] = "report"
    STANDARD: ClassVar[Standard | None] = "a-2b"

    letterhead: Letterhead
    title: str
    subtitle: str
    dated: date
    about: tuple[tuple[str, str], ...]
    parts: Sequence[dict[str, Any]]
    footer: str


def head_of(office: Office | None) -> Letterhead:
    """The letterhead of an office, or of the kabupaten. One query for an office's emblem."""
    if office is None:
        return KABUPATEN
    return letterhead_of(office, emblem=bool(emblem_of(office)))
