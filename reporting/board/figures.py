"""Figures as a reader sees them: with their unit, or "belum cukup data". Pure."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import partial

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from board.words import NOT_ENOUGH
from commons.clock import wib
from commons.indonesian import date_shown, duration_words, time_words
from indicators.measures import Definition, Unit
from indicators.periods import Period
from indicators.results import Value

# From here on minutes are said in hours.
HOURS_FROM = 120
NBSP = "\N{NO-BREAK SPACE}"
_INDONESIAN = str.maketrans(",.", ".,")
_SUFFIXES = {
    Unit.PERCENT: "%",
    Unit.FILES: gettext_lazy("berkas"),
    Unit.PEOPLE: gettext_lazy("orang"),
    Unit.VISITS: gettext_lazy("kunjungan"),
    Unit.MESSAGES: gettext_lazy("pesan"),
    Unit.DAYS: gettext_lazy("hari kerja"),
    Unit.PER_FILE: gettext_lazy("per 100 berkas"),
    Unit.PER_1000: gettext_lazy("per 1.000 penduduk"),
    Unit.PER_STAFF_DAY: gettext_lazy("per petugas per hari"),
    Unit.POINTS: gettext_lazy("dari 100"),
    Unit.PER_STANDARD: gettext_lazy("per standar"),
    Unit.INDEX: gettext_lazy("dari 100"),
    Unit.ITEMS: gettext_lazy("sarana"),
    Unit.DECISIONS: gettext_lazy("keputusan"),
    Unit.MEETINGS: gettext_lazy("rapat"),
    Unit.COMPLAINTS: gettext_lazy("pengaduan"),
    Unit.PER_COMPLAINT: gettext_lazy("per 100 pengaduan"),
}

# Whether the page that is drawn is in English; None: nobody has looked.
_english: ContextVar[bool | None] = ContextVar("english", default=None)


@contextmanager
def one_language() -> Iterator[None]:
    """All numbers inside are said in the language of now. Django looks it up each time it is asked, and a
    page of all offices says two thousand numbers."""
    token = _english.set(get_language() == "en")
    try:
        yield
    finally:
        _english.reset(token)


def number(value: float, places: int = 0) -> str:
    """`1234.5` → "1.235" in Indonesian, "1,235" in English.

    Not by Django's `number_format`: a page of all offices says two thousand numbers, a tenth of its time.
    """
    shown = f"{_rounded(value, places):,.{places}f}"
    english = _english.get()
    if english is None:
        english = get_language() == "en"
    return shown if english else shown.translate(_INDONESIAN)


def _rounded(value: float, places: int) -> float:
    scale = 10.0**places
    return math.copysign(math.floor(abs(value) * scale + 0.5) / scale, value) or 0.0


def percent(part: float) -> str:
    """`0.914` → "91". What is nearly nothing or nearly all keeps a decimal: 99,7 is not 100."""
    value = part * 100
    near = 0 < abs(value) < 1 or 99 < abs(value) < 100
    return number(value, 1 if near else 0)


def _few(value: float) -> str:
    """One decimal below ten, none above."""
    return number(value, 1 if 0 < abs(value) < 10 else 0)


def _per_100(value: float) -> str:
    return _few(value * 100)


_SAID: dict[Unit, Callable[[float], str]] = {
    Unit.PERCENT: percent,
    Unit.PER_FILE: _per_100,
    Unit.PER_COMPLAINT: _per_100,
    Unit.POINTS: partial(number, places=1),
    Unit.INDEX: partial(number, places=2),
    Unit.VISITS: _few,
    Unit.PER_1000: _few,
    Unit.PER_STAFF_DAY: _few,
    Unit.PER_STANDARD: _few,
    Unit.ITEMS: _few,
    Unit.DECISIONS: _few,
}


def minutes(value: float) -> str:
    """`46.4` → "46 menit", `200` → "3 jam 20 menit"."""
    whole = round(value)
    if whole < HOURS_FROM:
        return _("{n} menit").format(n=_few(value) if value < 10 else number(value))
    return duration_words(whole)


def minutes_short(value: float) -> str:
    """The same for a chart: "46 mnt", "3,3 jam"."""
    if value < HOURS_FROM:
        return _("{n} mnt").format(n=_few(value))
    return _("{n} jam").format(n=_few(value / 60))


def alike(definition: Definition, *several: float) -> list[str]:
    """Values that are read beside each other, short and in one unit: "138 mnt", "31 mnt"."""
    if definition.unit is not Unit.MINUTES or min(map(abs, several)) >= HOURS_FROM:
        return [short(definition, value) for value in several]
    return [_("{n} mnt").format(n=_few(value)) for value in several]


def _plain(unit: Unit, value: float) -> str:
    """The number alone, in the unit that `UNITS_IN` names."""
    return _SAID.get(unit, number)(value)


def text(definition: Definition, value: float) -> str:
    """A value with its unit: "91 %", "46 menit", "1.204 berkas"."""
    unit = definition.unit
    if unit is Unit.MINUTES:
        return minutes(value)
    shown = _plain(unit, value)
    return f"{shown}{NBSP}{_SUFFIXES[unit]}"


def short(definition: Definition, value: float) -> str:
    """A value for a chart or a narrow column: "91 %", "46 mnt", "4,2"."""
    if definition.unit is Unit.MINUTES:
        return minutes_short(value)
    shown = _plain(definition.unit, value)
    return f"{shown}{NBSP}%" if definition.unit is Unit.PERCENT else shown


def bare(definition: Definition, value: float) -> str:
    """As few characters as can be, for inside a map; the legend says the unit."""
    return _few(value) if definition.unit is Unit.MINUTES else _plain(definition.unit, value)


def said(definition: Definition, value: Value, *, brief: bool = False) -> str:
    """The figure, or "belum cukup data"."""
    if not value.enough or value.value is None:
        return str(NOT_ENOUGH)
    return short(definition, value.value) if brief else text(definition, value.value)


def interval(definition: Definition, value: Value) -> str:
    """ "89–93 %"; "" where there is none or too little data."""
    if not value.enough or value.low is None or value.high is None:
        return ""
    return between(definition, value.low, value.high)


def between(definition: Definition, low: float, high: float) -> str:
    """Two values as a range: "89–93 %", "37–53 mnt", "100–126 mnt"; one where they read alike."""
    first, last = (_parted(said) for said in alike(definition, low, high))
    if first == last:
        return "".join(first)
    if first[1] == last[1]:
        return f"{first[0]}–{last[0]}{last[1]}"
    return f"{''.join(first)} – {''.join(last)}"


def _parted(said: str) -> tuple[str, str]:
    """The number, and the unit with the space before it."""
    for space in (" ", NBSP):
        head, between_, tail = said.partition(space)
        if between_:
            return head, NBSP + tail
    return said, ""


def n_words(definition: Definition, value: Value) -> str:
    """What the figure rests on: "1.204 berkas", "310 petugas-hari"."""
    if definition.counted:
        return f"{number(value.n)} {definition.counted}"
    if definition.unit is Unit.PER_STAFF_DAY:
        return _("{n} petugas-hari").format(n=number(value.n))
    if definition.unit is Unit.DAYS:
        return _("{n} hari kerja").format(n=number(value.n))
    if definition.unit is Unit.POINTS:
        return _("{n} hari dinilai").format(n=number(value.n))
    if definition.unit is Unit.PER_STANDARD:
        return _("{n} standar-hari").format(n=number(value.n))
    return _("{n} berkas").format(n=number(value.n))


def month_words(first: date) -> str:
    """ "November 2026"."""
    return date_shown(first, "F Y")


def month_short(first: date) -> str:
    """ "Nov 26"."""
    return date_shown(first, "M y")


def day_words(day: date) -> str:
    """ "21 November 2026"."""
    return date_shown(day)


def moment(at: datetime) -> str:
    """ "21 November 2026 pukul 15.55 WIB"."""
    return _("{day} pukul {time}").format(day=day_words(wib(at).date()), time=time_words(at))


def period_words(period: Period) -> str:
    """ "1 September – 30 November 2026"."""
    first, last = period.first, period.last
    if (first.year, first.month) == (last.year, last.month) and first.day == 1 and period.grain == "MONTH":
        return month_words(first)
    start = date_shown(first, "j F")
    return (
        f"{start} – {day_words(last)}"
        if first.year == last.year
        else f"{start} {first.year} – {day_words(last)}"
    )
