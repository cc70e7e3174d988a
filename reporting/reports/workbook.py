"""Tables as an XLSX workbook: a sheet for each, frozen head, number formats. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from commons.sheets import FORMULA_STARTS

FORMATS = {"percent": "0.0%", "count": "#,##0", "decimal": "#,##0.0", "day": "dd-mm-yyyy"}
LONGEST_CELL = 32_767


@dataclass(frozen=True)
class Column:
    """A column: head, width in characters, and how its numbers look (a key of `FORMATS`, or text)."""

    head: str
    width: int = 14
    look: str = "text"


@dataclass(frozen=True)
class Looked:
    """A cell that looks other than its column: a table whose rows are in different units."""

    value: Any
    look: str


@dataclass(frozen=True)
class Sheet:
    """A table with its title. A cell of None stays empty: there is no figure, which is not 0."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]


def write(sheets: Sequence[Sheet], *, lead: Sequence[str], made: datetime) -> bytes:
    """The workbook; `lead` lines (period, as-of time, edition) stand on every sheet. The same tables give the
    same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": made.replace(tzinfo=None), "title": sheets[0].title})
    looks = _looks(book)
    for sheet in sheets:
        _write(book, looks, sheet, lead)
    book.close()
    return out.getvalue()


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    base: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    found = {look: book.add_format(base | {"num_format": shape}) for look, shape in FORMATS.items()}
    found["text"] = book.add_format(base | {"text_wrap": True})
    found["quoted"] = book.add_format(base | {"text_wrap": True, "quote_prefix": True})
    found["title"] = book.add_format(base | {"bold": True, "font_size": 14})
    found["lead"] = book.add_format(base)
    found["head"] = book.add_format(
        base | {"bold": True, "bg_color": "#E7EBF0", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    return found


def _write(book: xlsxwriter.Workbook, looks: dict[str, Format], sheet: Sheet, lead: Sequence[str]) -> None:
    page = book.add_worksheet(sheet.name)
    page.write_string(0, 0, sheet.title, looks["title"])
    for place, line in enumerate(lead, start=1):
        page.write_string(place, 0, line, looks["lead"])
    head = len(lead) + 2
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(head, place, column.head, looks["head"])
    for down, row in enumerate(sheet.rows, start=head + 1):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _cell(page, looks, (down, place), column.look, value)
    page.freeze_panes(head + 1, 1)
    if sheet.rows:
        page.autofilter(head, 0, head + len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.set_footer("&L&A&RHal &P dari &N")


def _cell(page: Any, looks: dict[str, Format], at: tuple[int, int], look: str, value: Any) -> None:
    if isinstance(value, Looked):
        look, value = value.look, value.value
    if value is None:
        return
    if isinstance(value, date):
        page.write_datetime(*at, datetime.combine(value, time()), looks["day"])
    elif isinstance(value, int | float) and look != "text":
        page.write_number(*at, value, looks[look])
    else:
        words = str(value)[:LONGEST_CELL]
        page.write_string(*at, words, looks["quoted" if words.startswith(FORMULA_STARTS) else "text"])
