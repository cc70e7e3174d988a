"""National holidays and *cuti bersama* of Indonesia, from the `holidays` package.

Cuti bersama are the package's category `government`, not its default. They are decreed year by year (SKB 3
Menteri) and the package may lag behind a decree: what mends it comes as data into `worktime.WorkCalendar`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

import holidays


class HolidayKind(StrEnum):
    """NATIONAL: hari libur nasional. JOINT_LEAVE: cuti bersama. On neither is a counter open."""

    NATIONAL = "NATIONAL"
    JOINT_LEAVE = "JOINT_LEAVE"


_CATEGORIES = ((HolidayKind.JOINT_LEAVE, "government"), (HolidayKind.NATIONAL, "public"))


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day without working hours. `estimated`: a lunar date that the decree of its year may still move."""

    day: date
    name: str
    kind: HolidayKind
    estimated: bool


@lru_cache(maxsize=256)
def national_days(year: int) -> Mapping[date, Holiday]:
    """The year's holidays by date, names in Indonesian; a day that is both counts as NATIONAL."""
    found: dict[date, Holiday] = {}
    for kind, category in _CATEGORIES:
        table = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
        for day, name in table.items():
            found[day] = Holiday(day, name, kind, "perkiraan" in name.casefold())
    return MappingProxyType(dict(sorted(found.items())))


def joint_leave_known(year: int) -> bool:
    """Whether the year's cuti bersama are in the package; if not, its due dates are still provisional."""
    return any(day.kind is HolidayKind.JOINT_LEAVE for day in national_days(year).values())
