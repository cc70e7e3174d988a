"""Forms out of a spreadsheet: good rows, and every bad one with its line and reason. No database.

The head may name the nine elements by key, by official name or by the label U1 … U9, in any order; labels
are read in the order that the file says (`form` or `regulation`): both are in use and differ in U8 and U9.
Answers are whole numbers 1–4; a 5 is refused with its row (a scale of 1–5 is no SKM), never scaled.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.errors import DomainError
from commons.tables import BadLine, BadTable, Line, read_lines
from commons.typed import read_date
from surveys import spellings
from surveys.answers import OCCUPATIONS, Asked, Filled, named, read
from surveys.choices import Occupation
from surveys.elements import ELEMENTS, KEYS

MAX_ROWS = 20_000
SCALE_OF_FIVE_SHARE = 10
FORM, REGULATION = "form", "regulation"
_EMPTY = gettext_lazy("belum diisi")

_PERSON: Mapping[str, tuple[str, ...]] = {
    "service": ("layanan", "jenis layanan", "jenis layanan yang diterima", "service"),
    "day": ("tanggal", "tanggal survei", "tgl", "tgl survei"),
    "slot": ("jam", "jam survei", "waktu survei"),
    "sex": ("jenis kelamin", "jk", "l/p", "kelamin"),
    "age_band": ("usia", "umur"),
    "education": ("pendidikan", "pendidikan terakhir"),
    "occupation": ("pekerjaan", "pekerjaan utama"),
    "comment": ("saran", "saran/masukan", "kritik dan saran", "masukan"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A good row: its line in the file, the form, its day and half-day ("" where the file has none)."""

    line: int
    filled: Filled
    day: date
    slot: str


@dataclass
class Parsed:
    """What a file holds. `rows_digest` is the same for the same answers in whatever order or format. `fives`:
    rows with a 5 among their answers."""

    good: list[Row] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)
    fives: int = 0
    rows_digest: str = ""

    @property
    def of_five(self) -> bool:
        """Whether the whole file seems to be of a scale of five, rows without a 5 too: where people may give
        one, more than every tenth form has it; fewer are slips of the pen, each refused with its row."""
        return self.fives > 1 and self.fives * SCALE_OF_FIVE_SHARE > len(self.good) + len(self.bad)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every row must fit: the period's days and questions, and what stands in for a missing column."""

    asked: Asked
    first: date
    last: date
    labels: str = FORM


def columns(labels: str) -> dict[str, tuple[str, ...]]:
    """The heads a column may bear, by key."""
    elements = {}
    for one in ELEMENTS:
        place = one.form if labels == FORM else one.regulation
        elements[one.key] = (one.key, one.name.lower(), f"u{place}", f"unsur {place}")
    return {**elements, **_PERSON}


def parse(content: bytes, frame: Frame) -> Parsed:
    """Read a CSV (comma, semicolon or tab, with or without BOM) or XLSX. Raises `BadTable` for a file that is
    no such table as a whole; a bad row is only listed."""
    parsed = Parsed()
    listed = spellings.allowed(frame.asked)
    required = (*KEYS, "service", "day", "sex", "education", "occupation")
    for line in read_lines(content, columns=columns(frame.labels), required=required, max_rows=MAX_ROWS):
        row = _row(line, frame, listed)
        parsed.fives += any(line[key] == "5" for key in KEYS)
        if isinstance(row, str):
            parsed.bad.append(BadLine(line.number, row))
        else:
            parsed.good.append(row)
    if not parsed.good and not parsed.bad:
        raise BadTable("table_empty", _("Tidak ada satu baris pun di bawah judul kolom."))
    parsed.rows_digest = digest_of(parsed.good)
    return parsed


def digest_of(rows: list[Row]) -> str:
    """A hash of the answers themselves: the same whatever the order of rows or columns."""
    counted = Counter(repr((each.filled, each.day, each.slot)) for each in rows)
    whole = "\n".join(f"{n} {text}" for text, n in sorted(counted.items()))
    return hashlib.sha256(whole.encode()).hexdigest()


def _row(line: Line, frame: Frame, listed: Mapping[str, Sequence[str]]) -> Row | str:
    typed = {key: line[key] for key in (*KEYS, "comment")}
    typed |= {
        "service": spellings.service(line["service"], frame.asked),
        "sex": spellings.sex(line["sex"]),
        "age_band": spellings.age_band(line["age_band"]),
        "education": spellings.education(line["education"]),
        "occupation": spellings.occupation(line["occupation"]),
    }
    if line["occupation"] and typed["occupation"] not in OCCUPATIONS:
        # "LAINNYA (sebutkan)": what is not on the list was named instead.
        typed |= {"occupation": Occupation.LAINNYA.value, "occupation_words": line["occupation"][:40]}
    filled, faults = read(typed, frame.asked)
    day, slot = _day(line["day"], frame, faults), spellings.slot(line["slot"])
    if slot is None:
        faults["slot"] = ""
    if filled is None or faults or day is None or slot is None:
        return "; ".join(named(key, fault) for key, fault in _told(line, listed, faults).items())
    return Row(line=line.number, filled=filled, day=day, slot=slot)


def _told(line: Line, listed: Mapping[str, Sequence[str]], faults: Mapping[str, Any]) -> dict[str, Any]:
    """The faults; a cell that takes listed values alone says which."""
    return {
        key: spellings.told(_EMPTY, line[key], listed[key]) if key in listed else fault
        for key, fault in faults.items()
    }


def _day(text: str, frame: Frame, faults: dict[str, Any]) -> date | None:
    if not text:
        faults["day"] = _EMPTY
        return None
    try:
        day = read_date(text)
    except DomainError as refusal:
        faults["day"] = refusal.message
        return None
    if not frame.first <= day <= frame.last:
        faults["day"] = _("tanggal {day} di luar periode").format(day=f"{day:%d-%m-%Y}")
        return None
    return day
