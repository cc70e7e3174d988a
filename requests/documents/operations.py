"""Numbers, letters and the Buku Register: writes. Callers hold the transaction of the fact itself."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons import together
from commons.errors import DomainError
from commons.ids import new_id, public_code
from commons.stored import stored
from commons.text import clean_line, search_key
from documents import patterns, queries
from documents.models import (
    LIVE_LETTERS,
    WET,
    BookKind,
    BookYear,
    EntrySource,
    EntryState,
    Letter,
    LetterKind,
    RegisterEntry,
)
from lettercheck import operations as lettercheck
from lettercheck.models import LetterState
from trail import operations as trail

# What a signature writes into a letter's row.
SIGNED = ("state", "sheet", "pdf", "sha256", "signed_at", "signer_id", "signer_name", "signer_title", "how")
LONGEST_SIGNER = 240
ELECTRONICALLY = " (tanda tangan elektronik)"


class NoTransaction(RuntimeError):
    """A number was asked for outside a transaction: it could be used without being kept."""


class LetterError(DomainError):
    """A letter is not in the state the operation needs."""


@dataclass(frozen=True)
class Drawn:
    """A number taken, and the pattern its book writes it by; "" leaves that to the service type."""

    serial: int
    pattern: str


def draw_number(kind: str, year: int) -> Drawn:
    """The next number of this book and year with its pattern: gapless and unique, because the counter row
    stays locked until the caller's transaction ends. A book's first number of a year goes on with the pattern
    of the year before. Raises `NoTransaction` outside a transaction."""
    if not connection.in_atomic_block:
        raise NoTransaction(kind)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO documents_bookyear AS b (id, kind, year, begun_after, last, pattern)
            VALUES (%(id)s, %(kind)s, %(year)s, 0, 1, coalesce((
                SELECT p.pattern FROM documents_bookyear p
                WHERE p.kind = %(kind)s AND p.year < %(year)s ORDER BY p.year DESC LIMIT 1
            ), ''))
            ON CONFLICT (kind, year) DO UPDATE SET last = b.last + 1 RETURNING last, pattern
            """,
            {"id": new_id(), "kind": kind, "year": year},
        )
        row = cursor.fetchone()
    assert row is not None
    return Drawn(*row)


def take_number(kind: str, year: int) -> int:
    """As `draw_number`, where the number alone is wanted. Apps above keep books of their own kind here."""
    return draw_number(kind, year).serial


class BookError(DomainError):
    """The book cannot begin there; nothing was changed."""


def hold_book(kind: str, year: int) -> BookYear:
    """The counter row, locked until the caller's transaction ends; one that was not there goes on with the
    pattern of the year before."""
    before = BookYear.objects.filter(kind=kind, year__lt=year).order_by("-year")
    first = {"pattern": before.values_list("pattern", flat=True).first() or ""}
    row, _made = BookYear.objects.select_for_update().get_or_create(kind=kind, year=year, defaults=first)
    return row


@transaction.atomic
def begin_book(*, actor: Actor, kind: BookKind, year: int, after: int, now: datetime) -> None:
    """Let a book begin after the last number used on paper this year; refused once one was taken here.

    Raises `BookError`: `book_start`, `book_started`, `book_lines` (loaded lines have higher numbers).
    """
    if not 0 <= after < 1_000_000:
        raise BookError("book_start", _("Nomor terakhir di buku kertas harus antara 0 dan 999999."))
    row = hold_book(kind, year)
    if row.last != row.begun_after:
        raise BookError(
            "book_started",
            _("Buku ini sudah dipakai di Loket tahun ini; nomor awalnya tidak dapat diubah lagi."),
            last=row.last,
        )
    if _loaded_after(row, after):
        raise BookError(
            "book_lines", _("Buku kertas yang sudah dimuat memuat nomor yang lebih besar daripada itu.")
        )
    row.begun_after = row.last = after
    row.save(update_fields=["begun_after", "last"])
    data = {"kind": str(kind), "year": year, "after": after}
    trail.record(action="register.book_begun", actor=actor, data=data, now=now)


