"""The kabupaten's calendar: each change with its line on the trail and the job that renews promises, or
nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.changing import guard
from audit.operations import record
from commons.errors import DomainError
from commons.holidays_id import national_days
from commons.indonesian import date_words
from masterdata import renewing
from offices import calendars
from offices.models import Closure, HolidayChange, HolidayOverride, HolidaySort, Job, SpecialHours

FIRST_YEAR, LAST_YEAR = 2020, 2100
CLOSURES = "closures"
SEASONS = "seasons"


class CalendarRefused(DomainError):
    """The calendar cannot be changed like this; nothing was saved."""


@dataclass(frozen=True)
class NewHoliday:
    """A day that a decree adds."""

    day: date
    name: str
    kind: HolidaySort
    source: str


def holidays_of(year: int) -> str:
    """A year's holidays as the trail names them."""
    return f"holidays:{year}"


@transaction.atomic
def add_holidays(
    *, year: int, holidays: Sequence[NewHoliday], seen: int, actor: Actor, now: datetime, file: str = ""
) -> Job:
    """Add days that a decree made free. `file`: the name of the file they came from. Raises `CalendarRefused`
    for a day that is free already or lies in another year, `Stale`, `BadDetail`."""
    guard(holidays_of(year), seen=seen)
    there = {row.date: row for row in calendars.overrides(year)}
    for each in holidays:
        _refuse_free(each.day, year, there.get(each.day))
    for each in holidays:
        if (removed := there.get(each.day)) is not None and removed.change == HolidayChange.REMOVE:
            calendars.remove_override(day=each.day)
        if each.day not in national_days(year):
            calendars.set_override(
                day=each.day, change=HolidayChange.ADD, name=each.name, source=each.source, kind=each.kind
            )
    data: dict[str, Any] = {"new": [_shown(each) for each in holidays]}
    if file:
        data["file"] = file
    record(
        action="holiday.imported" if file else "holiday.added",
        actor=actor,
        subject=holidays_of(year),
        data=data,
        now=now,
    )
    why = gettext("Hari libur {year} ditambahkan").format(year=year)
    return renewing.ask(office_ids=None, why=why, actor=actor)


@transaction.atomic
def remove_holiday(*, day: date, source: str, seen: int, actor: Actor, now: datetime) -> Job:
    """The day is worked on: an added one goes, a national one is taken away by a decree (`source`). Raises
    `CalendarRefused` for a day that is not free, `Stale`, `BadDetail`."""
    guard(holidays_of(day.year), seen=seen)
    there = {row.date: row for row in calendars.overrides(day.year)}
    row = there.get(day)
    if row is not None and row.change == HolidayChange.ADD:
        calendars.remove_override(day=day)
        old = {"name": row.name, "kind": row.kind, "source": row.source}
    elif row is None and day in national_days(day.year):
        known = national_days(day.year)[day]
        calendars.set_override(
            day=day, change=HolidayChange.REMOVE, name=known.name, source=source, kind=HolidaySort(known.kind)
        )
        old = {"name": known.name, "kind": str(known.kind)}
    else:
        raise CalendarRefused("not_free", _("Hari ini bukan hari libur. Muat ulang halaman."))
    record(
        action="holiday.removed",
        actor=actor,
        subject=holidays_of(day.year),
        data={"day": day.isoformat(), "old": old, "source": source},
        now=now,
    )
    why = gettext("Hari libur {day} dihapus").format(day=date_words(day))
    return renewing.ask(office_ids=None, why=why, actor=actor)


