"""Sums of the read model for pages that show many figures at once: a period and the one before in one query.

On top of `indicators`: the same tables, the same columns; only read together, so that a page stays below
twelve queries. Call in the public scope.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Aggregate,
    BigIntegerField,
    BooleanField,
    Case,
    DateField,
    F,
    Func,
    IntegerField,
    TextField,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Least

from board.alerts import LATEST, WEEKS
from indicators.cells import ALL_SERVICES
from indicators.joined import joined
from indicators.measures import Definition
from indicators.periods import Grain, Period
from indicators.sources import source_of
from indicators.values import columns_of

DUTY = "duty_days"
# By office and service ("" for all together), as `indicators.summing.Sums` holds it.
Found = dict[tuple[UUID, str], dict[str, int]]


def _sources(definitions: Iterable[Definition]) -> Iterator[tuple[str, list[str]]]:
    wanted: dict[str, set[str]] = {}
    for definition in definitions:
        wanted.setdefault(definition.source, set()).update(columns_of(definition))
    if "files" in wanted:
        wanted["files"].add(DUTY)
    yield from ((source, sorted(columns)) for source, columns in sorted(wanted.items()))


def _rows(source: str, period: Period, first: date, offices: Collection[UUID]) -> Any:
    found = source_of(source)
    table = found.month if period.grain is Grain.MONTH else found.day
    within = table._default_manager.filter(_Among("office_id", offices), first__range=(first, period.last))
    return within.order_by()


class _Among(Func):
    """One of these ids, given as one array: two hundred values apart take long to write and to read."""

    template = "%(expressions)s::uuid[])"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, ids: Collection[UUID]) -> None:
        # As text: a dozen sources have the same list, and psycopg would write each id of each of them.
        super().__init__(F(column), Value(f"{{{','.join(map(str, ids))}}}", output_field=TextField()))


class _Whole(Aggregate):
    """A sum as an integer: PostgreSQL adds large integers up to decimals, which are slow to read."""

    function = "SUM"
    template = "%(function)s(%(expressions)s)::bigint"
    output_field = BigIntegerField()

    def get_db_converters(self, _connection: Any) -> list[Any]:
        """As it comes: it is an integer already."""
        return []


def _summed(rows: Any, by: tuple[str, ...], columns: list[str]) -> Any:
    return rows.values_list(*by).annotate(**{f"sum_{name}": _Whole(name) for name in columns})


def _into(tally: dict[str, int], columns: list[str], sums: Iterable[int]) -> None:
    tally |= zip(columns, sums, strict=True)


def two_periods(
    period: Period,
    definitions: Iterable[Definition],
    offices: Collection[UUID],
    *,
    service: str = "",
) -> tuple[Found, Found]:
    """The period, and the one before it; every service besides all of them together. One query."""
    now: Found = {}
    before: Found = {}
    parts = []
    for source, columns in _sources(definitions):
        rows = _rows(source, period, period.before().first, offices)
        if service:
            rows = rows.filter(service_code__in={service, ALL_SERVICES})
        parts.append((rows.annotate(is_now=_is_now(period)), columns))
    for (office_id, code, now_too), sums in joined(parts, ("office_id", "service_code", "is_now"), _Whole):
        (now if now_too else before).setdefault((office_id, code), {}).update(sums)
    return now, before


def _is_now(period: Period) -> Case:
    return Case(When(first__gte=period.first, then=Value(1)), default=Value(0), output_field=IntegerField())


def each_and_together(
    period: Period,
    of_each: Iterable[Definition],
    of_all: Iterable[Definition],
    offices: Collection[UUID],
    *,
    service: str = "",
) -> tuple[Found, dict[str, int], dict[str, int]]:
    """The period by office for some indicators (of the service, and of all services together); then others of
    all offices as one: the period, and the one before it. One query, and few rows of it."""
    parts = []
    for source, columns in _sources(of_each):
        rows = _rows(source, period, period.first, offices)
        rows = rows.filter(service_code__in={service, ALL_SERVICES})
        parts.append((rows.annotate(of=F("office_id"), is_now=Value(1)), columns))
    for source, columns in _sources(of_all):
        rows = _rows(source, period, period.before().first, offices).filter(service_code=service)
        parts.append((rows.annotate(of=_nobody(), is_now=_is_now(period)), columns))
    found: Found = {}
    now: dict[str, int] = {}
    before: dict[str, int] = {}
    for (office_id, code, now_too), sums in joined(parts, ("of", "service_code", "is_now"), _Whole):
        if office_id is None:
            (now if now_too else before).update(sums)
        else:
            found.setdefault((office_id, code), {}).update(sums)
    return found, now, before


def _nobody() -> Value:
    return Value(None, output_field=UUIDField())


def by_service(period: Period, definitions: Iterable[Definition], offices: Collection[UUID]) -> Found:
    """Indicators of each service apart. One query."""
    found: Found = {}
    parts = [
        (_rows(source, period, period.first, offices).exclude(service_code=ALL_SERVICES), columns)
        for source, columns in _sources(definitions)
    ]
    for (office_id, code), sums in joined(parts, ("office_id", "service_code"), _Whole):
        found.setdefault((office_id, code), {}).update(sums)
    return found


def months(
    period: Period, definitions: Iterable[Definition], offices: Collection[UUID], *, service: str = ""
) -> dict[tuple[UUID, date], dict[str, int]]:
    """By office and month. One query."""
    found: dict[tuple[UUID, date], dict[str, int]] = {}
    parts = [
        (_rows(source, period, period.first, offices).filter(service_code=service), columns)
        for source, columns in _sources(definitions)
    ]
    for (office_id, first), sums in joined(parts, ("office_id", "first"), _Whole):
        found.setdefault((office_id, first), {}).update(sums)
    return found


def months_and_together(
    period: Period,
    definition: Definition,
    offices: Collection[UUID],
    shown: Collection[UUID],
    *,
    service: str = "",
) -> tuple[dict[tuple[UUID, date], dict[str, int]], dict[date, dict[str, int]]]:
    """One indicator by month: of each of the `shown`, and of all `offices` as one. One query."""
    columns = sorted(columns_of(definition))
    rows = _rows(definition.source, period, period.first, offices).filter(service_code=service)
    whole = _summed(rows.annotate(of=_nobody()), ("of", "first"), columns)
    each = _summed(
        rows.filter(_Among("office_id", shown)).annotate(of=F("office_id")), ("of", "first"), columns
    )
    by_office: dict[tuple[UUID, date], dict[str, int]] = {}
    together: dict[date, dict[str, int]] = {}
    for office_id, first, *sums in whole.union(each, all=True):
        tally = dict(zip(columns, sums, strict=True))
        if office_id is None:
            together[first] = tally
        else:
            by_office[office_id, first] = tally
    return by_office, together


class _WeeksAgo(Func):
    """How many whole weeks a day lies back."""

    template = "((%(expressions)s) / 7)"
    arg_joiner = " - "
    output_field = IntegerField()


def weeks(
    today: date, definitions: Iterable[Definition], offices: Collection[UUID]
) -> dict[tuple[UUID, str], list[dict[str, int]]]:
    """The latest weeks of each office and service, the newest first (today is in it), and last those before
    together. One query."""
    period = Period(today - timedelta(days=7 * WEEKS - 1), today)
    found: dict[tuple[UUID, str], list[dict[str, int]]] = {}
    for source, columns in _sources(definitions):
        table = source_of(source).day
        rows = table._default_manager.filter(first__range=(period.first, today), office_id__in=list(offices))
        rows = rows.exclude(service_code=ALL_SERVICES)
        ago = Least(_WeeksAgo(Value(today, output_field=DateField()), F("first")), Value(LATEST))
        by = ("office_id", "service_code", "ago")
        for office_id, code, back, *sums in _summed(rows.order_by().annotate(ago=ago), by, columns):
            row = found.setdefault((office_id, code), [{} for _ in range(LATEST + 1)])
            _into(row[back], columns, sums)
    return found
