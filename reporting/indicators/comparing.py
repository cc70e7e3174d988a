"""Offices side by side, from sums: pure functions from tallies to what pages show."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from indicators import histogram, values
from indicators.cells import ALL_SERVICES
from indicators.measures import Definition, Duration
from indicators.measures_files import DECIDED
from indicators.population import population
from indicators.results import (
    Bar,
    Comparison,
    Difference,
    Distribution,
    OfficeName,
    OwnerSplit,
    Row,
    Scope,
    Standing,
    Value,
)
from indicators.values import Judged, Parts, Tally

OWNERS = tuple(each for each in Duration if each not in {Duration.WHOLE, Duration.ANSWER})
PERCENTS = (50, 80, 90, 95)
SERVICES = Mapping[str, Tally]


def heads(offices: Iterable[OfficeName]) -> int:
    """The people who live where these offices are, those of a kelurahan and its kecamatan once."""
    known, offices = population(), list(offices)
    ids = {office.id for office in offices}
    return sum(known.get(office.code, 0) for office in offices if office.parent_id not in ids)


def compare(
    definition: Definition, scope: Scope, offices: list[OfficeName], found: Mapping[UUID, SERVICES]
) -> Comparison:
    """One indicator over offices; `found`: their sums by service."""
    together, judged = _judged(definition, offices, found)
    ranks = values.ranks(definition, [one.fair for one in judged])
    rows = tuple(
        replace(row, rank=rank)
        for row, rank in zip(_rows(definition, offices, found, judged), ranks, strict=True)
    )
    said = [row.value.value for row in rows if row.value.enough and row.value.value is not None]
    return Comparison(
        definition=definition,
        scope=scope,
        overall=value(definition, together, offices),
        median=values.middle(said),
        rows=rows,
        adjusted=definition.by_service and not scope.service,
        ranked=any(rank is not None for rank in ranks),
    )


def standings(
    definition: Definition, offices: list[OfficeName], found: Mapping[UUID, SERVICES]
) -> tuple[Row, ...]:
    """Each office against all together, without ranks; `found`: their sums by service."""
    _together, judged = _judged(definition, offices, found)
    return tuple(_rows(definition, offices, found, judged))


def _judged(
    definition: Definition, offices: list[OfficeName], found: Mapping[UUID, SERVICES]
) -> tuple[dict[str, Tally], list[Judged]]:
    """The sums of all offices by service, and each office against them."""
    each: dict[str, list[Tally]] = {}
    for services in found.values():
        for code, tally in services.items():
            each.setdefault(code, []).append(tally)
    together: dict[str, Tally] = {code: values.added(tallies, definition) for code, tallies in each.items()}
    all_ = _parts(definition, together, offices)
    own = (_parts(definition, found[office.id], [office]) for office in offices)
    return together, [values.judge(definition, one, all_) for one in own]


def _rows(
    definition: Definition,
    offices: list[OfficeName],
    found: Mapping[UUID, SERVICES],
    judged: list[Judged],
) -> Iterator[Row]:
    for office, one in zip(offices, judged, strict=True):
        yield Row(office, value(definition, found[office.id], [office]), one.limits, one.standing)


def worst(compared: Comparison, most: int | None) -> list[OfficeName]:
    """The offices a page shows, by code: all, or as many as it may, those that need attention first."""
    order = [Standing.WORSE, Standing.USUAL, Standing.BETTER, Standing.TOO_FEW]
    ranked = sorted(compared.rows, key=lambda row: (order.index(row.standing), -(row.rank or 0)))
    return sorted((row.office for row in ranked[:most]), key=lambda office: office.code)


def value(definition: Definition, services: SERVICES, offices: Iterable[OfficeName]) -> Value:
    """The figure over several services together."""
    tally = values.added(list(services.values()), definition)
    return values.value_of(definition, tally, heads=heads(offices) if definition.per_head else 0)


def _parts(definition: Definition, services: SERVICES, offices: Iterable[OfficeName]) -> dict[str, Parts]:
    if not definition.by_service:
        people = heads(offices) if definition.per_head else 0
        whole = values.parts(definition, values.added(list(services.values()), definition), heads=people)
        return {ALL_SERVICES: whole} if whole.bottom else {}
    found = {code: values.parts(definition, tally) for code, tally in services.items()}
    return {code: one for code, one in found.items() if one.bottom}


def owner_split(
    definitions: Mapping[Duration, Definition], tally: Tally, office: OfficeName | None
) -> OwnerSplit:
    """Mean minutes by owner."""
    found = {owner: values.parts(definitions[owner], tally) for owner in OWNERS}
    n = sum(tally.get(column, 0) for column in DECIDED)
    enough = all(one.bottom and one.n >= definitions[owner].minimum_n for owner, one in found.items())
    return OwnerSplit(office, n, enough, {owner: one.value or 0.0 for owner, one in found.items()})


def distribution(
    definition: Definition, tally: Tally, buckets: list[int], office: OfficeName | None
) -> Distribution:
    """Percentiles and bars; percentiles only with enough files."""
    assert definition.duration is not None
    mean = values.value_of(definition, tally)
    found = {percent: histogram.percentile(buckets, percent) for percent in PERCENTS} if mean.enough else {}
    edges = ((histogram.edges_of(place), n) for place, n in enumerate(buckets) if n)
    bars = tuple(Bar(float(low), float(high), n) for (low, high), n in edges)
    percentiles = {percent: minutes for percent, minutes in found.items() if minutes is not None}
    return Distribution(definition.duration, office, mean, percentiles, bars)


def side_by_side(definition: Definition, a: tuple[Tally, int], b: tuple[Tally, int]) -> Difference:
    """Two figures; each a tally and its population."""
    first, second = (values.value_of(definition, tally, heads=people) for tally, people in (a, b))
    change = values.changed(
        definition, *(values.parts(definition, tally, heads=people) for tally, people in (a, b))
    )
    if change is None or first.value is None:
        plain = None
        if definition.kind in values.EXACT and first.value is not None and second.value is not None:
            plain = second.value - first.value
        return Difference(definition, first, second, plain, None, None, False, None)
    significant = values.matters(definition, change, first.value)
    better = values.is_better(definition, change[0]) if significant else None
    return Difference(definition, first, second, *change, significant, better)
