"""The read model's door: figures of the whole kabupaten.

Every function reads the public schema only, whatever the number of files: O(offices × periods). They are for
kabupaten roles. Proportions are 0 to 1. The names of offices are read once in 20 seconds and not counted
among the queries that a function says it needs.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, DateTimeField, UUIDField, Value
from django.db.models.functions import Cast

from accounts.models import OFFICE_ROLES, Assignment, Role
from accounts.queries import current
from commons import clock
from commons.ids import first_id_at
from indicators import assembling, comparing
from indicators.cells import ALL_SERVICES
from indicators.comparing import OWNERS
from indicators.measures import Definition, Duration, all_definitions, definition_of
from indicators.models import Failing, FilesMonth, OpenFiles, Sweep
from indicators.names import office_names
from indicators.periods import Grain, Period
from indicators.results import (
    Comparison,
    Difference,
    Distribution,
    Freshness,
    Listed,
    Listing,
    OfficeName,
    OpenRow,
    OwnerSplit,
    Scope,
    ServiceChoice,
    StaffRow,
    Stale,
    Summary,
    Table,
    Trend,
)
from indicators.summing import offices_of, spreads, sums, tallies
from indicators.values import NOTHING, Tally
from offices.changes import FILES
from offices.models import DirtyMark
from offices.scope import public_scope
from servicetypes.models import ServiceType

Tallies = dict[tuple[Any, ...], dict[str, int]]
# Within this time what was marked is counted, unless very much was. Only files are looked at: what else is
# marked for all offices at once (standards each night, complaints) is counted in a moment.
SOON = timedelta(seconds=10)
WAITING = "waiting"
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
    """How far the figures go, which offices are behind, and whether many are counted anew. One query."""
    names = office_names()
    nobody = Value(None, output_field=UUIDField())
    never = Cast(Value(None), DateTimeField())  # a bare NULL would be text to the union
    swept = Sweep.objects.order_by().values_list(nobody, "swept_at", Value(""))
    failing = Failing.objects.order_by().values_list("office_id", "as_of", "why")
    marks = DirtyMark.objects.filter(topic=FILES, id__lt=first_id_at(clock.now() - SOON))
    waiting = marks.order_by().values_list("office_id", never, Value(WAITING)).distinct()
    with public_scope():
        rows = list(swept.union(failing, waiting, all=True))
    as_of = next((at for office_id, at, _why in rows if office_id is None), None)
    known = [(names[office_id], at, why) for office_id, at, why in rows if office_id in names]
    stale = [Stale(office, at, why) for office, at, why in known if why != WAITING]
    behind = {one.office.id for one in stale}
    late = [office for office, _at, why in known if why == WAITING and office.id not in behind]
    stale.sort(key=lambda one: one.office.code)
    return Freshness(as_of, tuple(stale), len(late), len(names))


def _chosen(keys: Iterable[str]) -> tuple[Definition, ...]:
    return tuple(definition_of(key) for key in keys) or all_definitions()


def _over(scope: Scope, period: Period) -> Scope:
    return Scope(period, scope.service, scope.level, scope.offices)


def _before(scope: Scope) -> Scope:
    return _over(scope, scope.period.before())


def _pairs(found: Tallies) -> dict[tuple[UUID, date], Tally]:
    return {(office_id, first): tally for (office_id, first), tally in found.items()}


def _spreads(scope: Scope, duration: Duration) -> dict[UUID, tuple[Tally, list[int]]]:
    return {office_id: one for (office_id,), one in spreads(scope, duration, by=("office_id",)).items()}


def _by_id(rows: Iterable[OpenRow]) -> dict[UUID, OpenRow]:
    return {row.office.id: row for row in rows}


def _per_day() -> Definition:
    return definition_of("finished_per_staff_day")


def summary(*, scope: Scope, keys: Iterable[str] = ()) -> Summary:
    """The scope as one, with the period before. No `keys`: all indicators. Two queries."""
    chosen = _chosen(keys)
    now, then = (assembling.overall(sums(one, chosen), chosen) for one in (scope, _before(scope)))
    return Summary(scope, now, then)


def table(*, scope: Scope, keys: Iterable[str] = ()) -> Table:
    """Indicators (all without `keys`) by office. One query."""
    chosen = _chosen(keys)
    return assembling.table(sums(scope, chosen), chosen)


def comparison(*, scope: Scope, key: str) -> Comparison:
    """One indicator by office: fair or silent. For the map, the funnel plot and the league. One query."""
    definition = definition_of(key)
    return assembling.comparison(sums(scope, [definition], mixed=True), definition)


def trend(*, scope: Scope, key: str) -> Trend:
    """One indicator over the months (or days) of the scope, its offices as one. One query."""
    definition = definition_of(key)
    found = {first: tally for (first,), tally in tallies(scope, [definition], by=("first",)).items()}
    return assembling.trend(definition, scope, found, offices_of(scope), None)


def trends(*, scope: Scope, key: str) -> tuple[Trend, ...]:
    """The same for each office: small multiples, by code. One query."""
    definition = definition_of(key)
    found = _pairs(tallies(scope, [definition], by=("office_id", "first")))
    return assembling.trends(definition, scope, found, offices_of(scope))


def owners(*, scope: Scope) -> tuple[OwnerSplit, tuple[OwnerSplit, ...]]:
    """Whose minutes: the scope as one, and by office. One query."""
    of = assembling.of_durations()
    return assembling.split(sums(scope, [of[owner] for owner in OWNERS]))


def distribution(*, scope: Scope, duration: Duration = Duration.OFFICE) -> Distribution:
    """Percentiles (50, 80, 90, 95) and bars of a duration, the scope's offices as one. One query."""
    tally, buckets = spreads(scope, duration).get((), (NOTHING, []))
    return comparing.distribution(assembling.of_durations()[duration], tally, buckets, None)


