"""What the rules know besides the standards: the day, the law register, the region (pure)."""

from dataclasses import dataclass
from datetime import date

from regulations.lawbook import LawBook


@dataclass(frozen=True, slots=True)
class Context:
    """`region` is the kabupaten whose regional rules hold here."""

    today: date
    laws: LawBook
    region: str = "Lumajang"
