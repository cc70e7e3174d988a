"""Keeping the read model: the sweep every few seconds, rebuilding, checking. All run in the public scope."""

import logging
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, ProgrammingError
from django.db.models import F, Q

from commons.clock import wib
from indicators import folding, storage
from indicators.cells import Cell, Key
from indicators.folding import Busy
from indicators.models import Failing, Sweep
from indicators.periods import Period, days_since
from indicators.sources import all_sources
from offices.models import SERVED, DirtyMark, Office, OfficeState
from offices.scope import office_scope, public_scope

logger = logging.getLogger(__name__)
LONGEST_SWEEP = 60.0
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
    and stops no other; it is tried again after a while that grows to ten minutes. What is not done within a
    minute is left to the next sweep, and the figures are not said to go further than the last whole one."""
    until = time.monotonic() + LONGEST_SWEEP
    with public_scope():
        waiting = _waiting(now)
        marks = failed = busy = 0
        folded: list[UUID] = []
        for office in waiting:
            if time.monotonic() > until:
                busy += 1
                break
            try:
                marks += folding.fold_office(office, now=now)
            except Busy:
                busy += 1
            except Exception as error:
                failed += 1
                _failed(office, error, now)
            else:
                folded.append(office.id)
        Failing.objects.filter(office_id__in=folded).delete()
        if not busy:
            Sweep.objects.update_or_create(id=1, defaults={"swept_at": now})
    return Swept(marks, len(waiting), failed)


def _waiting(now: datetime) -> list[Office]:
    """Offices with marks, whose has waited longest first; without those that failed just now."""
    topics = [source.topic for source in all_sources()]
    marks = DirtyMark.objects.filter(topic__in=topics).order_by("id")
    marked = dict.fromkeys(marks.values_list("office_id", flat=True))
    resting = {row.office_id for row in Failing.objects.all() if _rests(row, now)}
    offices = Office.objects.defer("emblem").in_bulk(list(marked.keys() - resting))
    return [offices[office_id] for office_id in marked if office_id in offices]


def _rests(row: Failing, now: datetime) -> bool:
    patience: timedelta = min(PATIENCE * 2 ** min(row.failures, 10), LONGEST_PATIENCE)
    return now - row.failed_at < patience


def _failed(office: Office, error: Exception, now: datetime) -> None:
    why = "schema" if isinstance(error, ProgrammingError) else _kind(error)
    again = Failing.objects.filter(office_id=office.id)
    if again.update(failed_at=now, failures=F("failures") + 1, why=why):
        return
    # The traceback is logged when it begins; it would be the same every few seconds.
    logger.error("indicators: %s cannot be folded (%s)", office.schema_name, why, exc_info=error)
    swept = Sweep.objects.values_list("swept_at", flat=True).first()
    Failing.objects.create(office_id=office.id, as_of=swept, failed_at=now, why=why)


def _kind(error: Exception) -> str:
    return "database" if isinstance(error, DatabaseError) else "error"


def offices_with_files(*, slugs: Collection[str] = (), schemas: Collection[str] = ()) -> list[Office]:
    """The offices that have a schema, by code; all, or those named."""
    with public_scope():
        offices = Office.objects.exclude(state=OfficeState.PROVISIONING).defer("emblem")
        if slugs or schemas:
            offices = offices.filter(Q(slug__in=slugs) | Q(schema_name__in=schemas))
        return list(offices.order_by("kemendagri_code"))


def rebuild(*, office: Office, period: Period | None = None, now: datetime) -> Iterator[date]:
    """Work an office's months out anew from its files (no period: since its first file); yields each month.

    Folding may go on meanwhile. Raises `Busy`.
    """
    if period is None:
        with office_scope(office):
            firsts = [first for source in all_sources() if (first := source.first_day()) is not None]
        if not firsts:
            return
        period = Period(min(*firsts, wib(now).date()), wib(now).date())
    yield from folding.rebuild(office, period=period, now=now)


def forget_days(*, now: datetime) -> None:
    """Remove the days that are no longer kept by themselves."""
    with public_scope():
        for source in all_sources():
            source.day._default_manager.filter(first__lt=days_since(wib(now).date())).delete()


def reconcile(*, office: Office, now: datetime) -> int:
    """Rebuild the months whose days are kept, and say loudly where the fold had something else.

    Returns how many months differed. Raises `Busy`.
    """
    period = Period(days_since(wib(now).date()), wib(now).date())
    folding.fold_office(office, now=now)
    before = _months(office, period)
    for _month in folding.rebuild(office, period=period, now=now):
        pass
    after = _months(office, period)
    wrong = sorted({key[1] for key in before.keys() | after.keys() if before.get(key) != after.get(key)})
    for month in wrong:
        logger.error("indicators: %s had been folded wrongly in %s", office.schema_name, month)
    return len(wrong)


def _months(office: Office, period: Period) -> dict[Key, Cell]:
    found: dict[Key, Cell] = {}
    with public_scope():
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