def distributions(*, scope: Scope, duration: Duration = Duration.OFFICE) -> tuple[Distribution, ...]:
    """The same by office. One query."""
    definition = assembling.of_durations()[duration]
    return assembling.distributions(definition, _spreads(scope, duration), offices_of(scope))


def open_files(*, scope: Scope) -> tuple[OpenRow, ...]:
    """What lies at each office now (the period does not matter), by code. One query."""
    with public_scope():
        rows = {row.office_id: row for row in OpenFiles.objects.filter(service_code=scope.service)}
    return tuple(_open_row(office, rows.get(office.id)) for office in offices_of(scope))


def _open_row(office: OfficeName, row: OpenFiles | None) -> OpenRow:
    if row is None:
        return OpenRow(office, 0, 0, None, None)
    return OpenRow(office, row.open, row.overdue, row.oldest, row.promised)


def staff(*, scope: Scope) -> tuple[StaffRow, ...]:
    """Staff promised, assigned and on duty by office, for all services together. Three queries."""
    whole = Scope(scope.period, ALL_SERVICES, scope.level, scope.offices)
    found = sums(whole, [_per_day()], more=("duty_days",))
    return assembling.staff(found, _by_id(open_files(scope=whole)), _assigned(scope.period.last), _per_day())


def _assigned(on: date) -> dict[UUID, int]:
    """How many people work in each office on that day."""
    with public_scope():
        working = Assignment.objects.filter(current(on), office__isnull=False, roles__overlap=WORKING)
        rows = working.values("office_id").annotate(n=Count("user_id", distinct=True)).order_by()
        return {row["office_id"]: row["n"] for row in rows}


def side_by_side(*, a: Scope, b: Scope, keys: Iterable[str] = ()) -> tuple[Difference, ...]:
    """Two offices, or two periods, or both. Two queries."""
    chosen = _chosen(keys)
    sides = [(sums(scope, chosen).together, comparing.heads(offices_of(scope))) for scope in (a, b)]
    return tuple(comparing.side_by_side(one, sides[0], sides[1]) for one in chosen)


def listing(
    *,
    scope: Scope,
    codes: frozenset[str] | None = None,
    keys: Iterable[str] = (),
    roles: Iterable[str],
    each: bool = False,
) -> Listing:
    """Figures by office (those of `codes`, if given), of the whole period or of `each` month or day in it.

    Only what a holder of `roles` may see; an unknown code names no office. Three queries.
    """
    seen = definitions(roles=roles)
    wanted = frozenset(keys)
    chosen = tuple(one for one in seen if not wanted or one.key in wanted)
    if codes is not None:
        ids = frozenset(office.id for office in office_names().values() if office.code in codes)
        scope = Scope(scope.period, scope.service, scope.level, ids)
    rows = _each_start(scope, chosen) if each else _whole(scope, chosen)
    return Listing(freshness(), chosen, tuple(rows) if chosen else ())


def _whole(scope: Scope, chosen: Sequence[Definition]) -> list[Listed]:
    return [
        Listed(row.office, scope.period, scope.service, row.values[one.key])
        for row in table(scope=scope, keys=[one.key for one in chosen]).rows
        for one in chosen
    ]


def _each_start(scope: Scope, chosen: Sequence[Definition]) -> list[Listed]:
    names = office_names()
    found = tallies(scope, chosen, by=("office_id", "first"))
    order = {office.id: place for place, office in enumerate(offices_of(scope))}
    rows = sorted((order[office_id], first, office_id) for office_id, first in found if office_id in order)
    return [
        Listed(
            names[office_id],
            _period(scope, first),
            scope.service,
            assembling.value(one, tally, [names[office_id]]),
        )
        for _place, first, office_id in rows
        for tally in [found[office_id, first]]
        for one in chosen
    ]


def _period(scope: Scope, first: date) -> Period:
    return Period.month(first) if scope.period.grain is Grain.MONTH else Period(first, first)
