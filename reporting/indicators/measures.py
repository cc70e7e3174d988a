"""The indicators as data: what each is called and means, how it is worked out, who may see it.

What nothing measures yet is not here: the app that measures it registers its source (`indicators.sources`)
and its definitions, and they appear on every page and in the API.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise
LEADERS = frozenset({"HEAD", "SECRETARY", "SECTION_HEAD"})
KABUPATEN = frozenset({"KAB_ADMIN", "EXECUTIVE", "AUDITOR"})
EVERYBODY = LEADERS | KABUPATEN
MINIMUM = 30


class Duration(StrEnum):
    """Whose minutes: the owners of the ledger, and the whole time. ANSWER is no owner: the working days until
    a complaint is answered."""

    OFFICE = "OFFICE"
    APPLICANT = "APPLICANT"
    LEADER_AWAY = "LEADER_AWAY"
    OTHER_AGENCY = "OTHER_AGENCY"
    CLOSED = "CLOSED"
    WHOLE = "WHOLE"
    ANSWER = "ANSWER"


class Kind(StrEnum):
    """How it is worked out. COUNT: a sum. PROPORTION: a part of a whole, 0 to 1. MEAN: minutes per file,
    or points per form. RATE: events per file, person-day or inhabitant. AVERAGE: minutes each, of which no
    squares are kept, so how far chance goes is not known. STATE: what is so on a day, on the average of days;
    nothing about it is chance. Neither of these two has an interval, and nobody is ranked by it."""

    COUNT = "COUNT"
    PROPORTION = "PROPORTION"
    MEAN = "MEAN"
    RATE = "RATE"
    AVERAGE = "AVERAGE"
    STATE = "STATE"


class Unit(StrEnum):
    """What the value is in, for printing."""

    FILES = "FILES"
    DAYS = "DAYS"
    PERCENT = "PERCENT"
    PEOPLE = "PEOPLE"
    VISITS = "VISITS"
    MESSAGES = "MESSAGES"
    MINUTES = "MINUTES"
    PER_FILE = "PER_FILE"
    PER_1000 = "PER_1000"
    PER_STAFF_DAY = "PER_STAFF_DAY"
    POINTS = "POINTS"
    PER_STANDARD = "PER_STANDARD"
    INDEX = "INDEX"
    ITEMS = "ITEMS"
    DECISIONS = "DECISIONS"
    MEETINGS = "MEETINGS"
    COMPLAINTS = "COMPLAINTS"
    PER_COMPLAINT = "PER_COMPLAINT"


class Direction(StrEnum):
    """Which way is better; NONE: neither is, and nobody is ranked by it."""

    MORE = "MORE"
    LESS = "LESS"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator: the columns `top` of its source over the columns `bottom`, each summed.

    `duration`: a MEAN of these minutes, per file in `bottom`. `per_head`: the bottom is the population, in
    thousands. `minimum_n`: below it pages say "belum cukup data". `least`: a difference smaller than this is
    of no interest even where it is no chance: absolute for a PROPORTION, else relative. `audience`: roles.
    `headline`: at the top of the bupati's page, after those of files. `scale`: how many of `top` are one of
    its unit (10: tenths are stored), and `times` how often each counts. `squares`: the column of squares of a
    MEAN of something other than minutes.
    """

    key: str
    name: Text
    definition: Text
    formula: Text
    kind: Kind
    unit: Unit
    direction: Direction
    top: tuple[str, ...] = ()
    bottom: tuple[str, ...] = ()
    duration: Duration | None = None
    per_head: bool = False
    scale: int = 1
    times: int = 1
    squares: str = ""
    headline: bool = False
    minimum_n: int = MINIMUM
    least: float = 0.1
    audience: frozenset[str] = field(default=EVERYBODY)
    source: str = "files"
    is_open: bool = True
    """Whether open data may hold it; an index is for everybody only once a leader has signed it."""
    counted: Text = ""
    """What `n` counts, where it is not files."""

    def __hash__(self) -> int:
        return hash(self.key)  # a page asks for one thousands of times, and it has fifteen fields

    @property
    def by_service(self) -> bool:
        """Whether services differ in it, so that an office's mix of them must be accounted for."""
        return bool(self.bottom) and "on_duty" not in self.bottom and self.kind is not Kind.STATE


_definitions: dict[str, Definition] = {}


def register(definitions: Iterable[Definition]) -> None:
    """Add indicators, in the order of pages; once, in `AppConfig.ready`."""
    for definition in definitions:
        if definition.key in _definitions:
            raise ValueError(f"there is an indicator {definition.key} already")
        _definitions[definition.key] = definition


def definition_of(key: str) -> Definition:
    """The indicator of this key. Raises `KeyError`."""
    return _definitions[key]


def all_definitions() -> tuple[Definition, ...]:
    """All that are measured."""
    return tuple(_definitions.values())
