"""Rows out of an uploaded XLSX or CSV file: told apart by content, limited in size, every cell as text."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zipfile import BadZipFile, ZipFile

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from commons.errors import DomainError

MAX_BYTES = 20 * 1024 * 1024
UNPACKED = 400 * 1024 * 1024
HEAD_WITHIN = 10
# Excel keeps 15 digits of a number: the sixteenth of a NIK typed as a number is a zero nobody typed.
LOST_DIGITS = "(digit terakhir hilang)"
_EXACT = 2**53
_ZIP = b"PK\x03\x04"
# Bytes that no text has: all below the space but those that space lines and pages, and the old end of a file.
_NO_TEXT = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a")


class BadTable(DomainError):
    """The file as a whole cannot be read as a table."""


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be taken, with its number in the file as a spreadsheet shows it."""

    line: int
    message: str


@dataclass(frozen=True)
class Line:
    """A line by column key; a column the file does not have is ""."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


def read_lines(
    content: bytes, *, columns: Mapping[str, Sequence[str]], required: Sequence[str], max_rows: int
) -> Iterator[Line]:
    """The lines under the head, empty ones left out. `columns` maps a key to the heads it may bear.

    The head is the first of the first ten rows that has all `required` columns. Raises `BadTable`: too large,
    damaged, not a table, without head, more than `max_rows` lines.
    """
    rows = enumerate(_rows(content), start=1)
    head = _head(rows, columns, required)
    count = 0
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        count += 1
        if count > max_rows:
            message = _("Berkas ini lebih dari {n} baris. Bagi menjadi beberapa berkas.")
            raise BadTable("table_too_long", format_lazy(message, n=f"{max_rows:,}".replace(",", ".")))
        yield Line(number, {key: row[at].strip() if at < len(row) else "" for key, at in head.items()})


def check_kind(content: bytes, name: str) -> None:
    """Raises `BadTable` for a file that is called XLSX and is none."""
    if name.casefold().endswith(".xlsx") and content.strip() and content[:4] != _ZIP:
        message = _(
            "Berkas ini bukan berkas XLSX walau namanya berakhiran .xlsx. Simpan lagi sebagai XLSX atau CSV "
            "dari aplikasi lembar kerja, lalu unggah."
        )
        raise BadTable("table_type", message)


def _rows(content: bytes) -> Iterator[Sequence[str]]:
    if len(content) > MAX_BYTES:
        raise BadTable("table_too_large", _("Berkas lebih dari 20 MB. Bagi menjadi beberapa berkas."))
    if not content.strip():
        raise BadTable("table_empty", _("Berkas ini kosong."))
    return _xlsx(content) if content[:4] == _ZIP else _csv(content)


def _xlsx(content: bytes) -> Iterator[Sequence[str]]:
    damaged = BadTable("table_damaged", _("Berkas XLSX ini rusak atau terkunci sandi."))
    try:
        # What unpacks to gigabytes is refused before anybody unpacks it.
        unpacked = sum(item.file_size for item in ZipFile(io.BytesIO(content)).infolist())
        if unpacked > UNPACKED:
            raise BadTable("table_too_large", _("Isi berkas XLSX ini terlalu besar."))
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    except (BadZipFile, CalamineError, IndexError, OSError, ValueError) as error:
        raise damaged from error
    return ([_cell(value) for value in row] for row in sheet.iter_rows())


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        if abs(value) >= _EXACT or (abs(value) >= 10**15 and int(value) % 10 == 0):
            return f"{int(value)} {LOST_DIGITS}"
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _csv(content: bytes) -> Iterator[Sequence[str]]:
    if content.lstrip()[:5] == b"%PDF-" or _NO_TEXT & set(content[:4096]):
        raise BadTable("table_type", _("Berkas ini bukan XLSX atau CSV."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.lstrip().split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count))
    return _unbroken(reader)


def _unbroken(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise BadTable("table_type", _("Berkas ini bukan XLSX atau CSV.")) from error


def _head(
    rows: Iterator[tuple[int, Sequence[str]]], columns: Mapping[str, Sequence[str]], required: Sequence[str]
) -> dict[str, int]:
    for number, row in rows:
        found = _columns(row, columns)
        if all(key in found for key in required):
            return found
        if number >= HEAD_WITHIN:
            break
    names = ", ".join(columns[key][0].upper() for key in required)
    message = _("Judul kolom tidak ditemukan. Berkas harus memuat kolom {names}.")
    raise BadTable("table_head", format_lazy(message, names=names))


def _columns(row: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    names = [" ".join(cell.lower().replace(".", " ").replace("_", " ").split()) for cell in row]
    found: dict[str, int] = {}
    for key, heads in columns.items():
        for index, name in enumerate(names):
            if name in heads:
                found.setdefault(key, index)
    return found
