"""The day a standard was set: at the front, in its decree, above its signature (rules; pure)."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.amounts import DAY, day_of
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet

rules: Rules[Sheet] = Rules()
E = Severity.ERROR
Dated = tuple[date, str]
_UP_TO_DAY = (
    r"[\s:,|*]*(?:(?:di)?(?:tetapkan|sahkan)\s+)?(?:pada\s+)?(?:hari\s+)?"
    r"(?:(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu)\W+)?(?:(?:tanggal|tgl\.?)\s*:?\s*)?(?=\d)"
)
_FRONT = seek(
    r"(?:\b(?:tanggal|tgl\.?)\s+(?:penetapan|ditetapkan|pengesahan|disahkan)(?:\s+standar)?\b"
    r"|(?:^|[|·,;]|\bdan\b)\W*(?:ditetapkan|disahkan|penetapan|pengesahan)\b)" + _UP_TO_DAY,
    re.IGNORECASE,
)
_CLOSING = seek(
    r"\b(?:ditetapkan|disahkan|dibuat)\s+di\s*:?\s*[a-z][a-z' ]{2,30}?\s*,?" + _UP_TO_DAY, re.IGNORECASE
)
_SIGNED = seek(r"^\W*[A-Z][A-Za-z' ]{2,30},\s*(?=\d)")
_HEAD = seek(r"^\W*(?:a\.?n\.?\s+)?(?:(?:Plt|Plh|Pj)\.?\s+)?(?:CAMAT|LURAH|Camat|Lurah)\b[^:]{0,30}$")
_DECREED = seek(r"[\s,;|]*(?:(?:tanggal|tgl\.?|bertanggal)\s*:?\s*)(?=\d)", re.IGNORECASE)
# Of a revision, of a decree before, of what the standard rests on.
_OTHER_DAY = seek(
    r"\b(?:revisi|perubahan|mencabut|dicabut|mengubah|diubah|menggantikan|riwayat|forum|konsultasi)\b",
    re.IGNORECASE,
)


@rules("enactment_day", E)
def enactment_day(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Tanggal penetapan 4 Mei 2026" at the front, "Ditetapkan di Lumajang, 14 Mei 2026" at the end.

    A revision is signed on a day of its own, long after the decree.
    """
    closing = _closing(sheet)
    if not closing or closing[0] == sheet.control.revised_on:
        return
    front = front_days(sheet)
    if not sheet.control.revision.strip("0 -"):
        front += [*_decreed(sheet), *_issued_before(sheet, closing[0])]
    others = [one for one in front if one[0] != closing[0]]
    if others:
        yield Hit(
            None,
            closing[1],
            said(_("Di tempat lain tanggal penetapannya lain: “{other}”."), other=others[0][1]),
            _("Tulis satu tanggal penetapan di seluruh dokumen."),
        )


def front_days(sheet: Sheet) -> list[Dated]:
    """Days of a row "Tanggal penetapan", or of a line "Ditetapkan: …"."""
    found = []
    for line in sheet.beside:
        match = None if _OTHER_DAY.search(line) or _CLOSING.search(line) else _FRONT.search(line)
        found += _day_at(line, match)
    return found


def _decreed(sheet: Sheet) -> list[Dated]:
    """Days of the decree that sets the standard: "Keputusan Camat Klakah Nomor … tanggal 2 Februari 2026"."""
    found = []
    for match in sheet.enactments:
        if not _OTHER_DAY.search(match.string[max(0, match.start() - 60) : match.start()]):
            dated = _DECREED.match(match.string, match.end())
            found += [(day, f"{match[0].strip()} … {words}") for day, words in _day_at(match.string, dated)]
    return found


def _issued_before(sheet: Sheet, closing: date) -> list[Dated]:
    """Nothing is issued before it was set; afterwards it may be."""
    issued = sheet.control.issued_on
    return [(issued, f"Tanggal terbit {issued:%d-%m-%Y}")] if issued and issued < closing else []


def _closing(sheet: Sheet) -> Dated | None:
    """The day above the signature: "Ditetapkan di Klakah | pada tanggal …", or place and day over "CAMAT"."""
    lines = [*(line.strip() for line in sheet.loose), ""]
    for line, below in pairwise(lines):
        both = f"{line} {below}"
        match = _CLOSING.search(both)
        if match and match.start() < len(line):
            found = _day_at(both, match)
        else:
            found = _day_at(line, _SIGNED.match(line) if _HEAD.match(below) else None)
        if found:
            return found[0]
    return None


def _day_at(text: str, before: re.Match[str] | None) -> list[Dated]:
    """The day that stands right behind the words found, with these words; none where there is no such day."""
    match = DAY.match(text, before.end()) if before else None
    day = day_of(match) if match else None
    return [(day, text[before.start() : match.end()].strip(" |,;·*"))] if before and match and day else []
