"""Folding one office: from its marks to the rows of the read model, in one transaction.

A fold never adds to what is there: it works the touched days out anew from the files themselves and replaces
them. So it may run twice, late or after a rebuild, and corrections of the past flow through.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from commons.clock import wib
from indicators import reading, storage
from indicators.cells import Cell, Key, months_of
from indicators.models import OpenFiles
from indicators.periods import Period, days_since, next_month
from indicators.planning import Mark, Plan, plan
from indicators.sources import Source, all_sources, source_of
from offices.models import DirtyMark, Office
from offices.scope import office_scope, public_scope

_DAY = timedelta(days=1)


class Busy(Exception):
    """Another process is folding this office."""


def fold_office(office: Office, *, now: datetime) -> int:
    """Fold all marks of an office; returns how many there were. Raises `Busy`, and whatever reading raises:
    then nothing has changed and the marks are still there."""
    with public_scope(), transaction.atomic():
        _alone(office)
        topics = [source.topic for source in all_sources()]  # the others are not for the fold
        marks = list(DirtyMark.objects.filter(office_id=office.id, topic__in=topics))
        by_topic: dict[str, list[Mark]] = {}
        for row in marks:
            by_topic.setdefault(row.topic, []).append(Mark(tuple(row.days), row.oldest, row.since))
        for topic, found in by_topic.items():
            _fold(office, source_of(topic), found, now)
        _count_open(office, now)
        DirtyMark.objects.filter(id__in=[row.id for row in marks]).delete()
    return len(marks)


def rebuild(office: Office, *, period: Period, now: datetime) -> Iterator[date]:
    """Work the months of a period out anew from all files, whatever the marks say; yields each month done.

    Each month is a transaction of its own; folding may go on meanwhile. Raises `Busy`.
    """
    for first in Period.months(period.first, min(period.last, wib(now).date())).starts():
        with public_scope(), transaction.atomic():
            _alone(office)
            for source in all_sources():
                _whole_months(office, source, {first: None}, now)
            _count_open(office, now)
        yield first


def count_open(office: Office, *, now: datetime) -> None:
    """Count what lies at the office now. Raises `Busy`."""
    with public_scope(), transaction.atomic():
        _alone(office)
        _count_open(office, now)


def _count_open(office: Office, now: datetime) -> None:
    with office_scope(office):
        lying = reading.lying(now)
    OpenFiles.objects.filter(office_id=office.id).delete()
    OpenFiles.objects.bulk_create(
        OpenFiles(
            office_id=office.id,
            service_code=code,
            open=one.open,
            overdue=one.overdue,
            oldest=one.oldest,
            promised=one.promised,
        )
        for code, one in sorted(lying.items())
    )


def _alone(office: Office) -> None:
    """Hold the office's lock until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 4207003))", [str(office.id)])
        if not cursor.fetchone()[0]:
            raise Busy


def _fold(office: Office, source: Source, marks: Iterable[Mark], now: datetime) -> None:
    marks = list(marks)
    with office_scope(office):
        first = source.first_day() if any(mark.since for mark in marks) else None
    wanted = plan(
        marks,
        days=_known(source.day, office.id),
        months=_known(source.month, office.id),
        first=first,
        today=wib(now).date(),
    )
    _days(office, source, wanted, now)
    _whole_months(office, source, dict(wanted.months), now)


def _known(table: Any, office_id: UUID) -> dict[date, date]:
    rows = table.objects.filter(office_id=office_id, service_code="")
    return dict(rows.values_list("first", "oldest"))


def _days(office: Office, source: Source, wanted: Plan, now: datetime) -> None:
    """Fold single days, and add up the months they are in."""
    if not wanted.days:
        return
    with office_scope(office):
        cells = source.read(office, wanted.days, min(wanted.days.values()), now)
    storage.replace(source.day, office.id, wanted.days, cells)
    for first in sorted({day.replace(day=1) for day in wanted.days}):
        days = storage.load(source.day, office_id=office.id, first__gte=first, first__lt=next_month(first))
        storage.replace(source.month, office.id, [first], months_of(days))


def _whole_months(office: Office, source: Source, months: dict[date, date | None], now: datetime) -> None:
    kept = days_since(wib(now).date())
    for first, oldest in sorted(months.items()):
        days = _days_of(first)
        with office_scope(office):
            cells = source.read(office, days, oldest, now)
        _store_month(source, office.id, first, days, cells, single=first >= kept)


def _store_month(
    source: Source,
    office_id: UUID,
    first: date,
    days: Collection[date],
    cells: dict[Key, Cell],
    *,
    single: bool,
) -> None:
    storage.replace(source.day, office_id, days, cells if single else {})
    storage.replace(source.month, office_id, [first], months_of(cells.items()))


def _days_of(first: date) -> list[date]:
    return [first + n * _DAY for n in range((next_month(first) - first).days)]
