"""Read a poverty list from XLSX or CSV: plain rows out, every bad line named. No database."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from commons.nik import check_kk, check_nik
from commons.tables import LOST_DIGITS, BadLine, Line, read_lines
from commons.text import BadText, clean_line

MAX_ROWS = 200_000
COLUMNS = {
    "nik": ("nik", "no nik", "nomor nik", "nomor induk kependudukan"),
    "name": ("nama", "nama lengkap", "name"),
    "kk": ("kk", "no kk", "nomor kk", "nomor kartu keluarga"),
    "desil": ("desil", "desil nasional", "kelompok desil"),
}


@dataclass(frozen=True)
class Person:
    """One line of a list. `desil` is 1–10 (1 poorest), or None where the source has none."""

    nik: str
    name: str
    kk: str
    desil: int | None


@dataclass
class ParsedList:
    """What a file holds. A NIK that occurs twice is kept once; the later line is reported."""

    people: list[Person] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


def parse(content: bytes) -> ParsedList:
    """Read `content`. Raises `BadTable`: too large, damaged, or without NIK and name columns."""
    parsed, seen = ParsedList(), set[str]()
    for line in read_lines(content, columns=COLUMNS, required=("nik", "name"), max_rows=MAX_ROWS):
        person = _person(line)
        if isinstance(person, str):
            parsed.bad.append(BadLine(line.number, person))
        elif person.nik in seen:
            parsed.bad.append(BadLine(line.number, str(_("NIK ini sudah ada di baris sebelumnya."))))
        else:
            seen.add(person.nik)
            parsed.people.append(person)
    return parsed


def _person(line: Line) -> Person | str:
    nik, kk, desil = line["nik"].strip("'"), line["kk"].strip("'"), line["desil"]
    if LOST_DIGITS in nik + kk:
        return str(
            _("NIK/KK tersimpan sebagai angka sehingga digit terakhirnya hilang. Jadikan kolomnya teks.")
        )
    checked, family = check_nik(nik), check_kk(kk) if kk else None
    if findings := checked.errors or (family.errors if family else ()):
        return str(findings[0].message)
    try:
        name = clean_line(line["name"], max_length=120)
    except BadText as error:
        return str(error)
    if not name:
        return str(_("Nama kosong."))
    if desil and (not desil.isdecimal() or not 1 <= int(desil) <= 10):
        return str(_("Desil harus angka 1 sampai 10."))
    return Person(checked.value, name, family.value if family else "", int(desil) if desil else None)
