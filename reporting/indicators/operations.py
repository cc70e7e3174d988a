"""Keeping the read model: the sweep every few seconds, rebuilding, checking. All run in the public scope."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, ProgrammingError
from django.db.models import F

from commons.clock import wib
from indicators import folding, reading, storage
from indicators.cells import Cell, Key
from indicators.folding import Busy
from indicators.models import FoldState, Sweep
from indicators.periods import Period, days_since
from indicators.sources import all_sources
from offices.models import SERVED, DirtyMark, Office
from offices.scope import office_scope, public_scope

logger = logging.getLogger(__name__)
PATIENCE = timedelta(seconds=3)
LONGEST_PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Swept:
    """What a sweep came to."""

    marks: int
    offices: int
    failed: int


def sweep(*, now: datetime) -> Swept:
    """Fold every office that has marks, one after the other. An office that fails is left as it is, says so,
    and stops no other; it is tried again after a while that grows to ten minutes."""
    with public_scope():
        waiting = _waiting(now)
        marks = failed = busy = 0
        for office in waiting:
            try:
                marks += folding.fold_office(office, now=now)
            except Busy:
                busy += 1
            except Exception as error:
                failed += 1
                _failed(office, error, now)
            else:
                _folded(office.id, now)
        if not busy:
            Sweep.objects.update_or_create(id=1, defaults={"swept_at": now})
    return Swept(marks, len(waiting), failed)


def _waiting(now: datetime) -> list[Office]:
    """Offices with marks, those marked first coming first; without those that failed just now."""
    marked = set(DirtyMark.objects.values_list("office_id", flat=True).distinct())
    resting = {row.office_id for row in FoldState.objects.exclude(failed_at=None) if _rests(row, now)}
    offices = Office.objects.filter(id__in=marked - resting).defer("emblem")
    return list(offices.order_by("kemendagri_code"))


def _rests(row: FoldState, now: datetime) -> bool:
    wait = min(PATIENCE * 2 ** min(row.failures, 10), LONGEST_PATIENCE)
    return row.failed_at is not None and now - row.failed_at < wait


def _failed(office: Office, error: Exception, now: datetime) -> None:
    why = "schema" if isinstance(error, ProgrammingError) else _kind(error)
    # The traceback is logged when it begins; it would be the same every few seconds.
    known = FoldState.objects.filter(office_id=office.id).first()
    if known is None or known.failed_at is None:
        logger.error("indicators: %s cannot be folded (%s)", office.schema_name, why, exc_info=error)
        swept = Sweep.objects.values_list("swept_at", flat=True).first()
        FoldState.objects.update_or_create(
            office_id=office.id, defaults={"as_of": swept, "failed_at": now, "failures": 1, "why": why}
        )
        return
    FoldState.objects.filter(office_id=office.id).update(failed_at=now, failures=F("failures") + 1, why=why)


def _kind(error: Exception) -> str:
    return "database" if isinstance(error, DatabaseError) else "error"


def _folded(office_id: UUID, now: datetime) -> None:
    whole = {"folded_at": now, "as_of": None, "failed_at": None, "failures": 0, "why": ""}
    FoldState.objects.update_or_create(office_id=office_id, defaults=whole)


def offices_to_rebuild(slugs: list[str]) -> list[Office]:
    """The offices with a schema, all or those named, by code."""
    with public_scope():
        offices = Office.objects.exclude(state="PROVISIONING").defer("emblem").order_by("kemendagri_code")
        return list(offices.filter(slug__in=slugs) if slugs else offices)


def rebuild(*, office: Office, period: Period | None = None, now: datetime) -> Iterator[date]:
    """Work an office's months out anew from its files (no period: since its first file); yields each month.

    Folding may go on meanwhile. Raises `Busy`.
    """
    if period is None:
        with office_scope(office):
            first = reading.first_day()
        if first is None:
            return
        period = Period(min(first, wib(now).date()), wib(now).date())
    yield from folding.rebuild(office, period=period, now=now)


def reconcile(*, now: datetime) -> int:
    """Each night: rebuild the months whose days are kept, and say loudly where the fold had something else.

    Returns how many office-months differed. Days that are no longer kept are removed.
    """
    today = wib(now).date()
    period, wrong = Period(days_since(today), today), 0
    with public_scope():
        for source in all_sources():
            source.day._default_manager.filter(first__lt=period.first).delete()
    for office in offices_to_rebuild([]):
        try:
            wrong += _reconcile(office, period, now)
        except Busy:
            continue
        except Exception as error:
            with public_scope():
                _failed(office, error, now)
    return wrong


def _reconcile(office: Office, period: Period, now: datetime) -> int:
    with public_scope():
        folding.fold_office(office, now=now)
        before = _months(office, period)
    list(folding.rebuild(office, period=period, now=now))
    with public_scope():
        after = _months(office, period)
    wrong = sorted({key[1] for key in before.keys() | after.keys() if before.get(key) != after.get(key)})
    for month in wrong:
        logger.error("indicators: %s had been folded wrongly in %s", office.schema_name, month)
    return len(wrong)


def _months(office: Office, period: Period) -> dict[Key, Cell]:
    found: dict[Key, Cell] = {}
    for source in all_sources():
        rows = storage.load(source.month, office_id=office.id, first__gte=period.first)
        found |= {(f"{source.topic}/{service}", first): cell for (service, first), cell in rows}
    return found


def refresh_open(*, now: datetime) -> int:
    """Count anew what lies at every open office: files become overdue without anybody doing anything."""
    with public_scope():
        offices = list(Office.objects.filter(state__in=SERVED).defer("emblem"))
    done = 0
    for office in offices:
        try:
            folding.count_open(office, now=now)
        except (Busy, DatabaseError):
            continue  # the sweep says what is wrong with it
        done += 1
    return done
