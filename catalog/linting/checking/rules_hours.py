"""Opening hours and days, and ranges that run backward (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet

rules: Rules[Sheet] = Rules()
E, W = Severity.ERROR, Severity.WARNING
_INSPECTS = seek(
    r"\bkotak (?:saran|pengaduan)\b|\b(?:memeriksa|diperiksa|pemeriksaan|memantau|pemantauan|pengawasan)\b"
    r"|\b(?:rapat|apel)\b",
    re.IGNORECASE,
)
_RANGE = seek(
    r"(?<![\d./])(?P<from>\d{1,3})\s*(?:-|–|s/d|sampai(?: dengan)?)\s*(?P<to>\d{1,3})\s*"
    r"(?:\([^()]*\)\s*)?(?:menit|jam|hari|minggu|bulan)\b",
    re.IGNORECASE,
)
_HOURS = seek(
    r"\b(?P<h>\d{1,2})[.:](?P<m>\d{2})(?:\s*WIB)?\s*(?:-|–|s/d|s\.d\.?|sampai(?: dengan| pukul)?"
    r"|hingga(?: pukul)?)"
    r"\s*(?:pukul\s+|jam\s+)?(?P<h2>\d{1,2})[.:](?P<m2>\d{2})\b",
    re.IGNORECASE,
)
_CLOCK = seek(r"\d[.:]\d\d")
_WEEK = ("senin", "selasa", "rabu", "kamis", "jum", "sabtu", "minggu")
_WEEKDAY = r"senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu"
_DAYS = seek(
    rf"\b(?P<first>{_WEEKDAY})\b(?:\s*(?:-|–|s/d|s\.d\.?|sampai(?: dengan)?"
    rf"|hingga)\s*(?:hari\s+)?(?P<last>{_WEEKDAY})\b)?",
    re.IGNORECASE,
)
_OPEN = seek(r"\b(?:pelayanan|layanan|loket|kantor|buka|melayani|jam kerja)\b", re.IGNORECASE)
_NO_PAUSE = seek(r"\btanpa (?:jeda |waktu )?(?:istirahat|jeda)\b", re.IGNORECASE)
# "Layanan perekaman dan pengaduan dibuka …": the hours of the service too.
_TOGETHER = seek(
    r"\b(?:pe)?layanan\s+(?!pengaduan|aduan|konsultasi|informasi)\w+\s+(?:dan|serta|maupun)\s+"
    r"(?:(?:pe)?layanan\s+)?(?:pengaduan|konsultasi)\b"
    r"|\b(?:pengaduan|konsultasi)\s+(?:dan|serta|maupun)\s+(?:pe)?layanan\b",
    re.IGNORECASE,
)
# Where hours end and another sentence begins, with a full stop or without.
_EXCEPT = seek(r"\b(?:khusus|kecuali|istirahat|pengaduan|konsultasi|ramadan|puasa|piket)\b", re.IGNORECASE)
_THEN = seek(
    rf"(?<=WIB)[.;]?\s+(?!{_WEEKDAY}|istirahat|(?i:pukul|jam)\b)(?-i:(?=[A-Z]))|(?<=\d\d)\.\s+(?-i:(?=[A-Z]))",
    re.IGNORECASE,
)
_PAUSE = seek(r"\bistirahat\b|\bpengaduan\b|\bkonsultasi\b", re.IGNORECASE)
_SERVES = seek(
    r"\b(?:melayani|dilayani|pelayanan|layanan|loket|jam kerja|buka|dibuka|di kantor)\b", re.IGNORECASE
)
_LATER = seek(
    r"\b(?:sampai|hingga|s/d|sebelum)\s+(?:dengan\s+)?(?:pukul|jam)\s+(?P<h>\d{1,2})[.:](?P<m>\d{2})\b",
    re.IGNORECASE,
)
_AT = seek(
    r"\b(?:dibuka|buka|diambil|dilayani|diserahkan)\b[^.;]{0,40}?\b(?:pukul|jam)\s+(?P<h>\d{1,2})[.:](?P<m>\d{2})\b"
    r"(?!\s*(?:WIB\s*)?(?:-|–|s/d|s\.d|sampai|hingga))",
    re.IGNORECASE,
)
_ONLINE = seek(r"\bdaring\b|\bonline\b|\blibur\b|\btutup\b|\bkeliling\b", re.IGNORECASE)


@rules("range_reversed", E)
def range_reversed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "30 - 15 menit", "15.00 s/d 08.00"."""
    for where, text in sheet.texts:
        backward = [m for m in _RANGE.finditer(text) if int(m["from"]) > int(m["to"])]
        backward += [m for m in _HOURS.finditer(text) if not _is_span(m)] if _CLOCK.search(text) else []
        for match in backward:
            yield Hit(
                where,
                match[0],
                _("Awalnya lebih besar daripada akhirnya, atau jamnya tidak ada."),
                _("Tulis dari yang kecil ke yang besar."),
            )


def _minutes(match: re.Match[str]) -> tuple[int, int]:
    return int(match["h"]) * 60 + int(match["m"]), int(match["h2"]) * 60 + int(match["m2"])


