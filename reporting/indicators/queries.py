"""The read model's door: figures of the whole kabupaten. An office reads `indicators.queries_own`.

Every function reads the public schema only, whatever the number of files: O(offices × periods). They are for
kabupaten roles. Proportions are 0 to 1. The names of offices are read once in 20 seconds and not counted
among the queries that a function says it needs.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count

from accounts.models import OFFICE_ROLES, Assignment, Role
from accounts.queries import current
from indicators import comparing, values
from indicators.cells import ALL_SERVICES
from indicators.comparing import OWNERS
from indicators.measures import Definition, Duration, all_definitions, definition_of
from indicators.models import FilesMonth, FoldState, OpenFiles, Sweep
from indicators.names import office_names
from indicators.periods import Period
from indicators.results import (
    Comparison,
    Difference,
    Distribution,
    Freshness,
    OfficeName,
    OpenRow,
    OwnerSplit,
    Point,
    Scope,
    ServiceChoice,
    StaffRow,
    Stale,
    Summary,
    Table,
    TableRow,
    Trend,
    Turn,
    Value,
)
from indicators.summing import by_office, offices_of, spreads, tallies
from indicators.values import NOTHING, Tally
from offices.scope import public_scope
from servicetypes.models import ServiceType

WORKING = tuple(sorted(OFFICE_ROLES - {Role.OFFICE_ADMIN}))


def definitions(*, roles: Iterable[str]) -> tuple[Definition, ...]:
    """The indicators that are measured and that a holder of `roles` may see, in the order of pages."""
    held = frozenset(roles)
    return tuple(one for one in all_definitions() if one.audience & held)


def services() -> tuple[ServiceChoice, ...]:
    """The services that have figures, by name. One query."""
    with public_scope():
        used = FilesMonth.objects.exclude(service_code=ALL_SERVICES).values("service_code").distinct()
        rows = ServiceType.objects.filter(code__in=used).order_by("short_name")
        return tuple(ServiceChoice(code, name) for code, name in rows.values_list("code", "short_name"))


def freshness() -> Freshness:
    """How far the figures go, and which offices are behind. Two queries."""
    names = office_names()
    with public_scope():
        swept = Sweep.objects.values_list("swept_at", flat=True).first()
        failing = FoldState.objects.exclude(failed_at=None)
        stale = [Stale(names[row.office_id], row.as_of, row.why) for row in failing if row.office_id in names]
    return Freshness(swept, tuple(sorted(stale, key=lambda one: one.office.code)))


def _chosen(keys: Iterable[str]) -> tuple[Definition, ...]:
    return tuple(definition_of(key) for key in keys) or all_definitions()


def _value(definition: Definition, tally: Tally, offices: Iterable[OfficeName]) -> Value:
    return comparing.value(definition, {ALL_SERVICES: tally}, offices)


def _as_one(scope: Scope, chosen: Sequence[Definition]) -> dict[str, Value]:
    tally = values.added(list(tallies(scope, chosen, by=("service_code",)).values()))
    offices = offices_of(scope)
    return {one.key: _value(one, tally, offices) for one in chosen}


def _over(scope: Scope, period: Period) -> Scope:
    return Scope(period, scope.service, scope.level, scope.offices)


def summary(*, scope: Scope, keys: Iterable[str] = ()) -> Summary:
    """The scope as one, with the period before. No `keys`: all indicators. Two queries."""
    chosen = _chosen(keys)
    before = _over(scope, scope.period.before())
    return Summary(scope, _as_one(scope, chosen), _as_one(before, chosen))


def table(*, scope: Scope, keys: Iterable[str] = ()) -> Table:
    """Indicators (all without `keys`) by office. One query."""
    chosen, offices = _chosen(keys), offices_of(scope)
    found = tallies(scope, chosen, by=("office_id",))
    rows = tuple(
        TableRow(office, {one.key: _value(one, found.get((office.id,), NOTHING), [office]) for one in chosen})
        for office in offices
    )
    known = {office.id for office in offices}
    together = values.added([tally for (office_id,), tally in found.items() if office_id in known])
    return Table(scope, chosen, {one.key: _value(one, together, offices) for one in chosen}, rows)


def comparison(*, scope: Scope, key: str) -> Comparison:
    """One indicator by office: fair or silent. For the map, the funnel plot and the league. One query."""
    definition, offices = definition_of(key), offices_of(scope)
    found = tallies(scope, [definition], by=("office_id", "service_code"), each_service=definition.by_service)
    return comparing.compare(definition, scope, offices, by_office(found, offices))


def trend(*, scope: Scope, key: str) -> Trend:
    """One indicator over the months (or days) of the scope, its offices as one. One query."""
    definition, offices = definition_of(key), offices_of(scope)
    found = tallies(scope, [definition], by=("first",))
    by_first = {first: tally for (first,), tally in found.items()}
    return Trend(definition, None, _points(definition, scope, by_first, offices))


def trends(*, scope: Scope, key: str) -> tuple[Trend, ...]:
    """The same for each office: small multiples, by code. One query."""
    definition = definition_of(key)
    found: dict[UUID, dict[date, Tally]] = {}
    for (office_id, first), tally in tallies(scope, [definition], by=("office_id", "first")).items():
        found.setdefault(office_id, {})[first] = tally
    return tuple(
        Trend(definition, office, _points(definition, scope, found.get(office.id, {}), [office]))
        for office in offices_of(scope)
    )


def _points(
    definition: Definition, scope: Scope, found: dict[date, Tally], offices: Iterable[OfficeName]
) -> tuple[Point, ...]:
    offices = list(offices)
    return tuple(
        Point(first, _value(definition, found.get(first, NOTHING), offices))
        for first in scope.period.starts()
    )


def _of_durations() -> dict[Duration, Definition]:
    return {one.duration: one for one in all_definitions() if one.duration is not None}


def owners(*, scope: Scope) -> tuple[OwnerSplit, tuple[OwnerSplit, ...]]:
    """Whose minutes: the scope as one, and by office. One query."""
    of = _of_durations()
    found = tallies(scope, [of[owner] for owner in OWNERS], by=("office_id",))
    offices = offices_of(scope)
    each = [found.get((office.id,), NOTHING) for office in offices]
    split = [comparing.owner_split(of, tally, office) for office, tally in zip(offices, each, strict=True)]
    return comparing.owner_split(of, values.added(each), None), tuple(split)


def distribution(*, scope: Scope, duration: Duration = Duration.OFFICE) -> Distribution:
    """Percentiles (50, 80, 90, 95) and bars of a duration, the scope's offices as one. One query."""
    tally, buckets = spreads(scope, duration).get((), (NOTHING, []))
    return comparing.distribution(_of_durations()[duration], tally, buckets, None)


