"""Hours of a week as they are typed: opens, closes, a break; and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.indonesian import day_name
from commons.typed import read_time, shown_time
from commons.worktime import BadHours, DayHours

MONDAY = date(2026, 1, 5)
PARTS = ("opens", "closes", "break_from", "break_to")
SHUT = "tutup"
NAMES = [day_name(MONDAY + timedelta(days=n)) for n in range(7)]


@dataclass
class TypedDay:
    """A day of the form: what was typed, what it means, or what is wrong with it.

    `given` is False where nothing was typed; `hours` None then, and where the day is closed.
    """

    name: str
    label: str
    typed: dict[str, str]
    given: bool = False
    hours: DayHours | None = None
    error: "str | Promise" = ""

    def shown(self) -> dict[str, Any]:
        """As `offices/settings_hours.html` takes it."""
        return {"name": self.name, "label": self.label, "error": self.error, **self.typed}


def read_days(data: Mapping[str, str]) -> list[TypedDay]:
    """The seven days of the form, Monday first."""
    return [_read(n, {part: data.get(f"d{n}_{part}", "").strip()[:5] for part in PARTS}) for n in range(7)]


def _read(number: int, typed: dict[str, str]) -> TypedDay:
    day = TypedDay(f"d{number}", NAMES[number], typed, given=any(typed.values()))
    if typed["opens"].lower() == SHUT:
        return day
    try:
        day.hours = _hours(typed) if day.given else None
    except DomainError as refusal:
        day.error = refusal.message
    return day


def _hours(typed: Mapping[str, str]) -> DayHours:
    if not (typed["opens"] and typed["closes"]):
        raise BadHours("hours_form", _("Isi jam buka dan jam tutup, atau kosongkan keduanya."))
    if bool(typed["break_from"]) != bool(typed["break_to"]):
        raise BadHours("hours_form", _("Isi kedua jam istirahat, atau kosongkan keduanya."))
    pause = [(read_time(typed["break_from"]), read_time(typed["break_to"]))] if typed["break_from"] else []
    return DayHours(read_time(typed["opens"]), read_time(typed["closes"]), tuple(pause))


def typed_days(week: Iterable[DayHours | None]) -> list[TypedDay]:
    """A week as it stands in the form. Only the first break of a day has its place there."""
    return [
        TypedDay(f"d{n}", NAMES[n], _typed(hours), given=hours is not None, hours=hours)
        for n, hours in enumerate(week)
    ]


def _typed(hours: DayHours | None) -> dict[str, str]:
    if hours is None:
        return dict.fromkeys(PARTS, "")
    start, end = hours.breaks[0] if hours.breaks else (None, None)
    return dict(zip(PARTS, map(_shown, (hours.opens, hours.closes, start, end)), strict=True))


def _shown(value: time | None) -> str:
    return shown_time(value)
