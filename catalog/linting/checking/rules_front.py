"""Heads, addresses and names that one document writes in two ways (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.region import letters
from linting.checking.rules_dates import front_days
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
Where = ComponentKey | None
_YEAR = re.compile(r"/(?P<year>20\d\d)\b")
_REPLACES = seek(r"\b(?:mencabut|dicabut|mengubah|perubahan|menggantikan|mengganti)\b", re.IGNORECASE)
_DECREE_OF = seek(
    r"\bkeputusan\s+(?P<post>camat|lurah)\s+(?P<name>(?!nomor\b|no\b)[a-z]{4,})\b", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]{4,}")
_HOST = seek(r"(?<![@\w.-])(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)*\.go\.id)\b", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]+\.go\.id$")
_MAIL_BEFORE = re.compile(r"@[\w.-]*$")
_SITE_SPACED = seek(
    r"\b(?:laman|website|situs(?:\s+web)?|web)\s*:\s*(?:https?://)?(?!resmi|kantor|ke[cl][a-z]+\s|kabupaten|dan\b)"
    r"[a-z0-9-]+\s+[\w-]+(?:\.[\w-]+)*\.(?:go\.id|or\.id|id|com)\b",
    re.IGNORECASE,
)
_CODE_AFTER = seek(r"\bkode\s*pos\s*:?\s*(?P<code>\d{3,7})\b", re.IGNORECASE)
_STREET = seek(r"\b(?:jalan|jln?\.?|alamat)\b", re.IGNORECASE)
_POST_CODE = re.compile(r"(?<![\d./-])(?P<code>[1-9]\d{4})(?![\d./-])")
_WHOLE_CODE = 5
_GOVERNMENTS = seek(
    r"\bPEMERINTAHAN\s+(?:KABUPATEN|KOTA|PROVINSI)\b[A-Z ]*?"
    r"(?=\s+KECAMATAN|\s+KELURAHAN|\s*[-–—|/,;(]|$)",
    re.IGNORECASE,
)
_PLACEHOLDER = seek(
    r"\.{4,}|…|_{3,}|\bx{3,}\b|\[\s*\]|\(\s*isi\b"
    r"|\[\s*(?:nama|nomor|no|tanggal|isi|alamat|jabatan|tahun|bulan|ke[cl]\w+|desa|instansi|kantor|pejabat|judul)\b[^\[\]]{0,40}\]"
    r"|<\s*(?:nama|nomor|tanggal|isi|alamat|jabatan|tahun|kantor|pejabat)\b[^<>]{0,40}>"
    r"|\{\{?[\w ]{2,30}\}\}?",
    re.IGNORECASE,
)


@rules("enactment_year", E)
def enactment_year(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Nomor 188.45/7/427.96/2024" above "Tanggal penetapan: 3 Februari 2025"."""
    days = {day.year for day, _words in front_days(sheet)}
    for match in sheet.enactments[:1]:
        year = _YEAR.search(match["number"])
        if year and days and int(year["year"]) not in days and not _REPLACES.search(match.string):
            yield Hit(
                None,
                match[0].strip(),
                _("Tahun pada nomornya lain daripada tahun pada tanggalnya."),
                _("Cocokkan nomor dan tanggal dengan naskahnya."),
            )
            return


