"""Opening hours, seasons and closures: rows to a `WorkCalendar` and back."""

import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons import worktime
from commons.worktime import BadHours, DayHours, UsualHours, WorkCalendar
from offices.models import Closure, HolidayChange, HolidayOverride, OpeningHours, SpecialHours

TTL = 20.0
SIZE = 512

_held: dict[UUID, tuple[float, WorkCalendar]] = {}
_lock = threading.Lock()


def day_json(hours: DayHours | None) -> dict[str, Any] | None:
    """{"opens": "07:30", "closes": "16:00", "breaks": [["12:00", "13:00"]]}; None is closed."""
    if hours is None:
        return None
    return {
        "opens": f"{hours.opens:%H:%M}",
        "closes": f"{hours.closes:%H:%M}",
        "breaks": breaks_json(hours),
    }


def breaks_json(hours: DayHours) -> list[list[str]]:
    """The breaks as JSON."""
    return [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in hours.breaks]


def parse_day(day: Mapping[str, Any] | None) -> DayHours | None:
    """The opposite of `day_json`. Raises `BadHours`."""
    if day is None:
        return None
    try:
        return DayHours.parse(day["opens"], day["closes"], day.get("breaks", ()))
    except (KeyError, AttributeError, TypeError) as error:
        raise BadHours("hours_form", _("Jam buka: isi jam buka dan jam tutup.")) from error


def parse_days(days: Mapping[str, Any]) -> dict[int, DayHours | None]:
    """{"0": {...}, "4": None} by weekday, Monday is 0. Raises `BadHours`."""
    if not isinstance(days, Mapping) or not set(days) <= set("0123456"):
        raise BadHours("hours_weekday", _("Hari harus 0 (Senin) sampai 6 (Minggu)."))
    return {int(weekday): parse_day(day) for weekday, day in days.items()}


def _usual(rows: Sequence[OpeningHours]) -> tuple[UsualHours, ...]:
    return tuple(
        UsualHours(
            row.weekday,
            row.valid_from,
            DayHours.parse(f"{row.opens:%H:%M}", f"{row.closes:%H:%M}", row.breaks)
            if row.opens and row.closes
            else None,
        )
        for row in rows
    )


def load_calendar(office_id: UUID) -> WorkCalendar:
    """The office's open time as the database has it now: four queries."""
    changes = list(HolidayOverride.objects.all())
    return WorkCalendar(
        usual=_usual(list(OpeningHours.objects.filter(office_id=office_id))),
        special=tuple(
            worktime.SpecialHours(row.from_date, row.to_date, parse_days(row.hours))
            for row in SpecialHours.objects.filter(office_id=office_id).order_by("id")
        ),
        closures=tuple(
            worktime.Closure(row.from_date, row.to_date, row.reason, row.from_time, row.to_time)
            for row in Closure.objects.filter(Q(office_id=office_id) | Q(office=None)).order_by("from_date")
        ),
        added={row.date: row.name for row in changes if row.change == HolidayChange.ADD},
        removed=frozenset(row.date for row in changes if row.change == HolidayChange.REMOVE),
    )


def work_calendar(office_id: UUID) -> WorkCalendar:
    """The office's open time, at most `TTL` seconds old; keyed by office, so none gets another's."""
    held = _held.get(office_id)
    if held is not None and held[0] > time.monotonic():
        return held[1]
    calendar = load_calendar(office_id)
    with _lock:
        if len(_held) >= SIZE:
            _held.clear()
        _held[office_id] = (time.monotonic() + TTL, calendar)
    return calendar


def forget_calendars() -> None:
    """Make this process read all calendars again."""
    with _lock:
        _held.clear()
