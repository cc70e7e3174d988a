"""The Buku Register as it leaves the office: one row shape for print and XLSX."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.indonesian import date_words
from documents.sheets import Letterhead, Sheet


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterRow:
    """A line of the Buku Register. The caller decides whether `nik` is masked.

    `number` is empty where something made elsewhere was handed over (KTP-el). `state` as
    `documents.models.EntryState`: a VOID or REPLACED number stays in the book, struck out, with its reason in
    `note`. `basis` holds the supporting letters; `received_by` who took the document away.
    """

    seq: int
    dated: date
    number: str
    name: str
    receipt_number: str = ""
    nik: str = ""
    address: str = ""
    village: str = ""
    service: str = ""
    purpose: str = ""
    basis: str = ""
    signer: str = ""
    received_by: str = ""
    handed_over: date | None = None
    state: Literal["VALID", "VOID", "REPLACED"] = "VALID"
    note: str = ""


# A printed row takes about 0.2 MB while it is laid out; a month of a busy office has some 800.
MOST_ROWS = 1500


class TooManyRows(DomainError):
    """More rows than one print takes; XLSX has no such limit."""


@dataclass(frozen=True, kw_only=True)
class RegisterSheet(Sheet):
    """The register on A4 landscape. `period` and `filters` say what was chosen, `printed` who and when.

    Raises `TooManyRows` above `MOST_ROWS`.
    """

    TEMPLATE: ClassVar[str] = "register"

    letterhead: Letterhead
    title: str = "BUKU REGISTER PELAYANAN"
    period: str
    filters: str = ""
    printed: str = ""
    dated: date
    rows: tuple[RegisterRow, ...]

    def __post_init__(self) -> None:
        if len(self.rows) > MOST_ROWS:
            message = _(
                "Terlalu banyak untuk dicetak: {n} baris, paling banyak {most}. Cetak per bulan, "
                "atau unduh XLSX."
            )
            raise TooManyRows("too_many_rows", format_lazy(message, n=len(self.rows), most=MOST_ROWS))

    def data(self) -> dict[str, Any]:
        """As every sheet, each row boiled down to the cells as printed."""
        plain = super().data()
        plain["rows"] = [{"cells": _cells(row), "state": row.state} for row in self.rows]
        return plain


STATE_WORDS = {"VALID": "", "VOID": "BATAL", "REPLACED": "DIGANTI"}


def remark(row: RegisterRow) -> str:
    """The last column: the state in capitals, then the note."""
    return " – ".join(words for words in (STATE_WORDS[row.state], row.note) if words)


# A line of something made elsewhere: the cell says that no letter number is missing.
NO_NUMBER = "tanpa nomor surat"


def _cells(row: RegisterRow) -> list[str]:
    """The ten printed columns; what belongs together shares a cell, line by line."""
    handed = date_words(row.handed_over) if row.handed_over else ""
    return [
        str(row.seq),
        row.dated.strftime("%d-%m-%Y"),
        _lines(row.number or NO_NUMBER, row.receipt_number),
        _lines(row.name, row.nik),
        _lines(row.address, "" if row.village in row.address else row.village),
        _lines(row.service, row.purpose),
        row.basis,
        row.signer,
        _lines(row.received_by, handed),
        remark(row),
    ]


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
