"""Which offices need attention, by whatever measure: where, how much, and why. Pure.

An office is named once, with all that is out of the usual about it: judged as the map judges (beyond what
chance gives with 99.8 %, services apart), and by so many minutes that an applicant would notice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from board import figures
from board.alerts import ACCUSED, LEAST_MINUTES, WATCHED, with_cause
from indicators.measures import Definition, Duration, definition_of
from indicators.results import Limits, OfficeName, Row, Standing, Value

# By office: the row of each measure, by its key.
Rows = Mapping[UUID, Mapping[str, Row]]


@dataclass(frozen=True, slots=True)
class Reason:
    """A figure out of the usual. `strength`: how many times as far off as chance alone would go."""

    definition: Definition
    counted: Value
    expected: float
    strength: float


@dataclass(frozen=True, slots=True)
class Concern:
    """An office that needs attention. `cause`: whose minutes, where no reason says so itself."""

    office: OfficeName
    reasons: tuple[Reason, ...]
    cause: Duration | None

    @property
    def strength(self) -> float:
        """Of what is worst about it."""
        return max(one.strength for one in self.reasons)


def find(compared: Iterable[tuple[Definition, Iterable[Row]]]) -> list[Concern]:
    """The offices that need attention, the worst first; `compared`: the rows of every one of `measures`."""
    rows: dict[UUID, dict[str, Row]] = {}
    durations: dict[Duration, Definition] = {}
    for definition, each in compared:
        if definition.duration is not None:
            durations[definition.duration] = definition
        for row in each:
            rows.setdefault(row.office.id, {})[definition.key] = row
    found = [concern for each in rows.values() if (concern := _concern(each, durations)) is not None]
    return sorted(found, key=lambda one: (-one.strength, one.office.code))


def measures(durations: Mapping[Duration, Definition]) -> tuple[Definition, ...]:
    """What is looked at: what is watched for changes, and whose minutes may be behind it."""
    watched = [definition_of(key) for key in WATCHED]
    return tuple(dict.fromkeys([*watched, *(durations[owner] for owner in ACCUSED)]))


def _concern(rows: Mapping[str, Row], durations: Mapping[Duration, Definition]) -> Concern | None:
    reasons = [
        reason
        for key in WATCHED
        if key in rows and (reason := _reason(definition_of(key), rows[key])) is not None
    ]
    if not reasons:
        return None
    said = any(one.definition.duration for one in reasons)
    office = next(iter(rows.values())).office
    return Concern(office, tuple(reasons), None if said else _cause(rows, durations))


def _reason(definition: Definition, row: Row) -> Reason | None:
    value, limits = row.value.value, row.limits
    if row.standing is not Standing.WORSE or limits is None or value is None:
        return None
    if definition.duration is not None and abs(value - limits.expected) < LEAST_MINUTES:
        return None
    return Reason(definition, row.value, limits.expected, _strength(value, limits))


def _strength(value: float, limits: Limits) -> float:
    edge = limits.high998 if value > limits.expected else limits.low998
    width = abs(edge - limits.expected)
    return abs(value - limits.expected) / width if width else float("inf")


def _cause(rows: Mapping[str, Row], durations: Mapping[Duration, Definition]) -> Duration | None:
    """Whose minutes are above the usual the most; nobody's where it may be chance."""
    over: dict[Duration, float] = {}
    for owner in ACCUSED:
        definition = durations.get(owner)
        row = rows.get(definition.key) if definition is not None else None
        if row is None or row.limits is None or row.value.value is None:
            continue
        if row.value.value > row.limits.high998:
            over[owner] = row.value.value - row.limits.expected
    return max(over, key=lambda owner: over[owner]) if over else None


def sentence(one: Concern) -> str:
    """ "Kecamatan X: menunggu pimpinan 62 menit per berkas (diharapkan 8 menit)." """
    said = f"{one.office.name}: {'; '.join(_reason_words(reason) for reason in one.reasons)}"
    return with_cause(said, one.cause)


def _reason_words(one: Reason) -> str:
    words = {
        "promise_kept": _("janji waktu ditepati {value} (diharapkan {expected})"),
        "office_minutes": _("dikerjakan kantor {value} per berkas (diharapkan {expected})"),
        "leader_away_minutes": _("menunggu pimpinan {value} per berkas (diharapkan {expected})"),
        "returned": _("{value} berkas dikembalikan kepada pemohon (diharapkan {expected})"),
    }
    value, expected = figures.alike(one.definition, one.counted.value or 0.0, one.expected)
    return words[one.definition.key].format(value=value, expected=expected)
