"""Times, periods and days read out of words, so that they can be added up and compared (pure)."""

import re
from datetime import date
from functools import lru_cache

from commons.seeking import seek
from standards.reading.numerals import SPELLED, number_of_words

# A working day has seven and a half hours of service; days, weeks and months are counted in working days.
WORKDAY = 450
_MINUTES = {
    "menit": 1, "mnt": 1, "jam": 60, "hari": WORKDAY, "hari kerja": WORKDAY, "minggu": 5 * WORKDAY,
    "bulan": 22 * WORKDAY,
}  # fmt: skip
_UNITS = {
    "minute": 1, "hour": 60, "day": WORKDAY, "working_day": WORKDAY, "week": 5 * WORKDAY,
    "month": 22 * WORKDAY,
}  # fmt: skip
_SPAN = seek(
    r"(?<![\d.,/])(?<!tanggal )(?<!tgl )(?P<amount>\d{1,3})\s*"
    r"(?:\([^()]{2,30}\)\s*)?(?:[x×]\s*24\s*(?:\([a-z ]+\)\s*"
    r")?(?P<days>jam)"
    r"|(?P<unit>menit|mnt|jam|hari\s+kerja|hari|minggu|bulan))\b",
    re.IGNORECASE,
)
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
    "november", "desember",
)  # fmt: skip
_OLD_NAMES = {"pebruari": "februari", "nopember": "november", "pebr": "februari"}
DAY = seek(
    rf"\b(?P<day>\d{{1,2}})(?:\s+(?P<name>{'|'.join((*MONTHS, *_OLD_NAMES))})\s+"
    r"|(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark))"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_COUNT = rf"(?:(?P<count>\d{{1,2}})\s*(?:\([a-z ]+\)\s*)?|(?P<word>{SPELLED}))"
_ALL_OF_A_YEAR = seek(
    r"\b(?:(?P<four>(?:ke)?empat(?:nya)?|4)\s*(?:\([a-z ]+\)\s*)?triwulan"
    r"|(?P<two>(?:ke)?dua|2)\s*(?:\([a-z ]+\)\s*)?semester"
    r"|triwulan\s+(?:IV|4|ke-?4|keempat)|(?P<half>semester\s+(?:II|2|ke-?2|kedua)))\b",
    re.IGNORECASE,
)
_IN_MONTHS = {"bulan": 1, "triwulan": 3, "catur wulan": 4, "caturwulan": 4, "semester": 6, "tahun": 12}
_PERIOD = "|".join(_IN_MONTHS)
_MONTH = rf"(?:{'|'.join((*MONTHS, *_OLD_NAMES))})"
_EVERY = seek(
    rf"\b(?:setiap|tiap|per|(?:sekali|(?:1\s*(?:\(satu\)\s*)?|satu\s+)kali)\s+(?:dalam|setiap|tiap)?)\s*"
    rf"(?:(?:akhir|awal|pertengahan)\s+)?(?:{_COUNT})?\s*(?P<unit>{_PERIOD})\b(?!\s+{_MONTH}\b)",
    re.IGNORECASE,
)
# "Setiap bulan Januari dan Juli" is twice a year.
_MONTHS_NAMED = seek(
    rf"\b(?:setiap|tiap)\s+(?:tanggal\s+\d{{1,2}}\s+)?(?:(?:akhir|awal|pertengahan)\s+)?(?:bulan\s+)?"
    rf"(?P<months>{_MONTH}(?:(?:\s*,\s*(?:dan\s+)?|\s+dan\s+){_MONTH})*)\b",
    re.IGNORECASE,
)
_DAYS_OF_MONTH = 30
_DAYS_OF = {"hari": 1, "hari kerja": 1, "minggu": 7, "pekan": 7}
_EVERY_DAY = seek(
    rf"\b(?:setiap|tiap|sekali\s+(?:dalam\s+)?se|per)\s*(?:(?:akhir|awal)\s+)?(?:{_COUNT})?\s*"
    r"(?P<unit>hari\s+kerja|hari(?!\s+(?:senin|selasa|rabu|kamis|jum|sabtu|minggu))|minggu|pekan)\b",
    re.IGNORECASE,
)
_EVERY_WEEKDAY = seek(
    r"\b(?:setiap|tiap)\s+(?:hari\s+)?(?P<days>(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu)(?:(?:\s*,\s*|\s*,?\s+dan\s+)"
    r"(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu))*)\b",
    re.IGNORECASE,
)
_EVERY_DATE = seek(
    r"\b(?:setiap|tiap)\s+tanggal\s+\d{1,2}\s*(?:\([a-z ]+\)\s*)?"
    rf"(?!\s*(?:{_MONTH}|bulan\s+{_MONTH}|awal|akhir)\b)",
    re.IGNORECASE,
)
_ADJECTIVE = seek(
    r"\b(?:laporan|rekap\w*|evaluasi|rapat|penilaian|pemeriksaan|pengaduan|aduan|pengawasan|monitoring|pemantauan)\s+(?:secara\s+)?"
    r"(?P<unit>minggu|bulan|triwulan|semester|tahun)an\b",
    re.IGNORECASE,
)
_ONCE_IN = seek(rf"(?:{_COUNT})\s*(?P<unit>{_PERIOD})\s+sekali\b", re.IGNORECASE)
_TIMES_A_YEAR = seek(
    rf"(?:{_COUNT})\s*kali\s+(?:dalam\s+)?(?:se|satu\s+|setiap\s+|1\s+(?:\(satu\)\s+)?|per\s+)tahun\b",
    re.IGNORECASE,
)
_NAMED = seek(r"\b(?:survei|SKM|IKM|kuesioner)\s+(?P<unit>bulan|triwulan|semester|tahun)an\b", re.IGNORECASE)
_JOINING = seek(r"[\s(,]*(?:(?:pada|yaitu|yakni|di|atau|sebanyak)\s+)?")
_ONCE_A = seek(r"\b(?:se(?P<unit>bulan|tahun)\s+sekali|sekali\s+se(?P<also>bulan|tahun))\b", re.IGNORECASE)


def spans(text: str) -> list[int]:
    """Every time the text names, in working minutes: "1 (satu) hari kerja" is 450."""
    found = []
    for match in _SPAN.finditer(text):
        unit = "hari" if match["days"] else " ".join(match["unit"].lower().split())
        found.append(int(match["amount"]) * _MINUTES[unit])
    return found


def working_minutes(amount: int, unit: str) -> int:
    """The same for a unit of the document reader ("working_day"); 0 for one it does not have."""
    return amount * _UNITS.get(unit, 0)


def day_of(match: re.Match[str]) -> date | None:
    """The day a match of `DAY` names; None for one that is not in the calendar."""
    name = (match["name"] or "").casefold()
    month = MONTHS.index(_OLD_NAMES.get(name, name)) + 1 if name else int(match["month"])
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def period_twice(text: str) -> str:
    """ "Dua kali setahun pada setiap triwulan": a number of times a year beside a period that makes another
    number; the words, or ""."""
    for match in _EVERY.finditer(text):
        again = _TIMES_A_YEAR.match(text, match.end() + len(_JOINING.match(text, match.end())[0]))  # type: ignore[index]
        if (
            again
            and (times := _count(again))
            and 12 / times != _IN_MONTHS[match["unit"].lower()] * (_count(match) or 1)
        ):
            return text[match.start() : again.end()]
    for match in _TIMES_A_YEAR.finditer(text):
        times = _count(match)
        after = _EVERY.match(text, match.end() + len(_JOINING.match(text, match.end())[0]))  # type: ignore[index]
        if times and after and 12 / times != _IN_MONTHS[after["unit"].lower()] * (_count(after) or 1):
            return text[match.start() : after.end()]
    return ""


@lru_cache(maxsize=8192)  # several rules ask the same of one sentence
def months_between(text: str) -> frozenset[float]:
    """How often something is done, as months from one time to the next: "dua kali setahun" is 6."""
    found: set[float] = set()
    for match in (*_EVERY.finditer(text), *_ONCE_IN.finditer(text)):
        found.add(_IN_MONTHS[match["unit"].lower()] * (_count(match) or 1))
    for match in _NAMED.finditer(text):
        found.add(_IN_MONTHS[match["unit"].lower()])
    for match in _ONCE_A.finditer(text):
        found.add(_IN_MONTHS[(match["unit"] or match["also"]).lower()])
    for match in _TIMES_A_YEAR.finditer(text):
        if times := _count(match):
            found.add(12 / times)
    for match in _MONTHS_NAMED.finditer(text):
        found.add(12 / len(re.findall(_MONTH, match["months"], re.IGNORECASE)))
    return frozenset(found)


@lru_cache(maxsize=8192)
def days_between(text: str) -> frozenset[float]:
    """How often something is done, in days from one time to the next; a month has 30."""
    found = {months * _DAYS_OF_MONTH for months in months_between(text)}
    for match in _EVERY_DAY.finditer(text):
        found.add(_DAYS_OF[" ".join(match["unit"].lower().split())] * (_count(match) or 1))
    for match in _EVERY_WEEKDAY.finditer(text):
        found.add(7 / len(re.findall(r"[a-z'’`]{4,}", match["days"], re.IGNORECASE)))
    for match in _ADJECTIVE.finditer(text):
        unit = match["unit"].lower()
        found.add(_IN_MONTHS[unit] * _DAYS_OF_MONTH if unit in _IN_MONTHS else _DAYS_OF[unit])
    if _EVERY_DATE.search(text) and not found:
        found.add(_DAYS_OF_MONTH)
    return frozenset(found)


def parts_of_year(text: str) -> frozenset[float]:
    """The periods whose results a text gathers, in months: "keempat triwulan", "triwulan IV" are 3."""
    return frozenset(6 if match["two"] or match["half"] else 3 for match in _ALL_OF_A_YEAR.finditer(text))


def _count(match: re.Match[str]) -> int | None:
    return int(match["count"]) if match["count"] else number_of_words(match["word"] or "")
