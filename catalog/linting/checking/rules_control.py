"""Dates, decrees and staff numbers around a standard (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.amounts import DAY, day_of
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet

rules: Rules[Sheet] = Rules()
E, W = Severity.ERROR, Severity.WARNING
_WEEK = ("senin", "selasa", "rabu", "kamis", "jum", "sabtu", "minggu")
_WEEKDAY = seek(
    r"\b(?P<weekday>senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu)\s*,?\s*(?:tanggal\s+)?(?=\d)",
    re.IGNORECASE,
)
_NUMBER_YEAR = seek(
    r"(?:/|\btahun\s+)(?P<year>(?:19|20)\d\d)\s*,?\s*(?:tanggal|tgl\.?|bertanggal)\s+(?=\d)", re.IGNORECASE
)
_OTHERS = seek(
    r"\b(?:mencabut|dicabut|mengubah|perubahan atas|menggantikan|mengganti)\b[^.;]{0,60}$", re.IGNORECASE
)
_NIP = seek(r"\bNIP\b\.?\s*:?\s*(?P<digits>\d[\d .]{9,26}\d)", re.IGNORECASE)
_DAYS_TO_ISSUE = 40
_NIP_DIGITS = 18
_CONTRACT = 20  # employees on contract (PPPK) have 21 and up for the month


@rules("revised_first", W)
def revised_first(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Nothing is revised before it was issued; the issue of a revision may take some weeks."""
    issued, revised = sheet.control.issued_on, sheet.control.revised_on
    if issued and revised and (issued - revised).days > _DAYS_TO_ISSUE:
        yield Hit(
            None,
            revised.strftime("%d-%m-%Y"),
            said(_("Tanggal revisi mendahului tanggal terbit {day}."), day=issued.strftime("%d-%m-%Y")),
            _("Periksa kedua tanggalnya."),
        )


@rules("weekday_wrong", E)
def weekday_wrong(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Senin, 3 Januari 2024" was a Wednesday."""
    for where, text in sheet.texts if any(day in sheet.folded for day in _WEEK) else ():
        for match in _WEEKDAY.finditer(text):
            day = (written := DAY.match(text, match.end())) and day_of(written)
            if written and day and not match["weekday"].casefold().startswith(_WEEK[day.weekday()]):
                yield Hit(
                    where,
                    match[0] + written[0],
                    said(_("Tanggal itu bukan hari {weekday}."), weekday=match["weekday"].title()),
                    _("Periksa hari dan tanggalnya."),
                )


@rules("number_year", E)
def number_year(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Nomor 188.45/12/427.90/2023 tanggal 5 Januari 2024": the year of the number is not the day's."""
    for where, text in sheet.texts if "tanggal" in sheet.folded else ():
        for match in _NUMBER_YEAR.finditer(text):
            written = DAY.match(text, match.end())
            if written and written["year"] != match["year"]:
                yield Hit(
                    where,
                    match[0].lstrip("/") + written[0],
                    _("Tahun pada nomornya lain daripada tahun pada tanggalnya."),
                    _("Cocokkan nomor dan tanggal dengan naskahnya."),
                )


@rules("enactment_differs", E)
def enactment_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The decree that sets the standard has one number, wherever it is named."""
    seen: dict[str, str] = {}
    for match in sheet.enactments:
        number = re.sub(r"\s", "", match["number"]).casefold().strip("/._-…")
        if not re.search(r"\d.*\d", number) or _OTHERS.search(match.string[: match.start()]):
            continue
        seen.setdefault(number, match[0].strip())
        if len(seen) > 1:
            yield Hit(
                None,
                match[0],
                said(_("Di tempat lain tertulis “{other}”."), other=next(iter(seen.values()))),
                _("Samakan nomor Keputusan di seluruh dokumen."),
            )
            return


@rules("enactment_level", E)
def enactment_level(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A kecamatan's standard is not set by a lurah. A kelurahan's may be set by the camat, of whose kecamatan
    it is a part (PP 17/2018)."""
    for match in sheet.enactments:
        if sheet.level == "kecamatan" and re.match(r"keputusan\s+lurah\b", match[0], re.IGNORECASE):
            yield Hit(
                None,
                match[0],
                _("Standar ditetapkan oleh pimpinan penyelenggaranya sendiri."),
                _("Periksa Keputusan siapa yang menetapkannya."),
            )


@rules("nip_impossible", W)
def nip_impossible(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """18 digits: the day of birth, year and month of appointment, 1 or 2, and a serial."""
    for where, text in sheet.texts if "nip" in sheet.folded else ():
        for match in _NIP.finditer(text):
            digits = re.sub(r"\D", "", match["digits"])
            if not _is_nip(digits):
                yield Hit(
                    where,
                    match[0],
                    _("NIP ini tidak mungkin: 18 angka, diawali tanggal lahir dan bulan pengangkatan."),
                    _("Cocokkan dengan data kepegawaian."),
                )


def _is_nip(digits: str) -> bool:
    if len(digits) != _NIP_DIGITS:
        return False
    birth = DAY.match(f"{digits[6:8]}-{digits[4:6]}-{digits[:4]}")
    month = int(digits[12:14])
    return bool(birth and day_of(birth)) and (1 <= month <= 12 or month > _CONTRACT) and digits[14] in "12"