@rules("enactment_other", E, only=_DECREE_OF)
def enactment_other(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """The decree that sets the standard is that of another camat; its number bears another office's name."""
    own = letters(re.sub(r"^ke[cl]-", "", sheet.office))
    head = {"kecamatan": "camat", "kelurahan": "lurah"}.get(sheet.level, "")
    names = {letters(name) for level, name in context.places if level == sheet.level}
    if not own or own not in names:
        return
    for line in sheet.loose:
        for match in _DECREE_OF.finditer(line):
            name = letters(match["name"])
            foreign = match["post"].casefold() == head and name != own and not own.startswith(name)
            if foreign and not _REPLACES.search(line):
                yield Hit(
                    None,
                    match[0],
                    said(_("Ini kantor lain: {name}."), name=match["name"].title()),
                    _("Periksa Keputusan siapa yang menetapkannya."),
                )


@rules("number_of_other", E)
def number_of_other(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """ "SP-KEC.SENDURO-PELY-04" on a standard of Candipuro."""
    own = letters(re.sub(r"^ke[cl]-", "", sheet.office))
    names = {letters(name) for level, name in context.places if level == sheet.level}
    for word in _WORD.findall(sheet.control.number) if own in names else ():
        if letters(word) in names and letters(word) != own and letters(word) not in own:
            yield Hit(
                None,
                sheet.control.number,
                said(_("Ini kantor lain: {name}."), name=word.title()),
                _("Tulis nomor dokumen kantor ini."),
            )


@rules("site_differs", E, only=_HOST)
def site_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The office's own site has one address."""
    own = letters(re.sub(r"^ke[cl]-", "", sheet.office))
    seen: dict[str, str] = {}
    for where, text in sheet.texts if own else ():
        for match in _HOST.finditer(text):
            host = match["host"].casefold()
            if _bare(host) != own or _MAIL_BEFORE.search(text[: match.start()]):
                continue
            seen.setdefault(host, match[0])
            if len(seen) > 1 and host != next(iter(seen)):
                yield Hit(
                    where,
                    match[0],
                    said(_("Di tempat lain tertulis “{other}”."), other=next(iter(seen.values()))),
                    _("Tulis alamat laman yang sama di semua tempat."),
                )
                return


def _bare(host: str) -> str:
    """The name of the office in its address: "kecamatan-tempeh.lumajangkab.go.id" gives "tempeh"."""
    return re.sub(r"^(?:kecamatan|kelurahan|ke[cl])", "", letters(_DOMAIN.sub("", host)))


@rules("site_spaced", W, only=_SITE_SPACED)
def site_spaced(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Laman: candipuro lumajangkab.go.id": an address holds no space."""
    for where, text in sheet.texts:
        for match in _SITE_SPACED.finditer(text):
            yield Hit(
                where,
                match[0],
                _("Alamat laman tidak memuat spasi."),
                _("Tulis alamat yang dapat dibuka."),
            )


@rules("post_code_wrong", W)
def post_code_wrong(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A post code of four digits; or one that stands alone and is not that of the address."""
    place = letters(re.sub(r"^ke[cl]-", "", sheet.office))
    short = (
        re.compile(rf"\b{re.escape(place)}\s+(?P<code>\d{{4}}|\d{{6}})\b(?!\s*[/.-]?\d)", re.IGNORECASE)
        if place
        else None
    )
    codes: set[str] = set()
    for where, text in sheet.texts:
        for line in text.splitlines() if _STREET.may_be_in(text) or _CODE_AFTER.may_be_in(text) else ():
            street = bool(_STREET.search(line))
            if street:
                codes |= {match["code"] for match in _POST_CODE.finditer(line)}
            found = [match["code"] for match in _CODE_AFTER.finditer(line)]
            odd = [code for code in found if len(code) != _WHOLE_CODE or (codes and code not in codes)]
            if short and street:
                odd += [match["code"] for match in short.finditer(line)]
            if odd and not (street and not found and not short):
                yield Hit(
                    where,
                    line,
                    said(_("Kode pos {code} tidak cocok dengan alamat kantor ini."), code=odd[0]),
                    _("Periksa kode posnya, lalu tulis yang sama di semua tempat."),
                )
            if not codes:
                codes |= {code for code in found if len(code) == _WHOLE_CODE}


@rules("government_name", W)
def government_name(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    for line in sheet.heads:
        if match := _GOVERNMENTS.search(line):
            right = re.sub(r"PEMERINTAHAN", "PEMERINTAH", match[0], flags=re.IGNORECASE)
            yield Hit(
                None,
                match[0].strip(),
                _(
                    "Nama pemerintah daerah di kop salah: “Pemerintahan” adalah kegiatannya, "
                    "“Pemerintah” lembaganya."
                ),
                said(_("Tulis “{right}”."), right=right.strip()),
            )
            return


@rules("placeholder", W, only=_PLACEHOLDER)
def placeholder(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Dots or signs where something was to be filled in."""
    for key in ComponentKey:
        for item in sheet.part(key).items:
            if _PLACEHOLDER.search(item) and item != sheet.chart:
                yield Hit(
                    key,
                    item,
                    _("Isian ini belum dilengkapi."),
                    _("Isi dengan keterangan yang sebenarnya."),
                )