def _loaded_after(row: BookYear, after: int) -> bool:
    """Whether lines brought in from paper have higher numbers, which would be given a second time."""
    lines = RegisterEntry.objects.filter(year=row.year)
    if row.kind == BookKind.REGISTER:
        return lines.filter(seq__gt=after).exists()
    if row.kind != BookKind.LETTER:
        return False
    held = patterns.held(row.pattern, queries.letter_rules())
    coming = patterns.Coming(held, year=row.year, after=after)
    return coming.first_among(queries.paper_numbers(row.year)) is not None


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who signs, as printed: id of the account, name and title as of that day."""

    user_id: UUID
    name: str
    title: str

    @property
    def shown(self) -> str:
        """Name and title in one line."""
        return f"{self.name}, {self.title}"


@dataclass(frozen=True, kw_only=True)
class NewLetter:
    """A letter or strip to be numbered. `sheet` is filled with number and code by the caller's `compose`."""

    file_id: UUID
    kind: LetterKind
    year: int
    seq: int
    number: str
    date: date
    code: str
    sheet: dict[str, Any]
    facts: lettercheck.Facts


def new_code() -> str:
    """An unguessable code for the letter's check page (60 bits)."""
    return public_code()


def draw(letter: NewLetter, *, now: datetime, replaces: Letter | None = None) -> Letter:
    """Keep a numbered letter, not yet signed, and make it findable by its code."""
    row = unsigned_row(letter, now=now, replaces=replaces)
    together.insert(row, *lettercheck.added(letter.facts, state=LetterState.UNSIGNED, now=now))
    return row


def unsigned_row(letter: NewLetter, *, now: datetime, replaces: Letter | None) -> Letter:
    """The row of a letter that was drawn up and is not signed yet."""
    return Letter(
        file_id=letter.file_id,
        kind=letter.kind,
        year=letter.year,
        seq=letter.seq,
        number=letter.number,
        date=letter.date,
        code=letter.code,
        state=LetterState.UNSIGNED,
        sheet=letter.sheet,
        drawn_at=now,
        replaces=replaces,
    )


def draw_signed(
    letter: NewLetter, *, signer: Signer, pdf: bytes, now: datetime, replaces: Letter | None = None
) -> Letter:
    """Keep a strip whose paper is signed already: numbered, frozen and valid at once."""
    row = unsigned_row(letter, now=now, replaces=replaces)
    freeze(row, signer=signer, sheet=letter.sheet, pdf=pdf, now=now)
    known = lettercheck.added(
        letter.facts, state=LetterState.VALID, signer=signer.shown, sha256=row.sha256, now=now
    )
    together.insert(row, *known)
    return row


def live_letter(file_id: UUID) -> Letter | None:
    """The file's unsigned or valid letter, locked; there is at most one."""
    live = stored(Letter, "WHERE file_id = %s AND state = ANY(%s) FOR UPDATE", [file_id, list(LIVE_LETTERS)])
    return live[0] if live else None


def sign(
    letter: Letter, *, signer: Signer, sheet: dict[str, Any], pdf: bytes, now: datetime, how: str = WET
) -> Letter:
    """Freeze the signed letter with its PDF and SHA-256. Raises `LetterError` unless it was unsigned."""
    if letter.state != LetterState.UNSIGNED:
        raise LetterError(
            "letter_state", _("Surat ini tidak sedang menunggu tanda tangan."), state=letter.state
        )
    freeze(letter, signer=signer, sheet=sheet, pdf=pdf, now=now)
    letter.how = how
    known = lettercheck.signed(letter.code, signer=_signed_by(signer, how), sha256=letter.sha256, now=now)
    together.write(known, together.updated(letter, SIGNED))
    return letter


def _signed_by(signer: Signer, how: str) -> str:
    """Who signed and how, for the check page: it has one line for it, kept for good, so in Indonesian."""
    if how == WET:
        return signer.shown
    return f"{signer.shown[: LONGEST_SIGNER - len(ELECTRONICALLY)]}{ELECTRONICALLY}"


def freeze(letter: Letter, *, signer: Signer, sheet: dict[str, Any], pdf: bytes, now: datetime) -> None:
    """Write into the row that it was signed; the caller keeps it."""
    letter.state = LetterState.VALID
    letter.sheet, letter.pdf, letter.sha256 = sheet, pdf, sha256(pdf).hexdigest()
    letter.signed_at = now
    letter.signer_id, letter.signer_name, letter.signer_title = signer.user_id, signer.name, signer.title


