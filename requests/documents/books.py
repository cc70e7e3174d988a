"""What the effects of an event ask of numbers, letters and register.

`documents.operations` keeps them in the database, row by row; whoever loads many files at once keeps them
until the end and writes them together.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from documents.models import BookKind, EntryState, Letter, RegisterEntry
from documents.operations import Drawn, Entry, NewLetter, Signer
from documents.render import Standard


class Press(Protocol):
    """Makes the PDF of a sheet; `documents.render.render` is the one that prints."""

    def __call__(self, template: str, data: Mapping[str, Any], *, standard: Standard = ...) -> bytes: ...


class Books(Protocol):
    """The signatures are those of `documents.operations`, where each is described."""

    def draw_number(self, kind: BookKind, year: int) -> Drawn: ...

    def take_number(self, kind: BookKind, year: int) -> int: ...

    def new_code(self) -> str: ...

    def draw(self, letter: NewLetter, *, now: datetime, replaces: Letter | None = ...) -> Letter: ...

    def draw_signed(
        self,
        letter: NewLetter,
        *,
        signer: Signer,
        pdf: bytes,
        now: datetime,
        replaces: Letter | None = ...,
    ) -> Letter: ...

    def live_letter(self, file_id: UUID) -> Letter | None: ...

    def last_void(self, file_id: UUID) -> Letter | None: ...

    def sign(
        self,
        letter: Letter,
        *,
        signer: Signer,
        sheet: dict[str, Any],
        pdf: bytes,
        now: datetime,
        how: str = ...,
    ) -> Letter: ...

    def void(self, letter: Letter, *, reason: str, now: datetime) -> None: ...

    def replace(self, letter: Letter, *, reason: str, now: datetime) -> None: ...

    def link_replacement(self, old: Letter, new: Letter, *, now: datetime) -> None: ...

    def write_entry(self, entry: Entry) -> RegisterEntry: ...

    def end_entries(self, *, letter_id: UUID, state: EntryState, note: str) -> int: ...

    def note_hand_over(self, *, file_id: UUID, receiver: str, now: datetime) -> None: ...

    def forget_hand_over(self, *, file_id: UUID) -> None: ...

    def strike_entries(self, *, file_id: UUID, note: str) -> None: ...
