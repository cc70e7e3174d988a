"""From sums to what pages show: pure, so that a page reads once and says many things."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from indicators import comparing, values
from indicators.measures import Definition, Duration, all_definitions
from indicators.results import (
    Comparison,
    Distribution,
    OfficeName,
    OpenRow,
    OwnerSplit,
    Point,
    Scope,
    StaffRow,
    Table,
    TableRow,
    Trend,
    Turn,
    Value,
)
from indicators.summing import Sums
from indicators.values import NOTHING, Tally

Spreads = Mapping[UUID, tuple[Tally, list[int]]]


def of_durations() -> dict[Duration, Definition]:
    """The indicator of each duration."""
    return {one.duration: one for one in all_definitions() if one.duration is not None}


def value(definition: Definition, tally: Tally, offices: Iterable[OfficeName]) -> Value:
    """A figure of these offices."""
    return values.value_of(definition, tally, heads=comparing.heads(offices) if definition.per_head else 0)


def table(found: Sums, chosen: Sequence[Definition]) -> Table:
    """Indicators by office, and over all."""
    rows = tuple(
        TableRow(office, {one.key: value(one, found.whole(office), [office]) for one in chosen})
        for office in found.offices
    )
    return Table(found.scope, tuple(chosen), overall(found, chosen), rows)


def overall(found: Sums, chosen: Sequence[Definition]) -> dict[str, Value]:
    """Indicators over all offices, by key."""
    return {one.key: value(one, found.together, found.offices) for one in chosen}


def comparison(found: Sums, definition: Definition) -> Comparison:
    """One indicator by office; `found` with each service."""
    return comparing.compare(definition, found.scope, found.offices, found.by_office(definition))


def split(found: Sums) -> tuple[OwnerSplit, tuple[OwnerSplit, ...]]:
    """Whose minutes: the offices as one, and each."""
    of = of_durations()
    each = tuple(comparing.owner_split(of, found.whole(office), office) for office in found.offices)
    return comparing.owner_split(of, found.together, None), each


def trend(
    definition: Definition,
    scope: Scope,
    found: Mapping[date, Tally],
    offices: Iterable[OfficeName],
    office: OfficeName | None,
) -> Trend:
    """One indicator over time; a month of which nothing is known has n 0."""
    offices = list(offices)
    starts = scope.period.starts()
    points = tuple(Point(first, value(definition, found.get(first, NOTHING), offices)) for first in starts)
    return Trend(definition, office, points)


def trends(
    definition: Definition,
    scope: Scope,
    found: Mapping[tuple[UUID, date], Tally],
    offices: Iterable[OfficeName],
) -> tuple[Trend, ...]:
    """The same for each office."""
    by_office: dict[UUID, dict[date, Tally]] = {}
    for (office_id, first), tally in found.items():
        by_office.setdefault(office_id, {})[first] = tally
    return tuple(
        trend(definition, scope, by_office.get(office.id, {}), [office], office) for office in offices
    )


def distributions(
    definition: Definition, found: Spreads, offices: Iterable[OfficeName]
) -> tuple[Distribution, ...]:
    """How a duration is spread, by office."""
    return tuple(
        comparing.distribution(definition, *found.get(office.id, (NOTHING, [])), office) for office in offices
    )


def staff(
    found: Sums, lying: Mapping[UUID, OpenRow], assigned: Mapping[UUID, int], per_day: Definition
) -> tuple[StaffRow, ...]:
    """Staff promised, assigned and on duty; `found` with the column duty_days, of all services together."""
    return tuple(
        _staff_row(office, found.whole(office), lying, assigned, per_day) for office in found.offices
    )


def _staff_row(
    office: OfficeName,
    tally: Tally,
    lying: Mapping[UUID, OpenRow],
    assigned: Mapping[UUID, int],
    per_day: Definition,
) -> StaffRow:
    days = tally.get("duty_days", 0)
    return StaffRow(
        office=office,
        promised=lying[office.id].promised if office.id in lying else None,
        assigned=assigned.get(office.id, 0),
        on_duty=tally.get("on_duty", 0) / days if days else None,
        finished_per_staff=values.value_of(per_day, tally),
    )


def turns(before: Sums, after: Sums, chosen: Sequence[Definition]) -> tuple[Turn, ...]:
    """What changed by more than chance, by office and service, the worst first; both with each service."""
    of, names = of_durations(), {office.id: office for office in after.offices}
    found = [
        comparing.turn(
            definition,
            of,
            office=names[office_id],
            service=service,
            since=after.scope.period.first,
            before=before.found[office_id, service],
            after=tally,
        )
        for (office_id, service), tally in after.found.items()
        if service and office_id in names and (office_id, service) in before.found
        for definition in chosen
    ]
    said = [one for one in found if one is not None]
    return tuple(sorted(said, key=lambda one: (one.better, -comparing.size(one))))
