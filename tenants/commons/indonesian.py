"""Numbers, dates and durations in Indonesian words, as letters and slips print them.

What goes into letters is always Indonesian; durations are shown on screens and follow the reader's language.
"""

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commons.clock import wib

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_UNITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima",
    "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_SCALES = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
    (100, "ratus"),
    (10, "puluh"),
)
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LIMIT = 10**15


def number_words(number: int) -> str:
    """`15` → "lima belas", `1000` → "seribu". From 0 to below a thousand triliun; raises `ValueError`."""
    if not 0 <= number < _LIMIT:
        raise ValueError(f"no words for {number}")
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    size, name = next((size, name) for size, name in _SCALES if number >= size)
    count, rest = divmod(number, size)
    # One ten, hundred and thousand are one word; "satu juta" and above are two.
    head = f"se{name}" if count == 1 and size <= 1000 else f"{number_words(count)} {name}"
    return f"{head} {number_words(rest)}" if rest else head


def with_words(number: int) -> str:
    """`10` → "10 (sepuluh)", the way standards and letters write an amount."""
    return f"{number} ({number_words(number)})"


def rupiah(amount: int) -> str:
    """`10000` → "Rp10.000"."""
    return f"Rp{amount:,}".replace(",", ".")


def roman(number: int) -> str:
    """`11` → "XI". From 1 to 3999; raises `ValueError`."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no roman numeral for {number}")
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def _day(value: date) -> date:
    """The calendar day meant: an instant is read on the office's wall clock."""
    return wib(value).date() if isinstance(value, datetime) else value


def day_name(value: date) -> str:
    """ "Sabtu". An aware datetime is read in WIB, here and below."""
    return DAYS[_day(value).weekday()]


def month_name(month: int) -> str:
    """`11` → "November". Raises `ValueError` outside 1 to 12."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return MONTHS[month - 1]


def date_words(value: date) -> str:
    """ "21 November 2026"."""
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_spelled(value: date) -> str:
    """ "Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam": a berita acara."""
    day = _day(value)
    return (
        f"{DAYS[day.weekday()]} tanggal {number_words(day.day)} bulan {MONTHS[day.month - 1]} "
        f"tahun {number_words(day.year)}"
    )


def time_words(value: datetime | time) -> str:
    """ "15.55 WIB"."""
    clock = wib(value).time() if isinstance(value, datetime) else value
    return f"{clock:%H.%M} WIB"


def moment_words(value: datetime) -> str:
    """ "21 November 2026 pukul 15.55 WIB"."""
    return f"{date_words(value)} pukul {time_words(value)}"


def back_words(value: datetime) -> str:
    """When somebody returns: "Selasa, 1 Desember 2026", with the time unless the day begins with it.

    Follows the reader's language.
    """
    local = wib(value)
    day = date_format(local, "l, j F Y")
    if local.time() == time.min:
        return day
    return _("{day} pukul {time}").format(day=day, time=f"{local:%H.%M}")


def date_shown(value: date, form: str = "j F Y") -> str:
    """ "21 November 2026", in the reader's language; `form` as `date_format` takes it."""
    return date_format(_day(value), form)


def in_indonesian() -> translation.override:
    """`with in_indonesian():` texts come in Indonesian, whoever reads: for print, messages and books."""
    return translation.override("id")


def duration_words(minutes: int) -> str:
    """`80` → "1 jam 20 menit". These are counter minutes, so hours are not folded into days."""
    if minutes < 0:
        raise ValueError("a duration is not negative; say 'late by' in the sentence around it")
    hours, rest = divmod(minutes, 60)
    parts = [_("{n} jam").format(n=hours)] if hours else []
    if rest or not hours:
        parts.append(_("{n} menit").format(n=rest))
    return " ".join(parts)


def working_days_words(days: int) -> str:
    """`2` → "2 hari kerja"."""
    return _("{n} hari kerja").format(n=days)


def decimal_words(value: Decimal, places: int = 2) -> str:
    """`Decimal("3.28")` → "3,28": the comma of Indonesian numbers."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
