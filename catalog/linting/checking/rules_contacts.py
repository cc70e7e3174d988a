"""Where citizens turn to, and how soon they are answered (rules over one standard; pure)."""

import re
from collections.abc import Iterator
from functools import cache

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
_LAPOR = re.compile(r"\blapor(?:lumajang|!|\.go)|\bsp4n\b", re.IGNORECASE)
_REGION = re.compile(r"\b(?:kabupaten|kab\.?|kota)\s+(?P<place>[a-z]+)", re.IGNORECASE)


@rules("other_office", E)
def other_office(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """Words taken over from the standard of another office of the same level: its name, its addresses."""
    own = _letters(re.sub(r"^ke[cl]-", "", sheet.office))
    names = tuple(name for level, name in context.places if level == sheet.level)
    if own not in map(_letters, names):
        return
    rule = _names_of(names, sheet.level)
    for post in sheet.control.posts:
        if (found := rule.search(post)) and _letters(found["name"]) != own:
            yield Hit(
                None,
                post,
                said(_("Ini kantor lain: {name}."), name=found["name"].title()),
                _("Tulis jabatan di kantor ini."),
            )
    for key in K:
        if key in {K.DASAR_HUKUM, K.PERSYARATAN}:
            continue
        hosts = _hosts_of(names, context.region).finditer(sheet.part(key).text) if key is K.PENGADUAN else ()
        for match in (*rule.finditer(sheet.part(key).text), *hosts):
            if _letters(match["name"]) != own:
                yield Hit(
                    key,
                    match[0],
                    said(_("Ini kantor lain: {name}."), name=match["name"].title()),
                    _("Ganti dengan nama, alamat, dan kontak kantor ini."),
                )


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.casefold())


@cache
def _names_of(names: tuple[str, ...], level: str) -> re.Pattern[str]:
    """Offices of a level where they are named: "Kecamatan Kunir", "Camat Kunir", "kec.kunir@…"."""
    before = r"kecamatan|camat|kec" if level == "kecamatan" else r"kelurahan|lurah|kel"
    any_of = "|".join(map(re.escape, names))
    return re.compile(rf"\b(?:{before})[\s._-]*(?P<name>{any_of})(?![a-z])", re.IGNORECASE)


@cache
def _hosts_of(names: tuple[str, ...], region: str) -> re.Pattern[str]:
    """Offices in addresses: "kunir.lumajangkab.go.id", "kunir@…"; the region's own name is everybody's."""
    any_of = "|".join(re.escape(_letters(name)) for name in names if name != region)
    return re.compile(rf"(?<![a-z])(?P<name>{any_of})(?=@|\.{region}kab\b|\.(?:go|desa)\.id)", re.IGNORECASE)


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
    named = "lapor" in {str(contact.kind) for contact in sheet.contacts} or _LAPOR.search(text)
    if text.strip() and not named:
        yield Hit(
            K.PENGADUAN,
            next(iter(sheet.part(K.PENGADUAN).items), ""),
            _("SP4N-LAPOR! tidak disebut."),
            _("Tambahkan SP4N-LAPOR! (www.lapor.go.id) sebagai saluran pengaduan."),
        )
