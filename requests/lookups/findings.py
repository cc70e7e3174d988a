"""What a look-up in the poverty list can find."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What a look-up found. None of them refuses: the officer decides, with a reason."""

    FOUND = "FOUND"
    NOT_FOUND = "NOT_FOUND"
    TOO_OLD = "TOO_OLD"
    NOT_CHECKED = "NOT_CHECKED"


NEEDS_REASON = frozenset({Outcome.NOT_FOUND, Outcome.TOO_OLD, Outcome.NOT_CHECKED})


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a look-up found, as shown to the officer: the list's source and date, the desil when known."""

    outcome: Outcome
    source: str = ""
    as_of: date | None = None
    desil: int | None = None
    name: str = ""
    by: str = ""
    at: datetime | None = None
    reason: str = ""
