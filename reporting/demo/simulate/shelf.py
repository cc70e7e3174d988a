"""Numbers, letters and register in memory while a year is recorded: `documents.books.Books` for many files.

The counter rows stay locked in the caller's transaction, as for a single number.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from demo.simulate.leaders import midnight
from demo.simulate.marks import Marks
from documents import operations as documents
from documents.models import LIVE_LETTERS, WET, BookKind, BookYear, EntryState, Letter, RegisterEntry
from documents.operations import Drawn, Entry, NewLetter, Signer
from lettercheck import operations as lettercheck
from lettercheck.models import LetterIndex, LetterState


class Shelf:
    """The books of one office. `take_over` locks the counters, `put_back` writes them."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._rows: dict[tuple[str, int], BookYear] = {}
        self._last: Counter[tuple[str, int]] = Counter()
        self._letters_of: dict[UUID, list[Letter]] = defaultdict(list)
        self._entries_of: dict[UUID, list[RegisterEntry]] = defaultdict(list)
        self._by_id: dict[UUID, Letter] = {}
        self._index: dict[str, LetterIndex] = {}
        self.letters: list[Letter] = []
        self.entries: list[RegisterEntry] = []

    @property
    def index(self) -> list[LetterIndex]:
        """What the check page will know."""
        return list(self._index.values())

    def take_over(self, years: Iterable[int]) -> None:
        """Lock the counters of these years; in a transaction."""
        for year in years:
            for kind in BookKind:
                row = documents.hold_book(kind, year)
                self._rows[row.kind, row.year] = row
                self._last[row.kind, row.year] = row.last

    def put_back(self) -> None:
        """Write how far the counters have come."""
        for key, row in self._rows.items():
            row.last = self._last[key]
            row.save(update_fields=["last"])

    def draw_number(self, kind: BookKind, year: int) -> Drawn:
        if (kind.value, year) not in self._rows:
            raise documents.NoTransaction(kind)
        self._last[kind.value, year] += 1
        return Drawn(self._last[kind.value, year], self._rows[kind.value, year].pattern)

    def take_number(self, kind: BookKind, year: int) -> int:
        return self.draw_number(kind, year).serial

    def new_code(self) -> str:
        return self._marks.code()

    def draw(self, letter: NewLetter, *, now: datetime, replaces: Letter | None = None) -> Letter:
        row = documents.unsigned_row(letter, now=now, replaces=replaces)
        self._keep(row, letter, now)
        return row

    def draw_signed(
        self,
        letter: NewLetter,
        *,
        signer: Signer,
        pdf: bytes,
        now: datetime,
        replaces: Letter | None = None,
    ) -> Letter:
        row = self.draw(letter, now=now, replaces=replaces)
        return self.sign(row, signer=signer, sheet=letter.sheet, pdf=pdf, now=now)

    def sign(
        self,
        letter: Letter,
        *,
        signer: Signer,
        sheet: dict[str, Any],
        pdf: bytes,
        now: datetime,
        how: str = WET,
    ) -> Letter:
        """As the operation; without a PDF the letter is marked as one whose PDF was never made (ADR 18)."""
        documents.freeze(letter, signer=signer, sheet=sheet, pdf=pdf, now=now)
        letter.how = how
        if not pdf:
            letter.pdf, letter.sha256 = None, ""
        self._move(letter.code, now, state=LetterState.VALID, signer=signer.shown, sha256=letter.sha256)
        return letter

    def live_letter(self, file_id: UUID) -> Letter | None:
        return next((row for row in self._letters_of[file_id] if row.state in LIVE_LETTERS), None)

    def last_void(self, file_id: UUID) -> Letter | None:
        ended = [row for row in self._letters_of[file_id] if row.state == LetterState.VOID]
        return ended[-1] if ended else None

    def void(self, letter: Letter, *, reason: str, now: datetime) -> None:
        self._end(letter, LetterState.VOID, reason, now)

    def replace(self, letter: Letter, *, reason: str, now: datetime) -> None:
        self._end(letter, LetterState.REPLACED, reason, now)

    def link_replacement(self, old: Letter, new: Letter, *, now: datetime) -> None:
        self._move(old.code, now, state=LetterState.REPLACED, replaced_by=new.code)

    def write_entry(self, entry: Entry) -> RegisterEntry:
        row = documents.entry_row(entry, seq=self.take_number(BookKind.REGISTER, entry.date.year))
        row.id = self._marks.id_at(midnight(entry.date))
        self.entries.append(row)
        if row.file_id is not None:
            self._entries_of[row.file_id].append(row)
        return row

    def end_entries(self, *, letter_id: UUID, state: EntryState, note: str) -> int:
        written = self._entries_of[self._by_id[letter_id].file_id]
        found = [row for row in written if row.letter_id == letter_id]
        for row in found:
            row.state, row.note = state, note
        return len(found)

    def note_hand_over(self, *, file_id: UUID, receiver: str, now: datetime) -> None:
        for row in self._valid(file_id):
            row.receiver, row.handed_over_at = receiver, now

    def forget_hand_over(self, *, file_id: UUID) -> None:
        for row in self._valid(file_id):
            row.receiver, row.handed_over_at = "", None

    def strike_entries(self, *, file_id: UUID, note: str) -> None:
        for row in self._valid(file_id):
            row.state, row.note = EntryState.VOID, note

    def _valid(self, file_id: UUID) -> list[RegisterEntry]:
        return [row for row in self._entries_of[file_id] if row.state == EntryState.VALID]

    def _keep(self, row: Letter, letter: NewLetter, now: datetime) -> None:
        row.id = self._marks.id_at(now)
        self.letters.append(row)
        self._by_id[row.id] = row
        self._letters_of[row.file_id].append(row)
        known = lettercheck.row_of(letter.facts, state=LetterState.UNSIGNED, signer="", sha256="", now=now)
        known.id = self._marks.id_at(now)
        self._index[row.code] = known

    def _end(self, letter: Letter, state: LetterState, reason: str, now: datetime) -> None:
        letter.state, letter.ended_reason = state, reason
        self._move(letter.code, now, state=state)

    def _move(self, code: str, now: datetime, **changes: Any) -> None:
        """As `lettercheck.operations.signed` and `set_ended`."""
        row = self._index[code]
        row.state_at = now
        for name, value in changes.items():
            setattr(row, name, value)
