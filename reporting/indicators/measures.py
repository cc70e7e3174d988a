"""The indicators, as data: what each is called, what it means, how it is worked out, who may see it.

An indicator that nothing measures yet is not here: the app that measures it registers it with `register`, and
with it the source it is folded from (see `indicators.sources`).
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise
EVERYBODY = frozenset({"KAB_ADMIN", "EXECUTIVE", "AUDITOR", "HEAD", "SECRETARY", "SECTION_HEAD"})
MINIMUM = 30


class Duration(StrEnum):
    """Whose minutes: the owners of the ledger, and the whole time."""

    OFFICE = "OFFICE"
    APPLICANT = "APPLICANT"
    LEADER_AWAY = "LEADER_AWAY"
    OTHER_AGENCY = "OTHER_AGENCY"
    CLOSED = "CLOSED"
    WHOLE = "WHOLE"


class Kind(StrEnum):
    """How it is worked out. COUNT: sum; PROPORTION: part of a whole, 0 to 1; MEAN: minutes per file;
    RATE: events per file or head."""

    COUNT = "COUNT"
    PROPORTION = "PROPORTION"
    MEAN = "MEAN"
    RATE = "RATE"


class Unit(StrEnum):
    """What the value is in, for printing."""

    FILES = "FILES"
    PERCENT = "PERCENT"
    MINUTES = "MINUTES"
    PER_1000 = "PER_1000"
    PER_STAFF = "PER_STAFF"


class Direction(StrEnum):
    """Which way is better; NONE: neither is."""

    MORE = "MORE"
    LESS = "LESS"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator. `top` and `bottom` name columns of its source, summed: value = top / bottom."""

    key: str
    name: Text
    definition: Text
    formula: Text
    kind: Kind
    unit: Unit
    direction: Direction
    top: tuple[str, ...]
    bottom: tuple[str, ...] = ()
    duration: Duration | None = None
    minimum_n: int = MINIMUM
    audience: frozenset[str] = field(default=EVERYBODY)
    source: str = "files"
