"""Sums, dates and names that do not fit each other (rules over one standard; pure)."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from commons.seeking import Seeker, seek
from linting.checking.amounts import DAY, day_of, spans, working_minutes
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, normal, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_RP = r"Rp\.?\s*(?P<{0}>\d{{1,3}}(?:\.\d{{3}})+|\d{{3,}})(?:,\d\d)?"
_PERCENT = seek(
    rf"(?P<percent>\d{{1,2}}(?:[.,]\d+)?)\s*%\s*[x×*]\s*\(?\s*{_RP.format('a')}"
    rf"(?:\s*[-–]\s*{_RP.format('b')})?\s*\)?\s*=\s*{_RP.format('sum')}",
    re.IGNORECASE,
)
_TIMES = seek(
    rf"(?P<n>\d{{1,4}})\s*(?:\w+\s*)?[x×*]\s*{_RP.format('a')}\s*=\s*{_RP.format('sum')}", re.IGNORECASE
)
_INDEX = seek(r"\bSKM\b|\bIKM\b|\bsurve[iy]\b|\bindeks kepuasan\b|\bkepuasan masyarakat\b", re.IGNORECASE)
_OVER = seek(
    r"(?<![\d.,/])(?<!Nomor )(?<!nomor )(?<!NOMOR )(?<!No\. )(?<!Rp)(?<!Rp )"
    r"(?P<value>1\d{2}[.,]\d{1,2})(?!\d|\s*[/.]\s*\d)"
)
_MOST_INDEX = 100
_LEAD = seek(
    r"\b(?:paling\s+lambat|selambat\S*|paling\s+sedikit|minimal|sekurang\S*)\s+"
    r"(?P<lead>\d{1,3}\s*(?:\([a-z ]+\)\s*)?(?:hari kerja|hari|minggu))\s+sebelum\b",
    re.IGNORECASE,
)
_BEGINS = seek(r"\b(?:mulai\s+berlaku|tanggal\s+berlaku|berlaku\s+(?:mulai|sejak))\b", re.IGNORECASE)
_SET = seek(
    r"\b(?:tanggal\s+)?(?:di)?(?:tetapkan|sahkan)\b|\btanggal\s+(?:terbit|penetapan)\b", re.IGNORECASE
)
_ZONE = seek(r"\bWITA?\b")
_OF_WEST = seek(
    r"\bbanyuwangi|\bjember|\blumajang|\bmalang|\bprobolinggo|\bkediri|\bjawa timur", re.IGNORECASE
)
_HEAD_POST = seek(r"^\W*(?:a\.?n\.?\s+)?(?:CAMAT|LURAH|Camat|Lurah)\b[^:]{0,30}$")
_NAME = seek(
    r"^\W*(?P<name>(?:(?:Drs?|Dra|Ir|H|Hj|R|M|Moh|Muh)\.\s*)*[A-Z][A-Za-z'’.]+(?:\s+[A-Z][A-Za-z'’.]*)+)(?:,.*)?$"
)
_NAMED_HEAD = seek(
    r"\b(?:Camat|Lurah)(?:\s+[A-Z][a-z]+)?\s*[,(]\s*"
    r"(?P<name>(?:(?:Drs|Dra|Dr|Ir|H|Hj|R|M|Moh|Muh|Sdr|Bapak|Ibu)\.?\s+)+[A-Z][A-Za-z'’.]+(?:\s+[A-Z][A-Za-z'’.]+)*"
    r"|[A-Z'’.]{3,}(?:\s+[A-Z'’.]{3,})+(?=\s*,\s*(?:S|M|A)\.))"
)
_TITLES = frozenset({"drs", "dra", "ir", "hj", "moh", "muh", "pembina", "penata", "nip", "tingkat", "muda"})
_POST = seek(r"\W*(?:camat|lurah|sekretaris|kepala|kasi|plt|plh)\b", re.IGNORECASE)
_BELOW = 6


def _rupiah(text: str) -> int:
    return int(text.replace(".", ""))


@rules("sum_wrong", E, only=_TIMES)
def sum_wrong(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "5% x (Rp250.000.000 - Rp80.000.000) = Rp9.500.000", "3 x Rp10.000 = Rp20.000"."""
    for where, text in sheet.texts:
        wrong = [match for match in _PERCENT.finditer(text) if not _adds_up(match)]
        wrong += [
            match
            for match in _TIMES.finditer(text)
            if int(match["n"]) * _rupiah(match["a"]) != _rupiah(match["sum"])
        ]
        for match in wrong:
            yield Hit(where, match[0], _("Hasil hitungannya salah."), _("Hitung lagi."))


def _adds_up(match: re.Match[str]) -> bool:
    of = _rupiah(match["a"]) - (_rupiah(match["b"]) if match["b"] else 0)
    return Decimal(match["percent"].replace(",", ".")) * of / 100 == _rupiah(match["sum"])