def distributions(*, scope: Scope, duration: Duration = Duration.OFFICE) -> tuple[Distribution, ...]:
    """The same by office. One query."""
    definition, found = _of_durations()[duration], spreads(scope, duration, by=("office_id",))
    return tuple(
        comparing.distribution(definition, *found.get((office.id,), (NOTHING, [])), office)
        for office in offices_of(scope)
    )


def open_files(*, scope: Scope) -> tuple[OpenRow, ...]:
    """What lies at each office now (the period does not matter), by code. One query."""
    with public_scope():
        rows = {row.office_id: row for row in OpenFiles.objects.filter(service_code=scope.service)}
    found = ((office, rows.get(office.id)) for office in offices_of(scope))
    return tuple(
        OpenRow(office, row.open, row.overdue, row.oldest) if row else OpenRow(office, 0, 0, None)
        for office, row in found
    )


def staff(*, scope: Scope) -> tuple[StaffRow, ...]:
    """Staff promised, assigned and on duty by office, for all services together. Three queries."""
    whole = Scope(scope.period, ALL_SERVICES, scope.level, scope.offices)
    definition = definition_of("finished_per_staff_day")
    duty = tallies(whole, [definition], by=("office_id",), more=("duty_days",))
    with public_scope():
        promised = dict(OpenFiles.objects.filter(service_code="").values_list("office_id", "promised"))
        on_last_day = Assignment.objects.filter(current(scope.period.last), roles__overlap=WORKING)
        people = on_last_day.values("office_id").annotate(n=Count("user_id", distinct=True))
        assigned = {row["office_id"]: row["n"] for row in people}
    return tuple(
        _staff_row(
            office, duty.get((office.id,), NOTHING), promised.get(office.id), assigned.get(office.id, 0)
        )
        for office in offices_of(scope)
    )


def _staff_row(office: OfficeName, tally: Tally, promised: int | None, assigned: int) -> StaffRow:
    days = tally.get("duty_days", 0)
    per_day = values.value_of(definition_of("finished_per_staff_day"), tally)
    return StaffRow(office, promised, assigned, tally.get("on_duty", 0) / days if days else None, per_day)


def side_by_side(*, a: Scope, b: Scope, keys: Iterable[str] = ()) -> tuple[Difference, ...]:
    """Two offices, or two periods, or both. Two queries."""
    chosen = _chosen(keys)
    sides = []
    for scope in (a, b):
        tally = values.added(list(tallies(scope, chosen, by=("service_code",)).values()))
        sides.append((tally, comparing.heads(offices_of(scope))))
    return tuple(comparing.side_by_side(one, *sides) for one in chosen)


def turns(*, scope: Scope, keys: Iterable[str] = ("promise_kept",)) -> tuple[Turn, ...]:
    """Changes against the period before that are more than chance, by office and service, the worst first.

    Two queries.
    """
    chosen, of = _chosen(keys), _of_durations()
    asked = (*chosen, *(of[owner] for owner in OWNERS))
    by = ("office_id", "service_code")
    after = tallies(scope, asked, by=by, each_service=True)
    before = tallies(_over(scope, scope.period.before()), asked, by=by, each_service=True)
    names = office_names()
    found = [
        turn
        for (office_id, service), tally in after.items()
        if office_id in names and (office_id, service) in before
        for definition in chosen
        if (
            turn := comparing.turn(
                definition,
                of,
                office=names[office_id],
                service=service,
                since=scope.period.first,
                before=before[office_id, service],
                after=tally,
            )
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.better, -comparing.size(one))))
