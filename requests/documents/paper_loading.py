"""Bring a paper Buku Register in: all of it or nothing, and never over a number that is in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import WIB, wib
from commons.crypto import blind_index, current_key
from commons.errors import DomainError
from commons.ids import new_id
from commons.tables import BadLine
from commons.text import search_key
from documents.models import BookKind, BookYear, EntrySource, RegisterEntry
from documents.operations import hold_book
from documents.paper import PaperBook, PaperLine
from documents.patterns import Coming, held
from documents.queries import Place, book, letter_rules, taken
from trail import operations as trail

BATCH = 1_000


class BookRefused(DomainError):
    """The book is not loaded; `context["bad"]` lists every line that stands in the way."""


@dataclass(frozen=True)
class Loaded:
    """How many lines of which years were loaded."""

    rows: int
    years: tuple[int, ...]


def conflicts(book: PaperBook, *, today: date) -> list[BadLine]:
    """Every line that cannot be loaded into this office's book, as things stand."""
    kept = {row.year: row for row in BookYear.objects.filter(kind=BookKind.REGISTER)}
    return sorted([*book.bad, *_conflicts(book.lines, kept, today)], key=lambda bad: bad.line)


@transaction.atomic
def load(*, actor: Actor, book: PaperBook, services: Mapping[str, str], now: datetime) -> Loaded:
    """Load a paper book as closed lines; `services` maps a service's name in lower case to its code.

    A book that no number was taken from yet begins after the highest loaded number of its year. Raises
    `BookRefused` and loads nothing: `book_empty`, `book_lines`.
    """
    if not book.lines and not book.bad:
        raise BookRefused("book_empty", _("Tidak ada baris yang dapat dimuat."), bad=[])
    today = wib(now).date()
    hold_book(BookKind.LETTER, today.year)  # no letter is numbered meanwhile; first, as an action does
    kept = {
        year: hold_book(BookKind.REGISTER, year) for year in sorted({line.dated.year for line in book.lines})
    }
    bad = sorted([*book.bad, *_conflicts(book.lines, kept, today)], key=lambda each: each.line)
    if bad:
        message = _("{n} baris belum dapat dimuat; tidak ada yang disimpan. Betulkan lalu unggah lagi.")
        raise BookRefused("book_lines", format_lazy(message, n=len(bad)), bad=bad)
    RegisterEntry.objects.bulk_create((_entry(line, services) for line in book.lines), batch_size=BATCH)
    for year, row in kept.items():
        _begin(row, max(line.seq for line in book.lines if line.dated.year == year))
    loaded = Loaded(len(book.lines), tuple(kept))
    data: dict[str, Any] = {"rows": loaded.rows, "years": list(loaded.years)}
    trail.record(action="register.paper_loaded", actor=actor, data=data, now=now)
    return loaded


def _begin(row: BookYear, highest: int) -> None:
    if row.last == row.begun_after and highest > row.begun_after:
        row.begun_after = row.last = highest
        row.save(update_fields=["begun_after", "last"])


def _conflicts(lines: Sequence[PaperLine], kept: Mapping[int, BookYear], today: date) -> list[BadLine]:
    there, used = taken(
        (Place(line.dated.year, line.seq) for line in lines),
        (line.texts["number"] for line in lines if line.texts["number"]),
    )
    coming = _coming(today.year)
    return [
        BadLine(line.line, str(why))
        for line in lines
        if (why := _conflict(line, kept.get(line.dated.year), there, used) or _given_later(line, coming))
    ]


def _coming(year: int) -> Coming:
    """The numbers that this year's letter book will still write: a number on paper may be none of them, in
    whatever form it is written. Books of earlier years write none."""
    letters = book(BookKind.LETTER, year)
    return Coming(held(letters.pattern, letter_rules()), year=year, after=letters.last)


def _given_later(line: PaperLine, coming: Coming) -> object:
    number = line.texts["number"]
    if not coming.has(number):
        return ""
    message = _(
        "Nomor surat {number} masih akan dikeluarkan Loket. Isi dulu nomor terakhir buku “Nomor surat” di "
        "halaman Buku dan nomor, atau pakai pola nomor lain, lalu muat lagi."
    )
    return format_lazy(message, number=number)


def _conflict(line: PaperLine, book: BookYear | None, there: set[Place], used: set[str]) -> object:
    if Place(line.dated.year, line.seq) in there:
        message = _("Nomor urut {seq} tahun {year} sudah ada di Buku Register.")
        return format_lazy(message, seq=line.seq, year=line.dated.year)
    if line.texts["number"] in used:
        return format_lazy(_("Nomor surat {number} sudah ada di Buku Register."), number=line.texts["number"])
    if book is not None and book.last != book.begun_after and line.seq > book.begun_after:
        message = _(
            "Buku {year} di Loket dimulai sesudah nomor {n}; nomor urut {seq} bukan lagi nomor kertas."
        )
        return format_lazy(message, year=book.year, n=book.begun_after, seq=line.seq)
    return ""


def _entry(line: PaperLine, services: Mapping[str, str]) -> RegisterEntry:
    texts = line.texts
    handed = datetime.combine(line.handed_over, time(), WIB) if line.handed_over else None
    return RegisterEntry(
        id=new_id(),
        year=line.dated.year,
        seq=line.seq,
        date=line.dated,
        number=texts["number"],
        receipt_number=texts["receipt_number"],
        service_code=services.get(texts["service"].casefold(), ""),
        service_name=texts["service"],
        name=texts["name"],
        search_name=search_key(texts["name"])[:120],
        nik=line.nik or None,
        nik_index=blind_index(current_key(), line.nik, kind="nik") if line.nik else "",
        address=texts["address"],
        village=texts["village"],
        purpose=texts["purpose"],
        basis=texts["basis"],
        signer_name=texts["signer"],
        receiver=texts["receiver"],
        handed_over_at=handed,
        state=line.state,
        note=texts["note"],
        source=EntrySource.PAPER,
    )
