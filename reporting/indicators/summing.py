"""Sums over the read model: by office, service or period, from months, or from days where it must be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Aggregate, QuerySet, Sum

from indicators import histogram
from indicators.joined import joined
from indicators.measures import Definition, Duration
from indicators.names import office_names
from indicators.periods import Grain
from indicators.results import OfficeName, Scope
from indicators.sources import source_of
from indicators.storage import columns_of as stored_in
from indicators.values import NOTHING, Tally, added, columns_of
from offices.scope import public_scope

FILES = "files"


class SumOfBuckets(Aggregate):
    """Histograms added number by number; those that end early count as 0."""

    output_field = ArrayField(models.BigIntegerField())

    def as_sql(self, compiler: Any, connection: Any, *_how: Any, **_context: Any) -> tuple[str, Any]:
        """One sum for each bucket."""
        column, params = compiler.compile(self.source_expressions[0])
        sums = (f"coalesce(sum(({column})[{place}]), 0)" for place in range(1, histogram.SIZE + 1))
        return f"ARRAY[{', '.join(sums)}]", tuple(params) * histogram.SIZE


def offices_of(scope: Scope) -> list[OfficeName]:
    """The offices a scope is about, by code."""
    return [
        office
        for office in office_names().values()
        if (scope.level is None or office.level == scope.level)
        and (scope.offices is None or office.id in scope.offices)
    ]


def _rows(scope: Scope, source: str, *, mixed: bool = False) -> QuerySet[Any]:
    found = source_of(source)
    table = found.month if scope.period.grain is Grain.MONTH else found.day
    rows = table._default_manager.filter(first__range=(scope.period.first, scope.period.last))
    if scope.service or not mixed:
        rows = rows.filter(service_code=scope.service)
    if scope.level is not None or scope.offices is not None:
        rows = rows.filter(office_id__in=[office.id for office in offices_of(scope)])
    return rows


def tallies(
    scope: Scope,
    definitions: Iterable[Definition],
    *,
    by: tuple[str, ...],
    mixed: bool = False,
    more: Iterable[str] = (),
) -> dict[tuple[Any, ...], dict[str, int]]:
    """The columns that these indicators need (and `more`), summed by `by` (office_id, service_code, first).

    `mixed`: each service of a scope of all services besides all together. One query.
    """
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    with public_scope():
        parts = [
            (_rows(scope, source, mixed=mixed), sorted(wanted | (set(more) if source == FILES else set())))
            for source, wanted in sorted(_by_source(definitions, more).items())
        ]
        for key, sums in joined(parts, by, Sum):
            found.setdefault(key, {}).update(sums)
    return found


@dataclass(frozen=True)
class Sums:
    """A scope's sums by office and service."""

    scope: Scope
    offices: list[OfficeName]
    found: Mapping[tuple[UUID, str], Tally]

    def whole(self, office: OfficeName) -> Tally:
        """Of the scope's service, or all services together."""
        return self.found.get((office.id, self.scope.service), NOTHING)

    def by_office(self, definition: Definition) -> dict[UUID, dict[str, Tally]]:
        """By office and service where services differ in the indicator, else all services together."""
        return self._apart if definition.by_service and not self.scope.service else self._alone

    @cached_property
    def _apart(self) -> dict[UUID, dict[str, Tally]]:
        found: dict[UUID, dict[str, Tally]] = {office.id: {} for office in self.offices}
        for (office_id, code), tally in self.found.items():
            if code and (each := found.get(office_id)) is not None:
                each[code] = tally
        return found

    @cached_property
    def _alone(self) -> dict[UUID, dict[str, Tally]]:
        code = self.scope.service
        found = ((office.id, self.found.get((office.id, code))) for office in self.offices)
        return {office_id: {} if tally is None else {code: tally} for office_id, tally in found}

    @cached_property
    def together(self) -> dict[str, int]:
        """All offices as one."""
        return added([self.whole(office) for office in self.offices])


def sums(
    scope: Scope, definitions: Iterable[Definition], *, mixed: bool = False, more: Iterable[str] = ()
) -> Sums:
    """The sums that these indicators need. One query."""
    found = tallies(scope, definitions, by=("office_id", "service_code"), mixed=mixed, more=more)
    return Sums(scope, offices_of(scope), {(row[0], row[1]): tally for row, tally in found.items()})


def _by_source(definitions: Iterable[Definition], more: Iterable[str] = ()) -> Mapping[str, set[str]]:
    wanted: dict[str, set[str]] = {FILES: set()} if more else {}
    for definition in definitions:
        wanted.setdefault(definition.source, set()).update(columns_of(definition))
    return wanted


def spreads(
    scope: Scope, duration: Duration, *, by: tuple[str, ...] = ()
) -> dict[tuple[Any, ...], tuple[Tally, list[int]]]:
    """A duration's sums and its histogram, by office or together. One query."""
    total, squares, hist = stored_in(duration)
    sums = {
        "n_finished": Sum("finished"),
        "n_rejected": Sum("rejected"),
        "n_total": Sum(total),
        "n_squares": Sum(squares),
        "n_hist": SumOfBuckets(hist),
    }
    names = ("finished", "rejected", total, squares)
    found: dict[tuple[Any, ...], tuple[Tally, list[int]]] = {}
    with public_scope():
        rows = _rows(scope, "files").order_by()
        if not by:
            whole = rows.aggregate(**sums)
            listed: Iterable[Any] = [] if whole["n_total"] is None else [tuple(whole[key] for key in sums)]
        else:
            listed = rows.values_list(*by).annotate(**sums)
        for row in listed:
            tally = dict(zip(names, map(int, row[len(by) : -1]), strict=True))
            found[tuple(row[: len(by)])] = (tally, list(row[-1]))
    return found
