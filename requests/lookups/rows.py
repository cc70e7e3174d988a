"""Read a poverty list from XLSX or CSV: plain rows out, every bad line named. No database."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from commons.errors import DomainError
from commons.nik import check_kk, check_nik
from commons.text import BadText, clean_line

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000
HEADERS = {
    "nik": ("nik", "no nik", "nomor nik", "no_nik", "nomor induk kependudukan"),
    "name": ("nama", "nama lengkap", "name"),
    "kk": ("kk", "no kk", "nomor kk", "no_kk", "nomor kartu keluarga"),
    "desil": ("desil", "desil nasional", "kelompok desil"),
}


class BadList(DomainError):
    """The file as a whole cannot be read as a poverty list."""


@dataclass(frozen=True)
class Person:
    """One line of a list. `desil` is 1–10 (1 poorest), or None where the source has none."""

    nik: str
    name: str
    kk: str
    desil: int | None


@dataclass(frozen=True)
class BadLine:
    """A line that was not taken, with its number in the file (the header is line 1)."""

    line: int
    message: str


@dataclass
class ParsedList:
    """What a file holds. A NIK that occurs twice is kept once; the later line is reported."""

    people: list[Person] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


def parse(content: bytes, *, filename: str) -> ParsedList:
    """Read `content`. Raises `BadList`: too large, damaged, empty, or without NIK and name columns."""
    if len(content) > MAX_BYTES:
        raise BadList("list_too_large", _("Berkas lebih dari 20 MB. Bagi menjadi beberapa berkas."))
    rows = _xlsx(content) if content[:4] == b"PK\x03\x04" else _csv(content, filename)
    header = next(rows, None)
    if header is None:
        raise BadList("list_empty", _("Berkas ini kosong."))
    columns = _columns(header)
    return _people(rows, columns)


def _xlsx(content: bytes) -> Iterator[Sequence[str]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    except (CalamineError, IndexError, OSError) as error:
        raise BadList("list_damaged", _("Berkas XLSX ini rusak atau terkunci sandi.")) from error
    if sheet.total_height > MAX_ROWS:
        raise BadList("list_too_long", _("Berkas ini lebih dari 200.000 baris."))
    return ([_cell(value) for value in row] for row in sheet.iter_rows())


def _cell(value: object) -> str:
    # A NIK typed as a number comes back as a float; beyond 2**53 its last digits would be invented.
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)


def _csv(content: bytes, filename: str) -> Iterator[Sequence[str]]:
    if b"\0" in content[:4096]:
        raise BadList("list_type", _("Berkas ini bukan XLSX atau CSV."), filename=filename)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    return iter(csv.reader(io.StringIO(text), delimiter=delimiter))


def _columns(header: Sequence[str]) -> dict[str, int]:
    names = [" ".join(cell.lower().replace(".", " ").split()) for cell in header]
    found = {
        key: index for key, aliases in HEADERS.items() for index, name in enumerate(names) if name in aliases
    }
    if "nik" not in found or "name" not in found:
        raise BadList(
            "list_header", _("Baris pertama harus memuat judul kolom NIK dan NAMA (boleh juga KK dan DESIL).")
        )
    return found


def _people(rows: Iterator[Sequence[str]], columns: dict[str, int]) -> ParsedList:
    parsed, seen = ParsedList(), set[str]()
    for line, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if line > MAX_ROWS + 1:
            raise BadList("list_too_long", _("Berkas ini lebih dari 200.000 baris."))
        person = _person(row, columns)
        if isinstance(person, str):
            parsed.bad.append(BadLine(line, person))
        elif person.nik in seen:
            parsed.bad.append(BadLine(line, str(_("NIK ini sudah ada di baris sebelumnya."))))
        else:
            seen.add(person.nik)
            parsed.people.append(person)
    return parsed


def _person(row: Sequence[str], columns: dict[str, int]) -> Person | str:
    def cell(key: str) -> str:
        index = columns.get(key)
        return row[index].strip() if index is not None and index < len(row) else ""

    nik, kk = cell("nik").strip("'"), cell("kk").strip("'")
    findings = check_nik(nik).errors or (check_kk(kk).errors if kk else ())
    if findings:
        return str(findings[0].message)
    try:
        name = clean_line(cell("name"), max_length=120)
    except BadText as error:
        return str(error)
    if not name:
        return str(_("Nama kosong."))
    desil = cell("desil")
    if desil and (not desil.isdigit() or not 1 <= int(desil) <= 10):
        return str(_("Desil harus angka 1 sampai 10."))
    return Person(nik, name, kk, int(desil) if desil else None)
