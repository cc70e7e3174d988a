"""Offices side by side, from sums: pure functions from tallies to what pages show."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
    owns = _owns(definition, offices, found)
    yardstick = _yardstick(definition, offices, found, owns)
    judged = [values.judge(own, yardstick) for own in owns]
    ranks = values.ranks(definition, [one.fair for one in judged])
    rows = tuple(
        _row(definition, office, found, one, rank)
        for office, one, rank in zip(offices, judged, ranks, strict=True)
    )
    said = [row.value.value for row in rows if row.value.enough and row.value.value is not None]
    return Comparison(
        definition=definition,
        scope=scope,
        overall=value(definition, _together(definition, found), offices),
        median=values.middle(said),
        rows=rows,
        adjusted=definition.by_service and not scope.service,
        ranked=any(rank is not None for rank in ranks),
    )


def standings(
    definition: Definition,
    offices: list[OfficeName],
    found: Mapping[UUID, SERVICES],
    *,
    among: Collection[UUID] | None = None,
    only: Standing | None = None,
) -> Iterator[Row]:
    """Each office against all together, without ranks; `found`: their sums by service. `among`: of these
    offices alone; `only`: those that stand so."""
    owns = _owns(definition, offices, found)
    yardstick = _yardstick(definition, offices, found, owns)
    for office, own in zip(offices, owns, strict=True):
        if among is None or office.id in among:
            one = values.judge(own, yardstick)
            if only is None or one.standing is only:
                yield _row(definition, office, found, one)


def _together(definition: Definition, found: Mapping[UUID, SERVICES]) -> dict[str, Tally]:
    """The sums of all offices by service."""
    each: dict[str, list[Tally]] = {}
    for services in found.values():
        for code, tally in services.items():
            each.setdefault(code, []).append(tally)
    return {code: values.added(tallies, definition) for code, tallies in each.items()}


def _owns(
    definition: Definition, offices: list[OfficeName], found: Mapping[UUID, SERVICES]
) -> list[dict[str, Parts]]:
    """The parts of each office, by service where services differ in the indicator."""
    if not definition.by_service:
        return [_whole(definition, found[office.id], [office]) for office in offices]
    read = values.reader(definition)
    return [
        {code: one for code, tally in found[office.id].items() if (one := read(tally)).bottom}
        for office in offices
    ]


def _yardstick(
    definition: Definition,
    offices: list[OfficeName],
    found: Mapping[UUID, SERVICES],
    owns: list[dict[str, Parts]],
) -> values.Yardstick:
    if not definition.by_service:
        all_ = _whole(definition, _together(definition, found), offices)
        return values.yardstick(definition, all_)
    each: dict[str, list[Parts]] = {}
    for own in owns:
        for code, one in own.items():
            each.setdefault(code, []).append(one)
    return values.yardstick(definition, {code: values.summed(several) for code, several in each.items()})


def _whole(definition: Definition, services: SERVICES, offices: Iterable[OfficeName]) -> dict[str, Parts]:
    """All services as one."""
    people = heads(offices) if definition.per_head else 0
    whole = values.parts(definition, values.added(list(services.values()), definition), heads=people)
    return {ALL_SERVICES: whole} if whole.bottom else {}


def _row(
    definition: Definition,
    office: OfficeName,
    found: Mapping[UUID, SERVICES],
    one: Judged,
    rank: int | None = None,
) -> Row:
    return Row(office, value(definition, found[office.id], [office]), one.limits, one.standing, rank)


def worst(compared: Comparison, most: int | None) -> list[OfficeName]:
    """The offices a page shows, by code: all, or as many as it may, those that need attention first."""
    order = [Standing.WORSE, Standing.USUAL, Standing.BETTER, Standing.TOO_FEW]
    ranked = sorted(compared.rows, key=lambda row: (order.index(row.standing), -(row.rank or 0)))
    return sorted((row.office for row in ranked[:most]), key=lambda office: office.code)


def value(definition: Definition, services: SERVICES, offices: Iterable[OfficeName]) -> Value:
    """The figure over several services together."""
    tally = values.added(list(services.values()), definition)
    return values.value_of(definition, tally, heads=heads(offices) if definition.per_head else 0)


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
