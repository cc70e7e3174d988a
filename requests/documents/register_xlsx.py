"""The Buku Register as XLSX, row by row: the memory used does not grow with the book."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from commons.sheets import FORMULA_STARTS
from documents.registers import RegisterRow, remark

# Excel's sheet ends at 1,048,576 rows and a cell at 32,767 characters; a book that is longer goes on.
ROWS_PER_SHEET = 1_000_000
LONGEST_CELL = 32_767


class Column(NamedTuple):
    """A column: head, width in characters, and the row's field (`remark` is made of two)."""

    head: str
    width: int
    field: str


COLUMNS = (
    Column("No. urut", 8, "seq"),
    Column("Tanggal", 12, "dated"),
    Column("Nomor surat", 28, "number"),
    Column("Nomor berkas", 18, "receipt_number"),
    Column("Nama", 30, "name"),
    Column("NIK", 19, "nik"),
    Column("Alamat", 40, "address"),
    Column("Desa/kelurahan", 20, "village"),
    Column("Layanan", 30, "service"),
    Column("Keperluan", 36, "purpose"),
    Column("Dasar", 40, "basis"),
    Column("Penanda tangan", 30, "signer"),
    Column("Penerima", 26, "received_by"),
    Column("Diserahkan", 12, "handed_over"),
    Column("Keterangan", 36, "remark"),
)


class _Styles:
    """The formats of one workbook, plain and struck out (for numbers that no longer hold)."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        struck = base | {"font_strikeout": True, "font_color": "#9C1C1C"}
        self.title = book.add_format(base | {"bold": True, "font_size": 14})
        self.lead = book.add_format(base)
        self.head = book.add_format(
            base | {"bold": True, "bg_color": "#E7EBF0", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self.remark = book.add_format(base | {"bold": True, "font_color": "#9C1C1C"})
        self._text = self._pair(book, base, struck, {})
        self._quoted = self._pair(book, base, struck, {"quote_prefix": True})
        self._day = self._pair(book, base, struck, {"num_format": "dd-mm-yyyy", "align": "left"})
        self._number = self._pair(book, base, struck, {"num_format": "0", "align": "left"})

    @staticmethod
    def _pair(
        book: xlsxwriter.Workbook, base: dict[str, Any], struck: dict[str, Any], more: dict[str, Any]
    ) -> tuple[Format, Format]:
        return book.add_format(base | more), book.add_format(struck | more)

    def text(self, value: str, *, struck: bool) -> Format:
        """What looks like a formula is marked as text, so that it stays text when the cell is edited."""
        return (self._quoted if value.startswith(FORMULA_STARTS) else self._text)[struck]

    def day(self, *, struck: bool) -> Format:
        return self._day[struck]

    def number(self, *, struck: bool) -> Format:
        return self._number[struck]


def write_blank(out: BinaryIO) -> None:
    """Write the heads alone to `out` as XLSX, to fill in from a paper book and bring to `documents.paper`.

    Every cell below them is text: what is typed stays as it was typed, a NIK keeps all its digits.
    """
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    head, text = _Styles(book).head, book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("Register")
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, text)
        sheet.write_string(0, at, column.head, head)
    sheet.freeze_panes(1, 0)
    book.close()


def write_register(
    rows: Iterable[RegisterRow], out: BinaryIO, *, title: str, lead: tuple[str, ...] = ()
) -> int:
    """Write `rows` to `out` as XLSX and return how many there were.

    `title` and the `lead` lines (office, period, who made it) stand above the frozen, filtered head. Every
    text is written as text, whatever it starts with. Rows are taken one at a time.
    """
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "default_date_format": "dd-mm-yyyy"})
    styles = _Styles(book)
    count, stream = 0, iter(rows)
    # The first sheet is made even of an empty book.
    first = list(islice(stream, 1))
    while first or count == 0:
        part = chain(first, islice(stream, ROWS_PER_SHEET - len(first)))
        count += _write_sheet(book, styles, part, title=title, lead=lead)
        first = list(islice(stream, 1))
        if not first:
            break
    book.close()
    return count


def _write_sheet(
    book: xlsxwriter.Workbook,
    styles: _Styles,
    rows: Iterator[RegisterRow],
    *,
    title: str,
    lead: tuple[str, ...],
) -> int:
    sheet = book.add_worksheet(f"Register {len(book.worksheets()) + 1}")
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, column.width)
    head = _write_head(sheet, styles, title=title, lead=lead)
    count = 0
    for row in rows:
        count += 1
        _write_row(sheet, styles, head + count, row)
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, head + count, len(COLUMNS) - 1)
    _set_print(sheet, head)
    return count


def _write_head(sheet: Worksheet, styles: _Styles, *, title: str, lead: tuple[str, ...]) -> int:
    """Title, lead lines and column heads; returns the row of the heads."""
    sheet.write_string(0, 0, title, styles.title)
    for index, line in enumerate(lead, start=1):
        sheet.write_string(index, 0, line, styles.lead)
    head = len(lead) + 2
    for index, column in enumerate(COLUMNS):
        sheet.write_string(head, index, column.head, styles.head)
    return head


def _write_row(sheet: Worksheet, styles: _Styles, at: int, row: RegisterRow) -> None:
    struck = row.state != "VALID"
    for index, column in enumerate(COLUMNS):
        if column.field == "remark":
            words = remark(row)
            sheet.write_string(
                at, index, _cut(words), styles.remark if struck else styles.text(words, struck=False)
            )
            continue
        _write_cell(sheet, styles, (at, index), getattr(row, column.field), struck=struck)


def _write_cell(
    sheet: Worksheet, styles: _Styles, at: tuple[int, int], value: str | int | date | None, *, struck: bool
) -> None:
    if isinstance(value, date):
        # The writer takes a date with a time; Excel knows no other.
        sheet.write_datetime(*at, datetime.combine(value, time()), styles.day(struck=struck))
    elif isinstance(value, int):
        sheet.write_number(*at, value, styles.number(struck=struck))
    elif value:
        sheet.write_string(*at, _cut(value), styles.text(value, struck=struck))


def _cut(text: str) -> str:
    """At most what a cell holds, and a sign that something is missing."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _set_print(sheet: Worksheet, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer("&L&A&RHalaman &P dari &N")
