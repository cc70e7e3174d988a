"""The list of what must be signed by hand, to take along on paper: boxes to tick, no names."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from documents.sheets import Letterhead, Sheet


@dataclass(frozen=True, kw_only=True)
class ListedLetter:
    """One line in the order of the pile. `number` is the letter's, or the file's while it has none; `promise`
    when it is due, in words."""

    number: str
    initials: str
    service: str
    promise: str
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class SigningListSheet(Sheet):
    """A4, the head repeats on every page. `signer`: for whom, and in which capacity; `printed` in words."""

    TEMPLATE: ClassVar[str] = "signing_list"

    letterhead: Letterhead
    signer: str
    printed: str
    dated: date
    rows: tuple[ListedLetter, ...]
