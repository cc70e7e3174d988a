"""Which offices need attention, by whatever measure: where, how much, and why. Pure.

An office is named once, with all that is out of the usual about it: judged as the map judges (beyond what
chance gives with 99.8 %, services apart), and by so many minutes that an applicant would notice.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from board import figures
from board.alerts import ACCUSED, LEAST_MINUTES, WATCHED, with_cause
from indicators.measures import Definition, Duration, definition_of
from indicators.results import Limits, OfficeName, Row, Standing, Value


class RowsOf(Protocol):
    """The rows of one measure: of all offices or some, or of those that stand so."""

    def __call__(
        self,
        definition: Definition,
        /,
        *,
        among: Collection[UUID] | None = None,
        only: Standing | None = None,
    ) -> Iterable[Row]: ...


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


def find(rows_of: RowsOf, durations: Mapping[Duration, Definition]) -> list[Concern]:
    """The offices that need attention, the worst first. Minutes that may be behind it are asked for only of
    those whose reasons say none."""
    reasons: dict[OfficeName, list[Reason]] = {}
    for key in WATCHED:
        definition = definition_of(key)
        for row in rows_of(definition, only=Standing.WORSE):
            if (reason := _reason(definition, row)) is not None:
                reasons.setdefault(row.office, []).append(reason)
    unsaid = {
        office.id for office, each in reasons.items() if not any(one.definition.duration for one in each)
    }
    over = _over(rows_of, durations, unsaid) if unsaid else {}
    found = [Concern(office, tuple(each), _most(over.get(office.id, {}))) for office, each in reasons.items()]
    return sorted(found, key=lambda one: (-one.strength, one.office.code))


def measures(durations: Mapping[Duration, Definition]) -> tuple[Definition, ...]:
    """What is looked at: what is watched for changes, and whose minutes may be behind it."""
    watched = [definition_of(key) for key in WATCHED]
    return tuple(dict.fromkeys([*watched, *(durations[owner] for owner in ACCUSED)]))


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


def _over(
    rows_of: RowsOf, durations: Mapping[Duration, Definition], offices: Collection[UUID]
) -> dict[UUID, dict[Duration, float]]:
    """Whose minutes are above the usual, and by how many; none where it may be chance."""
    over: dict[UUID, dict[Duration, float]] = {}
    for owner in ACCUSED:
        for row in rows_of(durations[owner], among=offices):
            value, limits = row.value.value, row.limits
            if limits is not None and value is not None and value > limits.high998:
                over.setdefault(row.office.id, {})[owner] = value - limits.expected
    return over


def _most(over: Mapping[Duration, float]) -> Duration | None:
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
