"""Where citizens turn to, and how soon they are answered (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import one
from standards.reading import values
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_CODE = "0334"  # the telephone area of Lumajang
_DIGITS = re.compile(r"(?<![\w.@])\(?(?:\+?62|0)[\d\s()–-]{4,}\d")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "working_day": 7 / 5, "week": 7.0, "month": 30.0}
_LONGEST_DAYS = 60  # UU 25/2009 Pasal 50
_REGION = re.compile(r"\b(?:kabupaten|kab\.?|kota)\s+(?P<place>[a-z]+)", re.IGNORECASE)


@rules("letterhead_differs", E)
def letterhead_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The letterhead gives another telephone or mail than the component on complaints."""
    head, here = " \n".join((*sheet.heads, *sheet.loose)), sheet.part(K.PENGADUAN).text
    for found, severity in ((_landlines, E), (_mails, W)):
        above, below = found(head), found(here)
        if above and below and not above.keys() & below.keys():
            yield Hit(
                K.PENGADUAN,
                next(iter(below.values())),
                said(_("Kop dokumen menulis kontak lain: {others}."), others=", ".join(above.values())),
                _("Periksa mana yang masih aktif, lalu tulis yang sama di kop dan di sini."),
                severity,
            )


def _landlines(text: str) -> dict[str, str]:
    """Numbers of desks, digits and as written; a mobile phone beside them is another way in."""
    found = {re.sub(r"\D", "", match[0]): match[0].strip() for match in _DIGITS.finditer(text)}
    return {digits: shown for digits, shown in found.items() if digits.startswith(_CODE)}


def _mails(text: str) -> dict[str, str]:
    return {match[0].casefold(): match[0] for match in _MAIL.finditer(text)}


@rules("contact_twice", I)
def contact_twice(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """One number, given twice as if it were two."""
    seen: set[str] = set()
    for item in sheet.part(K.PENGADUAN).items:
        for match in _DIGITS.finditer(item):
            digits = re.sub(r"\D", "", match[0])
            if digits in seen and not one("whatsapp").search(sheet.part(K.PENGADUAN).text):
                yield Hit(K.PENGADUAN, match[0], _("Nomor ini tertulis dua kali."), _("Hapus salah satunya."))
            seen.add(digits)


@rules("address_region", E)
def address_region(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """The office's address lies in another kabupaten or city: words taken over from elsewhere."""
    text = sheet.part(K.PENGADUAN).text
    places = [match["place"] for match in one("neighbours_address").finditer(text)]
    places += [
        match["place"] for match in _REGION.finditer(text) if one("neighbours").fullmatch(match["place"])
    ]
    for place in dict.fromkeys(places):
        yield Hit(
            K.PENGADUAN,
            place,
            said(_("{place} bukan Kabupaten {region}."), place=place, region=context.region),
            _("Tulis alamat kantor ini."),
        )


@rules("complaint_long", W)
def complaint_long(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A complaint is settled within 60 days of all its papers (UU 25/2009 Pasal 50)."""
    for sentence in sheet.part(K.PENGADUAN).sentences:
        found = values.duration(sentence)
        if found and found["amount"] * _DAYS.get(found["unit"], 0) > _LONGEST_DAYS:
            yield Hit(
                K.PENGADUAN,
                sentence,
                said(_("Lebih lama dari batas undang-undang, {days} hari."), days=_LONGEST_DAYS),
                _("Tulis batas yang lebih singkat, misalnya paling lama 14 hari kerja."),
            )


@rules("complaint_lapor", I)
def complaint_lapor(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """SP4N-LAPOR! is every provider's channel (Permenpan RB 62/2018)."""
    text = sheet.part(K.PENGADUAN).text
    if text.strip() and "lapor" not in {str(contact.kind) for contact in sheet.contacts}:
        if not re.search(r"\blapor(?:lumajang|!|\.go)|\bsp4n\b", text, re.IGNORECASE):
            yield Hit(
                K.PENGADUAN,
                next(iter(sheet.part(K.PENGADUAN).items), ""),
                _("SP4N-LAPOR! tidak disebut."),
                _("Tambahkan SP4N-LAPOR! (www.lapor.go.id) sebagai saluran pengaduan."),
            )