@transaction.atomic
def close(
    *,
    office_ids: Collection[UUID] | None,
    from_date: date,
    to_date: date,
    from_time: time | None,
    to_time: time | None,
    reason: str,
    seen: int,
    actor: Actor,
    now: datetime,
) -> Job:
    """Close many offices at once (None: all). Raises `Stale`, `BadHours`, `BadDetail`."""
    guard(CLOSURES, seen=seen)
    span = {"from_date": from_date, "to_date": to_date, "from_time": from_time, "to_time": to_time}
    batch = calendars.close(office_ids=office_ids, reason=reason, **span)  # type: ignore[arg-type]  # by name
    data = {
        "batch": str(batch),
        "reason": reason,
        "offices": "*" if office_ids is None else len(office_ids),
        **{key: value.isoformat() for key, value in span.items() if value},
    }
    record(action="closure.added", actor=actor, subject=CLOSURES, data={"new": data}, now=now)
    return renewing.ask(office_ids=office_ids, why=reason, actor=actor)


@transaction.atomic
def reopen(*, batch: UUID, seen: int, actor: Actor, now: datetime) -> Job:
    """Take a closure back. Raises `CalendarRefused` when it is gone, `Stale`."""
    guard(CLOSURES, seen=seen)
    try:
        was = calendars.reopen(batch=batch)
    except Closure.DoesNotExist as error:
        raise CalendarRefused("gone", _("Hari tutup ini sudah tidak ada.")) from error
    record(action="closure.removed", actor=actor, subject=CLOSURES, data={"old": _batch(was)}, now=now)
    why = gettext("{name} dibatalkan").format(name=was.name)
    return renewing.ask(office_ids=was.offices, why=why, actor=actor)


@transaction.atomic
def add_season(
    *,
    office_ids: Sequence[UUID],
    name: str,
    from_date: date,
    to_date: date,
    days: Mapping[str, Any],
    seen: int,
    actor: Actor,
    now: datetime,
) -> tuple[Job, int]:
    """Other hours of many offices; also how many offices kept their own. Raises `Stale`, `BadHours`,
    `BadDetail`."""
    guard(SEASONS, seen=seen)
    batch, got = calendars.add_season(
        office_ids=office_ids, name=name, from_date=from_date, to_date=to_date, days=days
    )
    data = {
        "batch": str(batch),
        "name": name,
        "from_date": from_date.isoformat(),
        "to_date": to_date.isoformat(),
        "offices": len(got),
        "days": dict(days),
    }
    record(action="season.added", actor=actor, subject=SEASONS, data={"new": data}, now=now)
    return renewing.ask(office_ids=got, why=name, actor=actor), len(office_ids) - len(got)


@transaction.atomic
def remove_season(*, batch: UUID, seen: int, actor: Actor, now: datetime) -> Job:
    """Take other hours back. Raises `CalendarRefused` when they are gone, `Stale`."""
    guard(SEASONS, seen=seen)
    try:
        was = calendars.remove_season(batch=batch)
    except SpecialHours.DoesNotExist as error:
        raise CalendarRefused("gone", _("Jam khusus ini sudah tidak ada.")) from error
    record(action="season.removed", actor=actor, subject=SEASONS, data={"old": _batch(was)}, now=now)
    why = gettext("{name} dihapus").format(name=was.name)
    return renewing.ask(office_ids=was.offices, why=why, actor=actor)


def _refuse_free(day: date, year: int, row: HolidayOverride | None) -> None:
    if day.year != year:
        message = format_lazy(_("{day} bukan tanggal tahun {year}."), day=date_words(day), year=year)
        raise CalendarRefused("other_year", message, day=day)
    known = national_days(year).get(day)
    if row is not None and row.change == HolidayChange.ADD:
        name = row.name
    elif row is None and known is not None:
        name = known.name
    else:
        return
    message = format_lazy(_("{day} sudah libur: {name}."), day=date_words(day), name=name)
    raise CalendarRefused("free_already", message, day=day)


def _shown(each: NewHoliday) -> dict[str, str]:
    return {"day": each.day.isoformat(), "name": each.name, "kind": str(each.kind), "source": each.source}


def _batch(was: calendars.Batch) -> dict[str, Any]:
    return {
        "batch": str(was.id),
        "name": was.name,
        "from_date": was.from_date.isoformat(),
        "to_date": was.to_date.isoformat(),
        "offices": "*" if was.offices is None else len(was.offices),
    }
