"""A compilation as XLSX: offices and elements, numbers as numbers."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from contentment.compiling import Compiled, OfficeLine
from contentment.presenters import NOT_ENOUGH, NOTHING, span_name
from surveys.elements import ELEMENTS

WIDTHS = {"Kantor": 34, "Keterangan": 24}


def table(found: Compiled, *, made: datetime) -> bytes:
    """The workbook; the same compilation gives the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": made.replace(tzinfo=None), "title": "Kompilasi SKM"})
    heads = [
        *("Kode", "Kantor", "Populasi", "Minimum", "Responden", "IKM", "Bawah 95%", "Atas 95%", "Mutu"),
        *("Peringkat", *(one.name for one in ELEMENTS), "Keterangan"),
    ]
    _sheet(
        book, "Kantor", f"Kompilasi SKM {span_name(found.span)}", heads, [_row(one) for one in found.lines]
    )
    rows: list[list[Any]] = []
    if found.whole is not None:
        rows = [
            [one.name, one.total, float(one.mean), float(one.nik), one.band.letter]
            for one in found.whole.elements
        ]
        rows.append(["IKM kabupaten", found.whole.n, "", float(found.whole.ikm), found.whole.band.letter])
    _sheet(
        book,
        "Kabupaten",
        f"Semua responden, {span_name(found.span)}",
        ["Unsur", "Jumlah nilai / responden", "NRR", "Nilai × 25", "Mutu"],
        rows,
    )
    book.close()
    return out.getvalue()


def _row(one: OfficeLine) -> list[Any]:
    found = one.found if one.enough else None
    n = one.found.n if one.found else 0
    head: list[Any] = [one.code, one.name, one.population, one.needed, n]
    if found is None:
        return [*head, *[""] * (5 + len(ELEMENTS)), NOTHING if one.found is None else NOT_ENOUGH]
    low, high = (
        ("", "") if found.interval is None else (float(found.interval.low), float(found.interval.high))
    )
    by_key = [float(found.element(each.key).nik) for each in ELEMENTS]
    return [*head, float(found.ikm), low, high, found.band.letter, one.rank or "", *by_key, ""]


def _sheet(
    book: xlsxwriter.Workbook, name: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    page = book.add_worksheet(name)
    base: dict[str, Any] = {"font_name": "Arial", "font_size": 10}
    text, figure = book.add_format(base), book.add_format(base | {"num_format": "0.00"})
    head = book.add_format(base | {"bold": True, "bg_color": "#E7EBF0", "border": 1, "text_wrap": True})
    page.write_string(0, 0, title, book.add_format(base | {"bold": True, "font_size": 14}))
    for place, words in enumerate(heads):
        page.write_string(2, place, words, head)
        page.set_column(place, place, WIDTHS.get(words, 13))
    for down, row in enumerate(rows, start=3):
        for place, value in enumerate(row):
            if isinstance(value, float):
                page.write_number(down, place, value, figure)
            elif isinstance(value, int):
                page.write_number(down, place, value, text)
            else:
                page.write_string(down, place, value, text)
    page.freeze_panes(3, 2)
