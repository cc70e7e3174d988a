"""The files behind a figure of this office: those that speak against it first. Pure but for the reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from indicators import reading
from indicators.facts import Facts
from indicators.measures import Definition, Direction, Duration
from indicators.periods import Period
from indicators.reading import Told
from offices.models import Office
from quality.formulas import Formula

FILES = "files"


@dataclass(frozen=True, slots=True)
class Hit:
    """A file: `days` on which it counted against the figure (of a duration: when it was decided), `minutes`
    of a duration."""

    file_id: UUID
    days: tuple[date, ...]
    minutes: int | None = None


def has_files(formula: Formula | None) -> bool:
    """Whether there are files behind a formula at all."""
    return formula is not None and formula.definition is not None and formula.definition.source == FILES


def files_behind(definition: Definition, period: Period, office: Office) -> list[Hit]:
    """The files, in the office's scope: of a duration the longest first, else the newest first."""
    days = [period.first + timedelta(days=n) for n in range(period.days)]
    return hits(definition, period, reading.told(office, days))


def hits(definition: Definition, period: Period, files: Iterable[Told]) -> list[Hit]:
    """Those of `files` that count."""
    if definition.duration is not None:
        found = [_lasted(one, period, definition.duration) for one in files]
        return sorted((one for one in found if one), key=lambda one: (-(one.minutes or 0), str(one.file_id)))
    against = columns_against(definition)
    counted = [_counted(one, period, against) for one in files]
    return sorted((one for one in counted if one), key=lambda one: (one.days, str(one.file_id)), reverse=True)


def columns_against(definition: Definition) -> frozenset[str]:
    """What counts against it: where more is better, what is below the line and not above it."""
    if definition.direction is Direction.MORE:
        return frozenset(definition.bottom) - frozenset(definition.top)
    return frozenset(definition.top)


def _counted(one: Told, period: Period, against: frozenset[str]) -> Hit | None:
    days = sorted({day for day, column in one.facts.counted if column in against and day in period})
    return Hit(one.file_id, tuple(days)) if days else None


def _lasted(one: Told, period: Period, duration: Duration) -> Hit | None:
    decided = _decided(one.facts, period)
    return Hit(one.file_id, (decided,), one.facts.minutes.get(duration, 0)) if decided else None


def _decided(facts: Facts, period: Period) -> date | None:
    return facts.decided_on if facts.decided_on is not None and facts.decided_on in period else None


def ids(found: Sequence[Hit]) -> list[UUID]:
    """The keys, in order."""
    return [one.file_id for one in found]
