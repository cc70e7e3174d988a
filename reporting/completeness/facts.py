"""Points that other apps measure: each registers its own when it is loaded, and it appears everywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from completeness.rules import Found, Point, Text
from offices.models import Office

# (offices, now) to what was found, by id; an office that is left out is not measured. In the public scope.
Read = Callable[[Sequence[Office], datetime], Mapping[UUID, Found]]


@dataclass(frozen=True)
class Fact:
    """A point of another app: the maklumat, the findings of the linter."""

    key: str
    name: Text
    weight: int
    read: Read


_facts: dict[str, Fact] = {}


def register(*facts: Fact) -> None:
    """Add points, in `AppConfig.ready`; the same key again replaces the earlier one."""
    _facts.update({fact.key: fact for fact in facts})


def read_all(offices: Sequence[Office], now: datetime) -> dict[UUID, list[Point]]:
    """By office, a point for every registered fact."""
    found = [(fact, fact.read(offices, now)) for fact in _facts.values()]
    return {
        office.pk: [Point(fact.key, fact.name, fact.weight, read.get(office.pk)) for fact, read in found]
        for office in offices
    }
