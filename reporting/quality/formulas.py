"""What an objective can be measured by: the indicators of the read model by key, own counts, or by hand.

An indicator that nothing measures here is not offered; one that comes later is offered by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from indicators import measures
from indicators.measures import LEADERS, Definition, Kind, Unit
from quality.achieving import Direction
from quality.terms import Term
from quality.vocabulary import Words

HAND = "hand"
OWN_TOPIC = "attainment"
HUNDREDFOLD = frozenset({Unit.PERCENT, Unit.PER_FILE})
# Neither way is better between offices, but an office may well aim at one.
AIMED: Mapping[str, Direction] = {
    "queue_wait_minutes": Direction.LESS,
    "queue_service_minutes": Direction.LESS,
    "applicant_minutes": Direction.LESS,
    "other_agency_minutes": Direction.LESS,
}
# By value: apps that bring an indicator may bring a unit of their own.
UNITS: Mapping[str, Words] = {
    Unit.PERCENT: "%",
    Unit.PER_FILE: _("per 100 berkas"),
    Unit.MINUTES: _("menit"),
    Unit.POINTS: _("nilai"),
    Unit.PER_STANDARD: _("per standar"),
    Unit.DAYS: _("hari kerja"),
    Unit.VISITS: _("kunjungan"),
    "INDEX": _("nilai"),
    "ITEMS": _("barang"),
    "DECISIONS": _("keputusan"),
    Unit.PER_STAFF_DAY: _("berkas per petugas per hari"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of one office in one period. `value` in the formula's unit; None: nothing was measured."""

    value: Decimal | None
    n: int = 0
    enough: bool = True


NOT_READ = Reading(None)
Count = Callable[[Term, datetime], Reading]


@dataclass(frozen=True, slots=True)
class Formula:
    """A way to measure. `definition`: of the read model; `count`: counted in the office's own scope."""

    key: str
    name: Words
    meaning: Words
    text: Words
    unit: Words
    direction: Direction
    counted: Words = ""
    definition: Definition | None = None
    count: Count | None = None


_own: dict[str, Formula] = {}


def register(formula: Formula) -> None:
    """Add a way to count; once, in `AppConfig.ready`."""
    if formula.key in _own:
        raise ValueError(f"there is a formula {formula.key} already")
    _own[formula.key] = formula


def by_hand() -> Formula:
    """Entered by hand, with evidence."""
    return Formula(
        key=HAND,
        name=_("Diisi dengan tangan, dengan bukti"),
        meaning=_("Angka yang tidak diukur Loket: kasi mengisinya pada laporan, dengan nomor bukti."),
        text=_("diisi dengan tangan menurut bukti"),
        unit="",
        direction=Direction.MORE,
    )


def offered() -> tuple[Formula, ...]:
    """What an office may choose from, in the order of pages."""
    measured = [_of_definition(one) for one in measures.all_definitions() if _offers(one)]
    return (*measured, *_own.values(), by_hand())


def formula_of(key: str) -> Formula | None:
    """The formula of this key; None where nothing measures it (any more)."""
    return next((one for one in offered() if one.key == key), None)


def _offers(one: Definition) -> bool:
    aimed = one.key in AIMED or one.direction is not measures.Direction.NONE
    known = one.kind is not Kind.COUNT and one.unit in UNITS and bool(one.audience & LEADERS)
    return aimed and known and one.source != OWN_TOPIC


def _of_definition(one: Definition) -> Formula:
    direction = AIMED.get(one.key) or (
        Direction.MORE if one.direction is measures.Direction.MORE else Direction.LESS
    )
    return Formula(
        key=one.key,
        name=one.name,
        meaning=one.definition,
        text=one.formula,
        unit=UNITS[one.unit],
        direction=direction,
        counted=one.counted or _("berkas"),
        definition=one,
    )


def reading_of(definition: Definition, value: Any) -> Reading:
    """The read model's value in the unit a target is written in."""
    if value.value is None:
        return Reading(None, value.n)
    scale = 100 if definition.unit in HUNDREDFOLD else 1
    return Reading(Decimal(str(value.value)) * scale, value.n, value.enough)
