"""*Tabel olah data* as the regulation draws it: form by form, sums, means, weights, index; as live formulas.

Rows are sorted by their answers and bear nothing else, so a row says nothing about who, when, or which
service.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from commons.sheets import FORMULA_STARTS
from satisfaction import presenters
from satisfaction.facts import index_of, tally_of
from surveys.elements import KEYS
from surveys.index import ElementResult, index, rounded

FIRST = 6  # the row of the first form, from 0
WITHHELD = "tidak ditampilkan"
Row = Sequence[int]


@dataclass(frozen=True)
class Figure:
    """A number with its look."""

    value: float
    look: str


Value = Figure | int | str


def table(facts: Mapping[str, Any], forms: Sequence[Row], *, made: datetime) -> bytes:
    """The workbook. `forms`: nine answers each, in the order of `KEYS`; columns stand in the order of the
    publication."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": made.replace(tzinfo=None), "title": "Tabel olah data SKM"})
    looks = _looks(book)
    _answers(book, looks, facts, forms)
    _elements(book, looks, facts)
    _services(book, looks, facts)
    _people(book, looks, facts)
    book.close()
    return out.getvalue()


def _looks(book: xlsxwriter.Workbook) -> dict[str, Any]:
    base: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    head = base | {"bold": True, "bg_color": "#E7EBF0", "border": 1, "text_wrap": True, "align": "center"}
    return {
        "title": book.add_format(base | {"bold": True, "font_size": 14}),
        "text": book.add_format(base),
        "quoted": book.add_format(base | {"quote_prefix": True}),
        "head": book.add_format(head),
        "count": book.add_format(base | {"num_format": "#,##0"}),
        "thousandth": book.add_format(base | {"num_format": "0.000"}),
        "hundredth": book.add_format(base | {"num_format": "0.00"}),
        "share": book.add_format(base | {"num_format": "0.0%"}),
        "whole": book.add_format(base | {"num_format": "0", "border": 1, "align": "center"}),
        "mean": book.add_format(base | {"num_format": "0.000", "border": 1, "align": "center"}),
        "index": book.add_format(
            base | {"num_format": "0.00", "border": 1, "align": "center", "bold": True, "font_size": 12}
        ),
        "label": book.add_format(base | {"bold": True, "border": 1, "text_wrap": True}),
    }


def _top(page: Any, looks: dict[str, Any], facts: Mapping[str, Any], title: str) -> None:
    page.write_string(0, 0, title, looks["title"])
    page.write_string(1, 0, f"Unit pelayanan: {facts['office']['name']}", looks["text"])
    page.write_string(2, 0, f"{facts['period']['name']} ({facts['period']['days']})", looks["text"])


def _answers(
    book: xlsxwriter.Workbook, looks: dict[str, Any], facts: Mapping[str, Any], forms: Sequence[Row]
) -> None:
    page = book.add_worksheet("Olah data")
    _top(
        page, looks, facts, "Pengolahan data Survei Kepuasan Masyarakat per responden dan per unsur pelayanan"
    )
    order = list(facts["label_order"] or KEYS)
    page.write_string(FIRST - 1, 0, "No. resp.", looks["head"])
    for place in range(len(order)):
        page.write_string(FIRST - 1, place + 1, f"U{place + 1}", looks["head"])
    page.set_column(0, 0, 22)
    page.set_column(1, 10, 11)
    at = [KEYS.index(key) for key in order]
    for down, form in enumerate(forms):
        page.write_number(FIRST + down, 0, down + 1, looks["whole"])
        for place, source in enumerate(at, start=1):
            page.write_number(FIRST + down, place, form[source], looks["whole"])
    _sums(page, looks, facts, order, FIRST + len(forms))
    page.freeze_panes(FIRST, 1)


