"""Holidays, closures and seasons that the kabupaten enters for many offices at once. Runs in the public
scope.

Rows of one act share a `batch`, so that it can be taken back as one. A closure of all offices is one row
without an office; everything else is a row of each office, as if the office had entered it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commons import worktime
from commons.ids import new_id
from offices import changes, hours
from offices.details import BadDetail, _changed, _text
from offices.models import (
    REHEARSAL,
    Closure,
    HolidayChange,
    HolidayOverride,
    HolidaySort,
    Office,
    OfficeState,
    SpecialHours,
)


@dataclass(frozen=True)
class Batch:
    """Rows of one act. `offices`: ids; None for the whole kabupaten."""

    id: UUID
    name: str
    from_date: date
    to_date: date
    from_time: time | None
    to_time: time | None
    offices: tuple[UUID, ...] | None


def served() -> list[Office]:
    """The offices that are open or ready, by code; rehearsals are none."""
    rows = Office.objects.filter(state__in=[OfficeState.READY, OfficeState.LIVE]).defer("emblem")
    return list(rows.exclude(kemendagri_code__startswith=REHEARSAL).order_by("kemendagri_code"))


@transaction.atomic
def close(
    *,
    office_ids: Collection[UUID] | None,
    from_date: date,
    to_date: date,
    reason: str,
    from_time: time | None = None,
    to_time: time | None = None,
) -> UUID:
    """Close these offices (None: all, also those that come on later); returns the batch. Raises `BadHours`,
    `BadDetail`."""
    said = _text(reason, str(_("Alasan")), 200)
    worktime.Closure(from_date, to_date, said, from_time, to_time)
    if office_ids is not None and not office_ids:
        raise BadDetail("no_office", _("Pilih paling sedikit satu kantor."))
    batch = new_id()
    span: dict[str, Any] = {
        "from_date": from_date,
        "to_date": to_date,
        "from_time": from_time,
        "to_time": to_time,
    }
    ids: list[UUID | None] = [None] if office_ids is None else list(office_ids)
    Closure.objects.bulk_create(Closure(office_id=each, reason=said, batch=batch, **span) for each in ids)
    _mark(ids, from_date)
    return batch


@transaction.atomic
def reopen(*, batch: UUID) -> Batch:
    """Take a closure back; returns what it was. Raises `Closure.DoesNotExist`."""
    found = [each for each in closures() if each.id == batch]
    if not found:
        raise Closure.DoesNotExist
    Closure.objects.filter(batch=batch).delete()
    _mark(found[0].offices or [None], found[0].from_date)
    return found[0]


def closures(*, since: date | None = None) -> list[Batch]:
    """Closures that the kabupaten entered and that end on `since` or later, the nearest first."""
    rows = Closure.objects.filter(batch__isnull=False).order_by("from_date", "batch")
    return _batches(list(rows.filter(to_date__gte=since) if since else rows))


@transaction.atomic
def add_season(
    *, office_ids: Sequence[UUID], name: str, from_date: date, to_date: date, days: Mapping[str, Any]
) -> tuple[UUID, list[UUID]]:
    """Other hours of these offices for a range of dates. An office that has entered its own for any of these
    days keeps them. Returns the batch and the offices that got it. Raises `BadHours`, `BadDetail`."""
    parsed = hours.parse_days(days)
    if to_date < from_date or not parsed:
        raise BadDetail("bad_range", _("Isi jam dan tanggal yang berurutan."))
    said, batch = _text(name, str(_("Nama")), 80), new_id()
    there = SpecialHours.objects.filter(
        office_id__in=office_ids, from_date__lte=to_date, to_date__gte=from_date
    )
    own = set(there.values_list("office_id", flat=True))
    ids = [each for each in office_ids if each not in own]
    if not ids:
        raise BadDetail("season_there", _("Semua kantor ini sudah mempunyai jam khusus pada tanggal itu."))
    stored = {str(weekday): hours.day_json(day) for weekday, day in parsed.items()}
    SpecialHours.objects.bulk_create(
        SpecialHours(
            office_id=each, name=said, from_date=from_date, to_date=to_date, hours=stored, batch=batch
        )
        for each in ids
    )
    _mark(ids, from_date)
    return batch, ids


@transaction.atomic
def remove_season(*, batch: UUID) -> Batch:
    """Take other hours back; returns what they were. Raises `SpecialHours.DoesNotExist`."""
    found = [each for each in seasons() if each.id == batch]
    if not found:
        raise SpecialHours.DoesNotExist
    SpecialHours.objects.filter(batch=batch).delete()
    _mark(found[0].offices or (), found[0].from_date)
    return found[0]


def seasons(*, since: date | None = None) -> list[Batch]:
    """Seasons that the kabupaten entered and that end on `since` or later, the nearest first."""
    rows = SpecialHours.objects.filter(batch__isnull=False).order_by("from_date", "batch")
    return _batches(list(rows.filter(to_date__gte=since) if since else rows))


@transaction.atomic
def set_override(
    *, day: date, change: HolidayChange, name: str, source: str, kind: HolidaySort = HolidaySort.NATIONAL
) -> HolidayOverride:
    """A decree added this day or took it away. Raises `BadDetail`."""
    row, _new = HolidayOverride.objects.update_or_create(
        date=day,
        defaults={
            "change": HolidayChange(change),
            "name": _text(name, str(_("Nama")), 120),
            "source": _text(source, str(_("Sumber")), 200),
            "kind": HolidaySort(kind),
        },
    )
    _changed(None, day)
    return row


@transaction.atomic
def remove_override(*, day: date) -> HolidayOverride:
    """The day is again what it is without a decree; returns the row. Raises
    `HolidayOverride.DoesNotExist`."""
    row = HolidayOverride.objects.get(date=day)
    row.delete()
    _changed(None, day)
    return row


def overrides(year: int) -> list[HolidayOverride]:
    """What decrees changed in a year, by day."""
    return list(HolidayOverride.objects.filter(date__year=year).order_by("date"))


def _mark(office_ids: Collection[UUID | None], since: date) -> None:
    hours.forget_calendars()
    transaction.on_commit(hours.forget_calendars)
    for each in office_ids:
        changes.mark(office_id=each, since=since)


def _batches(rows: Sequence[Closure | SpecialHours]) -> list[Batch]:
    found: dict[UUID, list[Closure | SpecialHours]] = {}
    for row in rows:
        if row.batch is not None:
            found.setdefault(row.batch, []).append(row)
    return [_batch(key, those) for key, those in found.items()]


def _batch(key: UUID, rows: Sequence[Closure | SpecialHours]) -> Batch:
    first = rows[0]
    ids = tuple(row.office_id for row in rows if row.office_id is not None)
    return Batch(
        id=key,
        name=first.reason if isinstance(first, Closure) else first.name,
        from_date=first.from_date,
        to_date=first.to_date,
        from_time=first.from_time if isinstance(first, Closure) else None,
        to_time=first.to_time if isinstance(first, Closure) else None,
        offices=ids or None,
    )
