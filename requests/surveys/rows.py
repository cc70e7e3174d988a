"""Forms out of a spreadsheet: good rows, and every bad one with its line and reason. No database.

The head may name the nine elements by key, by official name or by the label U1 … U9, in any order; labels
are read in the order that the file says (`form` or `regulation`): both are in use and differ in U8 and U9.
Answers are whole numbers 1–4; a 5 is refused with its row (a scale of 1–5 is no SKM), never scaled.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commons.errors import DomainError
from commons.tables import BadLine, BadTable, Line, read_lines
from commons.typed import read_date
from surveys.answers import EDUCATIONS, OCCUPATIONS, Asked, Filled, named, read
from surveys.choices import Occupation, Slot
from surveys.elements import ELEMENTS, KEYS

MAX_ROWS = 20_000
FORM, REGULATION = "form", "regulation"

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
    """What a file holds. `rows_digest` is the same for the same answers in whatever order or format."""

    good: list[Row] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)
    rows_digest: str = ""


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
    required = (*KEYS, "service", "day", "sex", "education", "occupation")
    for line in read_lines(content, columns=columns(frame.labels), required=required, max_rows=MAX_ROWS):
        row = _row(line, frame)
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


def _row(line: Line, frame: Frame) -> Row | str:
    typed = {key: line[key] for key in (*KEYS, "comment", "age_band")}
    typed |= {
        "service": _service(line["service"], frame.asked),
        "sex": _SEX.get(line["sex"].casefold(), line["sex"]),
        "education": _listed(line["education"], _EDUCATION, EDUCATIONS),
        "occupation": _listed(line["occupation"], {}, OCCUPATIONS),
    }
    if line["occupation"] and typed["occupation"] not in OCCUPATIONS:
        # "LAINNYA (sebutkan)": what is not on the list was named instead.
        typed |= {"occupation": Occupation.LAINNYA.value, "occupation_words": line["occupation"][:40]}
    filled, faults = read(typed, frame.asked)
    day, slot = _day(line["day"], frame, faults), _slot(line["slot"], faults)
    if filled is None or faults or day is None:
        return "; ".join(named(key, fault) for key, fault in faults.items())
    return Row(line=line.number, filled=filled, day=day, slot=slot)


_SEX = {"laki-laki": "L", "laki laki": "L", "pria": "L", "perempuan": "P", "wanita": "P", "l": "L", "p": "P"}
_EDUCATION = {
    "sd/sederajat": "SD",
    "smp/sederajat": "SMP",
    "slta": "SMA",
    "sma/smk": "SMA",
    "smk": "SMA",
    "sma/sederajat": "SMA",
    "d4/s1": "S1",
    "d-iv/s1": "S1",
    "s-1": "S1",
    "s-2": "S2",
    "s-3": "S3",
}


def _listed(text: str, known: Mapping[str, str], values: Collection[str]) -> str:
    word = " ".join(text.split())
    return known.get(word.casefold(), word.upper() if word.upper() in values else word)


def _service(text: str, asked: Asked) -> str:
    """By code or by name, however it is capitalised."""
    word = " ".join(text.split())
    if word in asked.services:
        return word
    by_name = {name.casefold(): code for code, name in asked.services.items()}
    return by_name.get(word.casefold(), word.casefold() if word.casefold() in asked.services else word)


def _day(text: str, frame: Frame, faults: dict[str, Any]) -> date | None:
    if not text:
        faults["day"] = _("belum diisi")
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


def _slot(text: str, faults: dict[str, Any]) -> str:
    """The half of the day, from "08.00-12.00", "09.30", "pagi" or nothing."""
    word = text.strip().casefold()
    if not word:
        return ""
    if word in {"pagi", "siang"}:
        return Slot.MORNING.value if word == "pagi" else Slot.AFTERNOON.value
    hour = word.replace(":", ".").partition(".")[0]
    if not hour.isdecimal() or not 0 <= int(hour) < 24:
        faults["slot"] = _("jam “{text}” tidak dikenal").format(text=text[:20])
        return ""
    return Slot.MORNING.value if int(hour) < 12 else Slot.AFTERNOON.value