def _sums(page: Any, looks: dict[str, Any], facts: Mapping[str, Any], order: Sequence[str], row: int) -> None:
    """Below the forms: sum, mean and weighted mean by element, the index; each formula with its value."""
    found = index_of(facts)
    page.write_string(row, 0, "Jumlah nilai per unsur", looks["label"])
    page.write_string(row + 1, 0, "NRR per unsur", looks["label"])
    page.write_string(row + 2, 0, "NRR tertimbang per unsur (× 1/9)", looks["label"])
    page.write_string(row + 3, 0, "IKM unit pelayanan (× 25)", looks["label"])
    for place, key in enumerate(order, start=1):
        one = found.element(key)
        cells = xl_range(FIRST, place, row - 1, place)
        total, mean = xl_rowcol_to_cell(row, place), xl_rowcol_to_cell(row + 1, place)
        page.write_formula(row, place, f"=SUM({cells})", looks["whole"], one.total)
        page.write_formula(row + 1, place, f"={total}/COUNT({cells})", looks["mean"], float(one.mean))
        page.write_formula(row + 2, place, f"={mean}/9", looks["mean"], float(one.weighted))
    weighted = xl_range(row + 2, 1, row + 2, len(order))
    page.write_formula(row + 2, 10, f"=SUM({weighted})", looks["mean"], float(found.value))
    value = xl_rowcol_to_cell(row + 2, 10)
    page.write_formula(row + 3, 10, f"=ROUND({value}*25,2)", looks["index"], float(found.ikm))
    page.write_string(row + 4, 0, f"Mutu pelayanan: {found.band.letter} ({found.band.name})", looks["label"])


def _elements(book: xlsxwriter.Workbook, looks: dict[str, Any], facts: Mapping[str, Any]) -> None:
    found = index_of(facts)
    rows: list[list[Value]] = [
        [row.label, row.name, one.total, *_figures(one), row.letter, row.quality]
        for row, one in ((row, found.element(row.key)) for row in presenters.element_rows(facts))
    ]
    heads = ["Unsur", "Nama", "Jumlah nilai", "NRR", "NRR tertimbang", "Nilai × 25", "Mutu", "Kinerja"]
    _listed(book, looks, facts, name="Per unsur", heads=heads, rows=rows)


def _figures(one: ElementResult) -> list[Figure]:
    """Mean, weighted mean and value as the report rounds them; as numbers."""
    return [
        Figure(float(rounded(one.mean, 3)), "thousandth"),
        Figure(float(rounded(one.weighted, 3)), "thousandth"),
        Figure(float(one.nik), "hundredth"),
    ]


def _services(book: xlsxwriter.Workbook, looks: dict[str, Any], facts: Mapping[str, Any]) -> None:
    rows: list[list[Value]] = []
    for one in facts["services"]:
        found = index(tally_of(one["tally"])) if "tally" in one else None
        rows.append(
            [
                one["name"],
                one["population"],
                WITHHELD if one["withheld"] else found.n if found else 0,
                Figure(float(found.ikm), "hundredth") if found else "",
                found.band.letter if found else "",
            ]
        )
    heads = ["Jenis pelayanan", "Populasi", "Responden", "IKM", "Mutu"]
    _listed(book, looks, facts, name="Per pelayanan", heads=heads, rows=rows)


def _people(book: xlsxwriter.Workbook, looks: dict[str, Any], facts: Mapping[str, Any]) -> None:
    rows: list[list[Value]] = []
    for key, name in presenters.QUESTIONS.items():
        for _answer, words, n in facts["people"].get(key, []):
            if n is None:
                rows.append([name, words, WITHHELD, ""])
            elif n:
                rows.append([name, words, n, Figure(n / facts["n"], "share")])
    _listed(book, looks, facts, name="Responden", heads=["", "Jawaban", "Orang", "Bagian"], rows=rows)


def _listed(
    book: xlsxwriter.Workbook,
    looks: dict[str, Any],
    facts: Mapping[str, Any],
    *,
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Value]],
) -> None:
    page = book.add_worksheet(name)
    _top(page, looks, facts, name)
    for place, head in enumerate(heads):
        page.write_string(4, place, head, looks["head"])
        page.set_column(place, place, 40 if head in {"Nama", "Jenis pelayanan"} else 16)
    for down, row in enumerate(rows, start=5):
        for place, value in enumerate(row):
            if isinstance(value, Figure):
                page.write_number(down, place, value.value, looks[value.look])
            elif isinstance(value, int):
                page.write_number(down, place, value, looks["count"])
            else:
                look = "quoted" if value.startswith(FORMULA_STARTS) else "text"
                page.write_string(down, place, value, looks[look])
