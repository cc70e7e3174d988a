"""Closing months: what is published of them is worked out once, and stays."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Min

from commons.clock import wib
from commons.indonesian import in_indonesian
from indicators.measures import EVERYBODY, Definition, all_definitions
from indicators.models import FilesMonth
from indicators.names import office_names
from indicators.periods import Period, months_back, next_month
from indicators.queries import freshness
from indicators.results import Scope
from indicators.summing import tallies
from indicators.values import Tally, added
from offices.scope import public_scope
from opendata.figures import Cell, publishable, published
from opendata.models import Release
from opendata.rules import rules
from opendata.suppression import ALL, Place
from outbox.operations import put
from outbox.topics import FIGURES_CLOSED
from servicetypes.models import ServiceType

logger = logging.getLogger(__name__)
# Complaints may name no service: a word instead of the sign of `voice.reading_complaints.UNNAMED`.
UNNAMED, NO_SERVICE = "-", "tanpa-layanan"


def close_months(*, now: datetime) -> int:
    """Publish every month that is over for long enough and not published; returns how many.

    While an office's figures are behind nothing is closed: what is published is never mended.
    """
    fresh = freshness()
    if fresh.as_of is None or fresh.stale:
        logger.warning("open data: no month is closed while figures are behind")
        return 0
    return sum(_close(month, fresh.as_of, now) for month in _open_months(fresh.as_of))


def _open_months(as_of: datetime) -> Iterator[date]:
    """Months that ended a while before `as_of`, the earliest first, without those that are published."""
    until = wib(as_of).date() - timedelta(days=rules().closed_after_days)
    with public_scope():
        first = FilesMonth.objects.aggregate(first=Min("first"))["first"]
        there = set(Release.objects.values_list("month", flat=True))
    if first is None:
        return
    month = max(first.replace(day=1), months_back(until, rules().months_from))
    while next_month(month) <= until:
        if month not in there:
            yield month
        month = next_month(month)


def _close(month: date, as_of: datetime, now: datetime) -> bool:
    chosen = publishable(all_definitions(), EVERYBODY, rules())
    sums = _sums(month, chosen)
    if not sums:
        return False
    codes = sorted({row for row, _column in sums} - {ALL})
    services = sorted({column for _row, column in sums} - {ALL})
    cells = published(chosen, tuple(codes), tuple(services), sums, rules())
    row = Release(
        month=month,
        made_at=now,
        as_of=as_of,
        threshold=rules().threshold,
        offices=_offices(codes),
        services=_services(services),
        definitions=_definitions(chosen),
        cells=[[one.key, one.row, one.column, one.value, one.n_from] for one in cells],
    )
    return _save(row, cells, now)


def _save(row: Release, cells: list[Cell], now: datetime) -> bool:
    said = sum(cell.value is not None for cell in cells)
    data: dict[str, str | int | None] = {
        "month": f"{row.month:%Y-%m}",
        "published": said,
        "withheld": len(cells) - said,
    }
    try:
        with public_scope(), transaction.atomic():
            row.save(force_insert=True)
            put(topic=FIGURES_CLOSED, office_id=None, data=data, now=now)
    except IntegrityError:  # somebody else closed it at the same moment
        return False
    return True


def _sums(month: date, definitions: list[Definition]) -> dict[Place, Tally]:
    """The month's sums by office and service, and their totals: added up here, so that they add up."""
    names = office_names()
    found: dict[Place, Tally] = {}
    for source in {one.source for one in definitions}:
        scope = Scope(Period.month(month), level=None)
        those = [one for one in definitions if one.source == source]
        for (office_id, code), counted in tallies(
            scope, those, by=("office_id", "service_code"), mixed=True
        ).items():
            if code and office_id in names and any(counted.values()):
                place = (names[office_id].code, NO_SERVICE if code == UNNAMED else code)
                found[place] = added([found.get(place, {}), counted])
    leaves: list[tuple[Place, Tally]] = list(found.items())
    for (row, column), tally in leaves:
        for total in ((row, ALL), (ALL, column), (ALL, ALL)):
            found[total] = added([found.get(total, {}), tally])
    return found


def _offices(codes: list[str]) -> list[dict[str, Any]]:
    known = {office.code: office for office in office_names().values()}
    return [{"code": code, "name": known[code].name, "level": known[code].level.value} for code in codes]


def _services(codes: list[str]) -> list[dict[str, str]]:
    with public_scope():
        names = dict(ServiceType.objects.filter(code__in=codes).values_list("code", "name"))
    names[NO_SERVICE] = "Tanpa layanan tertentu"
    return [{"code": code, "name": names.get(code, code)} for code in codes]


def _definitions(chosen: list[Definition]) -> list[dict[str, Any]]:
    with in_indonesian():
        return [
            {name: str(getattr(one, name)) for name in ("key", "name", "definition", "formula")}
            | {"unit": one.unit.value, "kind": one.kind.value, "minimum_n": one.minimum_n}
            for one in chosen
        ]
