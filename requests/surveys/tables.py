"""Read the answers of a plain table: comma or semicolon, any order of columns, every bad row named (pure).

One place says what a good row is, for `compute_ikm`. Nothing is guessed: a value is a whole number from 1 to
4, written as one, and a table that looks like a scale of five is refused as such.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.elements import KEYS, VALUES

SEPARATORS = (",", ";")
MOST_CELL = 1000
NUMBERED = "U8 dan U9 tidak dapat ditebak: peraturan dan kuesioner menukar urutan pengaduan dan sarana."


class Unreadable(Exception):
    """No table of answers; the words say why."""


@dataclass(frozen=True)
class BadRow:
    """`line` is that of the file, the header being 1 (a quoted cell may span lines: its last)."""

    line: int
    reason: str


@dataclass(frozen=True)
class Table:
    """`forms` are the good rows; `ignored` the columns that are none of the nine. `suspicion`: why the whole
    table may be of another scale, or empty."""

    forms: tuple[dict[str, int], ...]
    bad: tuple[BadRow, ...]
    ignored: tuple[str, ...]
    suspicion: str


def read_table(content: bytes) -> Table:
    """Read a CSV file (UTF-8, with or without BOM). Raises `Unreadable`."""
    rows = _rows(_text(content))
    header = next(rows, None)
    if header is None:
        raise Unreadable("Berkas kosong. Baris pertama harus berisi nama sembilan unsur.")
    places, ignored = _places([_key(cell) for cell in header[1]])
    forms: list[dict[str, int]] = []
    bad: list[BadRow] = []
    seen: Counter[str] = Counter()
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        form, reasons = _form(cells, places, len(header[1]), seen)
        if reasons:
            bad.append(BadRow(line, "; ".join(reasons)))
        else:
            forms.append(form)
    return Table(tuple(forms), tuple(bad), ignored, _suspicion(seen))


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("Berkas bukan teks UTF-8. Simpan sebagai CSV (UTF-8).") from error
    if "\0" in text:
        raise Unreadable("Berkas bukan teks. Simpan sebagai CSV (UTF-8).")
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    mark = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    begun = False
    try:
        for cells in reader:
            if begun or any(cell.strip() for cell in cells):
                begun = True
                yield reader.line_num, cells
    except csv.Error as error:
        raise Unreadable(f"Baris {reader.line_num} tidak dapat dibaca sebagai CSV.") from error


def _key(cell: str) -> str:
    return cell.strip().lower()


def _places(header: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each of the nine stands, and what else there is."""
    missing = [key for key in KEYS if key not in header]
    if missing:
        told = f"Kolom yang belum ada: {', '.join(missing)}. Baris pertama harus berisi: {', '.join(KEYS)}."
        raise Unreadable(f"{told} {NUMBERED}" if {"u8", "u9"} & set(header) else told)
    twice = [key for key in KEYS if header.count(key) > 1]
    if twice:
        raise Unreadable(f"Kolom ditulis dua kali: {', '.join(twice)}.")
    ignored = tuple(name for name in header if name not in KEYS and name)
    return {key: header.index(key) for key in KEYS}, ignored


def _form(
    cells: list[str], places: dict[str, int], width: int, seen: Counter[str]
) -> tuple[dict[str, int], list[str]]:
    form: dict[str, int] = {}
    if any(cell.strip() for cell in cells[width:]):
        return form, [f"{len(cells)} kolom, padahal judulnya {width}"]
    reasons = []
    for key, at in places.items():
        typed = cells[at].strip() if at < len(cells) else ""
        seen[typed[:MOST_CELL]] += 1
        value = _value(typed)
        if value is None:
            reasons.append(f"{key}: {_why(typed)}")
        else:
            form[key] = value
    return form, reasons


def _value(typed: str) -> int | None:
    return int(typed) if typed in {str(value) for value in VALUES} else None


def _why(typed: str) -> str:
    if not typed:
        return "kosong"
    shown = typed if len(typed) <= 20 else f"{typed[:20]}…"
    if any(mark in typed for mark in ".,") and typed.replace(",", ".").replace(".", "", 1).isdecimal():
        return f"“{shown}” bukan bilangan bulat"
    if typed.lstrip("+-").isdecimal():
        return f"“{shown}” di luar 1 sampai 4"
    return f"“{shown}” bukan angka 1, 2, 3, atau 4"


def _suspicion(seen: Counter[str]) -> str:
    if seen["5"]:
        return (
            f"Nilai 5 ada {seen['5']} kali: kuesioner ini tampaknya memakai skala 1 sampai 5. "
            "SKM memakai skala 1 sampai 4; jawaban skala lain tidak dapat diubah."
        )
    return ""
