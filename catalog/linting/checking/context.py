"""What the rules know besides the standards: the day, the law register, the region (pure)."""

from dataclasses import dataclass
from datetime import date

from regulations.lawbook import LawBook


@dataclass(frozen=True, slots=True)
class Context:
    """`region`: the kabupaten whose rules hold here. `places`: its offices, ("kecamatan", "Klakah"). `towns`:
    its kecamatan that have a kelurahan, in small letters."""

    today: date
    laws: LawBook
    region: str = "Lumajang"
    places: tuple[tuple[str, str], ...] = ()
    towns: frozenset[str] = frozenset()
