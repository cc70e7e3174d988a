"""The Buku Pengaduan as it leaves the office: printed and as XLSX, with the column *tindak lanjut*.

One row shape for both, made here: no reporter of an anonymous complaint, and of a confidential one neither
words nor reporter nor what was done.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar

import xlsxwriter

from commons.clock import wib
from commons.errors import DomainError
from commons.sheets import FORMULA_STARTS
from complaints import queries
from complaints.models import Channel, Complaint, Kind, State
from documents.letterheads import letterhead_of
from documents.sheets import Letterhead, Sheet, print_sheet
from documents.standard_print import printable_words
from offices.models import Office

MOST_ROWS = 1000
HIDDEN = "(rahasia)"
HEADS = (
    ("No.", 10),
    ("Tanggal, jam", 16),
    ("Kanal", 16),
    ("Jenis", 18),
    ("Pelapor", 24),
    ("Uraian", 60),
    ("Layanan", 28),
    ("Seksi", 24),
    ("Tenggat", 12),
    ("Tindak lanjut", 60),
    ("Selesai", 12),
    ("Keadaan", 22),
)


class TooManyRows(DomainError):
    """More rows than one print takes; XLSX has no such limit."""


@dataclass(frozen=True)
class BookRow:
    """A line, in the order of `HEADS`."""

    number: str
    received: str
    channel: str
    kind: str
    reporter: str
    text: str
    service: str
    section: str
    due: str
    done: str
    ended: str
    state: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As they are printed."""
        return tuple(asdict(self).values())


def rows(found: Sequence[Complaint]) -> list[BookRow]:
    """The lines of these complaints, oldest first."""
    done = queries.done_of(found)
    return [
        _row(each, done.get(each.id, "")) for each in sorted(found, key=lambda c: (c.book, c.year, c.seq))
    ]


def _row(one: Complaint, done: str) -> BookRow:
    ended = one.closed_at or one.answered_at
    return BookRow(
        number=one.number,
        received=f"{wib(one.received_at):%d-%m-%Y %H.%M}",
        channel=str(Channel(one.channel).label),
        kind=str(Kind(one.kind).label),
        reporter=_reporter(one),
        text=HIDDEN if one.confidential else one.words,
        service=one.service_name,
        section=one.section,
        due=f"{one.due_on:%d-%m-%Y}",
        done=HIDDEN if one.confidential and done else done,
        ended=f"{wib(ended):%d-%m-%Y}" if ended else "",
        state=str(State(one.state).label),
    )


def _reporter(one: Complaint) -> str:
    if one.anonymous:
        return "(anonim)"
    return HIDDEN if one.confidential else one.name or ""


@dataclass(frozen=True, kw_only=True)
class BookSheet(Sheet):
    """The book on A4 landscape. `period` and `printed` say what was chosen, when and by whom."""

    TEMPLATE: ClassVar[str] = "complaint_book"

    letterhead: Letterhead
    title: str = "BUKU PENGADUAN"
    dated: date
    period: str
    printed: str
    heads: tuple[str, ...] = tuple(name for name, _width in HEADS)
    rows: tuple[tuple[str, ...], ...]


def pdf_of(office: Office, found: Sequence[BookRow], *, period: str, printed: str, dated: date) -> bytes:
    """The book as PDF. Raises `TooManyRows`."""
    if len(found) > MOST_ROWS:
        raise TooManyRows(
            "too_many", "Terlalu banyak baris untuk dicetak. Persempit tanggalnya, atau pakai XLSX."
        )
    cells = tuple(tuple(printable_words(cell) for cell in row.cells) for row in found)
    sheet = BookSheet(
        letterhead=letterhead_of(office), dated=dated, period=period, printed=printed, rows=cells
    )
    return print_sheet(sheet)


def xlsx_of(found: Iterable[BookRow], *, title: str) -> bytes:
    """The book as a workbook; what looks like a formula stays text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as work:
        page = work.add_worksheet("Buku Pengaduan")
        bold, plain = work.add_format({"bold": True}), work.add_format({"text_wrap": True, "valign": "top"})
        quoted = work.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        page.write_string(0, 0, title, bold)
        for column, (name, width) in enumerate(HEADS):
            page.write_string(2, column, name, bold)
            page.set_column(column, column, width)
        for line, row in enumerate(found, start=3):
            for column, cell in enumerate(row.cells):
                page.write_string(line, column, cell, quoted if cell.startswith(FORMULA_STARTS) else plain)
        page.freeze_panes(3, 1)
    return out.getvalue()