def void(letter: Letter, *, reason: str, now: datetime) -> None:
    """End a letter that will not be used. Its number is kept, never given again."""
    _end(letter, state=LetterState.VOID, reason=reason, now=now)


def replace(letter: Letter, *, reason: str, now: datetime) -> None:
    """End a valid letter because a corrected one takes its place; link it with `link_replacement`."""
    _end(letter, state=LetterState.REPLACED, reason=reason, now=now)


def link_replacement(old: Letter, new: Letter, *, now: datetime) -> None:
    """Let the check page of the old letter name the new one."""
    lettercheck.set_ended(old.code, state=LetterState.REPLACED, replaced_by=new.code, now=now)


def _end(letter: Letter, *, state: LetterState, reason: str, now: datetime) -> None:
    letter.state, letter.ended_reason = state, reason
    letter.save(update_fields=["state", "ended_reason"])
    lettercheck.set_ended(letter.code, state=state, now=now)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line for the Buku Register, before it has its place in the book."""

    date: date
    number: str
    service_code: str
    service_name: str
    name: str
    nik: str | None = None
    nik_index: str = ""
    file_id: UUID | None = None
    letter_id: UUID | None = None
    receipt_number: str = ""
    address: str = ""
    village: str = ""
    purpose: str = ""
    basis: str = ""
    signer_name: str = ""
    signer_title: str = ""
    state: EntryState = EntryState.VALID
    note: str = ""
    source: EntrySource = EntrySource.LOKET


def write_entry(entry: Entry) -> RegisterEntry:
    """Write the next line of this year's Buku Register."""
    row = entry_row(entry, seq=take_number(BookKind.REGISTER, entry.date.year))
    row.save(force_insert=True)
    return row


def entry_row(entry: Entry, *, seq: int) -> RegisterEntry:
    """The row of a line at its place in the book."""
    return RegisterEntry(
        year=entry.date.year, seq=seq, search_name=search_key(entry.name)[:120], **vars(entry)
    )


def end_entries(*, letter_id: UUID, state: EntryState, note: str) -> int:
    """Mark the lines of an ended letter; returns how many there were."""
    return RegisterEntry.objects.filter(letter_id=letter_id).update(state=state, note=note)


def note_hand_over(*, file_id: UUID, receiver: str, now: datetime) -> None:
    """Write who took the document away, and when, into the file's valid lines."""
    RegisterEntry.objects.filter(file_id=file_id, state=EntryState.VALID).update(
        receiver=receiver, handed_over_at=now
    )


def forget_hand_over(*, file_id: UUID) -> None:
    """The hand-over was undone at once: the lines wait for a receiver again."""
    RegisterEntry.objects.filter(file_id=file_id, state=EntryState.VALID).update(
        receiver="", handed_over_at=None
    )


def strike_entries(*, file_id: UUID, note: str) -> None:
    """A register line written a moment ago was undone; it stays, struck, so that the book has no gap."""
    RegisterEntry.objects.filter(file_id=file_id, state=EntryState.VALID).update(
        state=EntryState.VOID, note=note
    )


def last_void(file_id: UUID) -> Letter | None:
    """The file's letter that was ended last."""
    return Letter.objects.filter(file_id=file_id, state=LetterState.VOID).order_by("-drawn_at").first()


class RevealRefused(DomainError):
    """The NIK in full is not given without a reason."""


def note_reveal(*, actor: Actor, period: str, reason: str, now: datetime) -> None:
    """Put on the trail that somebody takes the book away with every NIK in full. Raises `RevealRefused`."""
    why = clean_line(reason, max_length=200)
    if sum(sign.isdigit() for sign in why) >= 10:
        raise RevealRefused("reveal_digits", _("Jangan tulis NIK atau nomor telepon dalam alasan."))
    if len(why) < 10:
        raise RevealRefused(
            "reveal_reason", _("Tulis untuk apa NIK lengkap diperlukan (paling sedikit 10 huruf).")
        )
    data = {"period": period, "reason": why}
    trail.record(action="register.revealed", actor=actor, data=data, now=now)