def _is_span(match: re.Match[str]) -> bool:
    begin, end = _minutes(match)
    minutes_exist = int(match["m"]) < 60 and int(match["m2"]) < 60
    return begin < end <= 24 * 60 and minutes_exist


@rules("hours_differ", E)
def hours_differ(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """One weekday, two opening hours. Hours without a day are those of Monday; a pause is no opening."""
    seen: dict[int, tuple[tuple[int, int], str]] = {}
    rows = (
        (None, " ".join(row)) for row in sheet.extra
    )  # "Jam pelayanan" in one cell, the hours in the next
    for where, text in (*rows, *sheet.texts):
        if not (_CLOCK.search(text) and _OPEN.search(text)):
            continue
        for line in text.splitlines():
            if _overlapping(line):
                why = _("Satu hari disebut dengan dua jam pelayanan.")
                yield Hit(where, line, why, _("Tulis jam pelayanan yang sama di seluruh dokumen."))
        for line in (_THEN.split(line, maxsplit=1)[0] for line in text.splitlines()):
            if _PAUSE.search(_NO_PAUSE.sub(" ", _TOGETHER.sub(" ", line))):
                continue
            for match, days in _opening(line):
                hours = _minutes(match)
                rival = next((seen[day] for day in days if day in seen and seen[day][0] != hours), None)
                if rival:
                    yield Hit(
                        where,
                        line,
                        said(_("Jam pelayanan di sini lain daripada “{other}”."), other=rival[1].strip()),
                        _("Tulis jam pelayanan yang sama di seluruh dokumen."),
                    )
                for day in days:
                    seen.setdefault(day, (hours, line))


def _opening(line: str) -> Iterator[tuple[re.Match[str], list[int]]]:
    """Hours with the weekdays before them; one day has one opening in a line (the other is a pause)."""
    at = 0
    taken: set[int] = set()
    days = [0]
    for match in _HOURS.finditer(line):
        named_days = list(_DAYS.finditer(line, at, match.start()))
        days = [day for one in named_days for day in _range_of(one)] or days
        at = match.end()
        if not taken.intersection(days):
            yield match, days
        taken.update(days)


def _overlapping(line: str) -> str:
    """ "Senin sampai Jumat 07.30-15.30; Jumat 07.30-14.30": the second opening of a day, where both are named
    and the one is no pause in the other; else ""."""
    seen: dict[int, tuple[int, int]] = {}
    at = 0
    for match in _HOURS.finditer(line) if not _EXCEPT.search(line) else ():
        days = {day for one in _DAYS.finditer(line, at, match.start()) for day in _range_of(one)}
        at = match.end()
        for day in days:
            begin, end = _minutes(match)
            other = seen.setdefault(day, (begin, end))
            if other != (begin, end) and begin < other[1] and other[0] < end:
                return line
    return ""


def _range_of(match: re.Match[str]) -> list[int]:
    first, last = (_weekday(match[name] or match["first"]) for name in ("first", "last"))
    return list(range(first, last + 1)) if first <= last else [first, last]


def _weekday(name: str) -> int:
    return next(at for at, day in enumerate(_WEEK) if name.casefold().startswith(day))


@rules("days_differ", W)
def days_differ(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Served on a Saturday, where the opening days end on Friday."""
    if not _CLOCK.search(sheet.folded):
        return
    lines = [(where, line) for where, text in sheet.texts for line in text.splitlines()]
    opening = next((line for _where, line in lines if _HOURS.search(line) and _DAYS.search(line)), "")
    days = {day for match in _DAYS.finditer(opening) for day in _range_of(match)}
    closes = max((_minutes(match)[1] for match in _HOURS.finditer(opening)), default=0)
    for where, line in lines if closes else ():
        match = _LATER.search(line) or _AT.search(line) if line != opening and _SERVES.search(line) else None
        if match and int(match["h"]) * 60 + int(match["m"]) > closes:
            yield Hit(
                where,
                line,
                said(
                    _("“{hour}” lebih lambat daripada jam pelayanan: {opening}."),
                    hour=match[0],
                    opening=opening.strip(),
                ),
                _("Tulis jam pelayanan yang sama."),
            )
    for where, line in lines if days else ():
        for match in _DAYS.finditer(line) if line != opening and _SERVES.search(line) else ():
            if _INSPECTS.search(_clause(line, match.start())):
                continue
            if not set(_range_of(match)) <= days and not _ONLINE.search(line):
                yield Hit(
                    where,
                    line,
                    said(
                        _("“{days}” tidak termasuk hari pelayanan: {opening}."),
                        days=match[0],
                        opening=opening.strip(),
                    ),
                    _("Tulis hari pelayanan yang sama."),
                )


def _clause(line: str, at: int) -> str:
    """The words between semicolons or full stops around a place."""
    begin = max(line.rfind(";", 0, at), line.rfind(". ", 0, at)) + 1
    ends = [end for mark in (";", ". ") if (end := line.find(mark, at)) >= 0]
    return line[begin : min(ends, default=len(line))]