@rules("index_over", E)
def index_over(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The index of satisfaction goes from 25 to 100."""
    for key in (K.EVALUASI, K.JAMINAN_PELAYANAN, K.PENGAWASAN):
        for sentence in sheet.part(key).sentences:
            match = _OVER.search(sentence) if _INDEX.search(sentence) else None
            if match and Decimal(match["value"].replace(",", ".")) > _MOST_INDEX:
                yield Hit(
                    key,
                    sentence,
                    said(_("{value} tidak mungkin: nilai tertinggi adalah 100."), value=match["value"]),
                    _("Tulis target pada skala 25 sampai 100."),
                )


@rules("lead_too_short", E, only=_LEAD)
def lead_too_short(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Whoever applies at the last moment allowed has the paper only after the event."""
    takes = working_minutes(sheet.promise.amount, sheet.promise.unit) if sheet.promise else 0
    for key in (K.PERSYARATAN, K.PROSEDUR, K.WAKTU) if takes else ():
        for sentence in sheet.part(key).sentences:
            match = _LEAD.search(sentence)
            if match and spans(match["lead"])[0] < takes:
                yield Hit(
                    key,
                    sentence,
                    _("Batas pengajuan ini lebih pendek daripada waktu penyelesaiannya."),
                    _("Perpanjang batas pengajuan, atau perpendek penyelesaiannya."),
                )


@rules("effective_first", E)
def effective_first(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """In force before it was set."""
    begins = _days(sheet, _BEGINS)
    made = _days(sheet, _SET)
    if begins and made and begins[0][0] < made[0][0]:
        yield Hit(
            None,
            begins[0][1],
            said(_("Standar ditetapkan sesudahnya: “{line}”."), line=made[0][1]),
            _("Periksa kedua tanggalnya."),
        )


def _days(sheet: Sheet, what: Seeker) -> list[tuple[date, str]]:
    found = []
    for line in sheet.beside:
        match = what.search(line)
        day = DAY.search(line, match.end()) if match else None
        if day and (value := day_of(day)):
            found.append((value, line.strip()))
    return found


@rules("time_zone", W, only=_ZONE)
def time_zone(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """East Java keeps WIB."""
    here = sheet.region or context.region
    for where, text in sheet.texts if _OF_WEST.search(here) else ():
        for line in text.splitlines():
            if match := _ZONE.search(line):
                yield Hit(
                    where, line, said(_("{zone} bukan zona waktu di sini."), zone=match[0]), _("Tulis WIB.")
                )


@rules("head_differs", E)
def head_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """One is the camat in the control, another signs below."""
    approved, post = sheet.control.people[2], sheet.control.posts[2]
    signed = _signed_below(sheet.loose)
    if (
        not approved
        or not signed
        or _POST.match(approved)
        or re.search(r"\d", approved)
        or not re.search(r"\b(?:camat|lurah)\b", post or "camat", re.IGNORECASE)
    ):
        return
    if not _telling(approved) & _telling(signed):
        yield Hit(
            None,
            signed,
            said(_("Di kendali dokumen yang menyetujui adalah {name}."), name=approved),
            _("Sebut pejabat yang sama, atau tulis siapa yang mewakili."),
        )


@rules("head_named_otherwise", E)
def head_named_otherwise(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Camat Candipuro, Drs. SUHARTONO" in a component, where the control has another camat."""
    approved, post = sheet.control.people[2], sheet.control.posts[2]
    if not approved or not re.search(r"\b(?:camat|lurah)\b", post, re.IGNORECASE) or _POST.match(approved):
        return
    for key in K:
        for match in _NAMED_HEAD.finditer(sheet.part(key).text) if key is not K.DASAR_HUKUM else ():
            if len(_telling(match["name"])) and not _telling(match["name"]) & _telling(approved):
                yield Hit(
                    key,
                    match[0],
                    said(_("Di kendali dokumen yang menyetujui adalah {name}."), name=approved),
                    _("Sebut pejabat yang sama, atau tulis siapa yang mewakili."),
                )


def _signed_below(lines: tuple[str, ...]) -> str:
    """The name in the signature below "CAMAT TEMPEH,"; "" where none is."""
    for at, line in enumerate(lines):
        if not _HEAD_POST.match(line.strip()):
            continue
        for below in lines[at + 1 : at + 1 + _BELOW]:
            match = _NAME.match(below.strip(" *_()"))
            if match and _telling(match["name"]) and "NIP" not in below:
                return match["name"]
    return ""


def _telling(name: str) -> set[str]:
    return {
        word
        for word in normal(name.split(",", maxsplit=1)[0]).split()
        if len(word) > 2 and word not in _TITLES
    }
