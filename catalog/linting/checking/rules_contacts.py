"""Where citizens turn to, and how soon they are answered (rules over one standard; pure)."""

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext_lazy as _

from commons.seeking import Seeker, seek
from linting.checking.amounts import DAY
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.nearmiss import one_letter_apart
from linting.checking.region import letters, region_of
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import one, regions
from standards.reading import values
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_DIGITS = seek(r"(?<![\w.@])\(?(?:\+?62|0)[\d\s()–-]{4,}\d")
_MAIL = seek(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "working_day": 1.0, "week": 7.0, "month": 30.0}
_LONGEST_DAYS = 60  # UU 25/2009 Pasal 50
_LAPOR = seek(r"\blapor(?:lumajang|!|\.go)|\bsp4n\b", re.IGNORECASE)
_NO_NAME = (
    r"(?!(?:Me|Di|Ber|Ter|Pe|ME|DI|BER|TER|PE)[A-Za-z]{4,}|(?i:atau|dan|untuk|yang|kepada|setempat|tujuan|asal|lain|lainnya|kabupaten"
    r"|kota|dengan|sebagai|selaku|melalui|bila|apabila|jika|tidak|telah|sudah|ada|nomor|tentang|secara|pada|di|ke|oleh|se"
    r"|camat|lurah|sekretaris|sekcam|kasi|kasie|kepala|kasubbag|petugas|operator|staf|front|back|anggota|ketua|ajudan|bendahara|pengelola"
    r"|tersebut|ini|kami|tempat|minimal|pendidikan|domisili|terkait|sesuai|setiap|ikut|akan|wajib|harus)\b)"
)
_ANY_OFFICE = {
    "kecamatan": seek(
        rf"\b(?:[Kk]ecamatan|KECAMATAN|Camat|CAMAT)[ \t]+{_NO_NAME}(?P<name>[A-Z][a-z]{{3,}}|[A-Z]{{4,}})\b"
    ),
    "kelurahan": seek(
        rf"\b(?:[Kk]elurahan|KELURAHAN|Lurah|LURAH)[ \t]+{_NO_NAME}(?P<name>[A-Z][a-z]{{3,}}|[A-Z]{{4,}})\b"
    ),
}
_PLACE_ROW = seek(r"\b(?:tempat|lokasi|alamat|waktu|jam|penanggung|unit)\b", re.IGNORECASE)
_LINE = seek(r"\b0[2-79]\d{1,2}")
_ADDRESS_LINE = seek(r"\b(?:jalan|jln?|alamat|kode pos|kodepos)\b", re.IGNORECASE)
_POST_CODE = seek(r"(?<![\d./-])(?<!\d )(?<!nomor )(?<!no\. )[1-9]\d{4}(?![\d./-])(?! ?\d)", re.IGNORECASE)
_LAPOR_HOST = seek(r"\blapor\.(?!go\.id\b)[a-z]{2,}(?:\.[a-z]{2,})*", re.IGNORECASE)
# The channel of another province or city behind the name of the national one.
_LAPOR_OTHER = seek(
    r"\b(?:lapor|sp4n)\b[^;\n]{0,25}?[\w.-]*\b(?:jateng|jabar|jakarta|banten|jogja|yogya|diy|bali|ntb|ntt|sumut|sumbar|sulsel|kaltim)\w*"
    r"(?:\.[a-z]+)*\.go\.id\b",
    re.IGNORECASE,
)
_LAPOR_SMS = seek(r"\b(?:lapor|sp4n)\b[^;\n]{0,40}?\bsms\b\D{0,12}(?P<code>\d{3,5})\b(?!\d)", re.IGNORECASE)
_FEWEST = 9  # of a desk's number with its code
_LAPOR_CODE = "1708"

_HANDLES = seek(
    r"\b(?:di)?catat\b|\bmencatat\b|\b(?:di)?tindak\s?lanjut|\bditindaklanjuti\b|\bdilaporkan\b|\bditangani\b|\bditanggapi\b|\bditampung\b|\bdijawab\b|\bdiselesaikan\b",
    re.IGNORECASE,
)
_DEADLINE = seek(
    r"\b(?:paling (?:lama|lambat)|selambat(?:-| )?lambatnya|maksimal|maksimum|dalam (?:waktu"
    r"|jangka waktu)|kurang dari)\b"
    r"|\b\d+\s*(?:\([a-z ]+\)\s*)?(?:x\s*24|hari|jam|menit)\b",
    re.IGNORECASE,
)
# How often, or how soon at the earliest: neither says how late.
_NO_LIMIT = seek(
    r"\bsetiap\s+(?:\d+\s*(?:\([a-z ]+\)\s*)?)?(?:hari|minggu|pekan|bulan|triwulan|semester|tahun)\b"
    r"|\b(?:paling (?:cepat|singkat)|minimal|sekurang(?:-| )?kurangnya)\s+\d+\s*(?:\([a-z ]+\)\s*)?\w+",
    re.IGNORECASE,
)
_ON_THE_DAY = seek(r"\b(?:tanggal|tgl\.?)\s+\d{1,2}\s+(?:setiap\s+|tiap\s+)?bulan\b", re.IGNORECASE)


@rules("other_office", E)
def other_office(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """Words taken over from the standard of another office of the same level: its name, its addresses."""
    own = letters(re.sub(r"^ke[cl]-", "", sheet.office))
    names = tuple(name for level, name in context.places if level == sheet.level)
    if own in {"", "kecamatan", "kelurahan"} or not sheet.level:  # no name was read
        return
    if own not in map(letters, names):
        yield from _any_other(sheet, own)
        return
    rule = _names_of(names, sheet.level)
    for post in sheet.control.posts:
        if (found := rule.search(post)) and letters(found["name"]) != own:
            yield Hit(
                None,
                post,
                said(_("Ini kantor lain: {name}."), name=found["name"].title()),
                _("Tulis jabatan di kantor ini."),
            )
    yield from _in_rows(sheet, rule, own)
    for key in K:
        if key in {K.DASAR_HUKUM, K.PERSYARATAN}:
            continue
        text = sheet.part(key).text
        elsewhere = [_hosts_of(names, context.region), _posted(names, context.region)]
        addresses = [hit for one_ in elsewhere for hit in one_.finditer(text)] if key is K.PENGADUAN else []
        for match in (*rule.finditer(text), *addresses):
            if letters(match["name"]) != own:
                yield Hit(
                    key,
                    match[0],
                    said(_("Ini kantor lain: {name}."), name=match["name"].title()),
                    _("Ganti dengan nama, alamat, dan kontak kantor ini."),
                )


def _in_rows(sheet: Sheet, rule: Seeker, own: str) -> Iterator[Hit]:
    """Another office in a row on place and hours."""
    for heading, text in sheet.extra:
        for match in rule.finditer(text) if _PLACE_ROW.search(heading) else ():
            if letters(match["name"]) != own:
                yield Hit(
                    None,
                    match[0],
                    said(_("Ini kantor lain: {name}."), name=match["name"].title()),
                    _("Ganti dengan nama, alamat, dan kontak kantor ini."),
                )


def _any_other(sheet: Sheet, own: str) -> Iterator[Hit]:
    """For an office that is in no list: whatever else is called a kecamatan (kelurahan) by name."""
    rule = _ANY_OFFICE[sheet.level]
    texts: list[tuple[ComponentKey | None, str]] = [(None, text) for text in sheet.loose]
    texts += [(key, sheet.part(key).text) for key in K if key not in {K.DASAR_HUKUM, K.PERSYARATAN}]
    for where, text in texts:
        for match in rule.finditer(text):
            if not own.startswith(letters(match["name"].split()[0])):
                yield Hit(
                    where,
                    match[0],
                    said(_("Ini kantor lain: {name}."), name=match["name"].title()),
                    _("Ganti dengan nama, alamat, dan kontak kantor ini."),
                )


@rules("own_name_misspelt", W)
def own_name_misspelt(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """ "Lurah Kepoharjo" in the standard of Kepuharjo; an office of no list has it from the rule above."""
    own = re.sub(r"^ke[cl]-", "", sheet.office).replace("-", " ").split()[:1]
    known = {letters(name) for _level, name in context.places}
    if not own or not sheet.level or letters(re.sub(r"^ke[cl]-", "", sheet.office)) not in known:
        return
    first = letters(own[0])
    for where, text in sheet.texts:
        for match in _ANY_OFFICE[sheet.level].finditer(text):
            name = letters(match["name"])
            if name not in known and one_letter_apart(name, first):
                yield Hit(
                    where,
                    match[0],
                    said(_("Nama kantor ini {name}."), name=own[0].title()),
                    _("Tulis nama kantor dengan benar."),
                )


@cache
def _names_of(names: tuple[str, ...], level: str) -> Seeker:
    """Offices of a level where they are named: "Kecamatan Kunir", "Camat Kunir", "kec.kunir@…"."""
    before = r"kecamatan|camat|kec" if level == "kecamatan" else r"kelurahan|lurah|kel"
    any_of = "|".join(map(re.escape, names))
    return seek(rf"\b(?:{before})[\s._-]*(?P<name>{any_of})(?![a-z])", re.IGNORECASE)


@cache
def _hosts_of(names: tuple[str, ...], region: str) -> Seeker:
    """Offices in addresses: "kunir.lumajangkab.go.id", "kunir@…"; the region's own name is everybody's."""
    any_of = "|".join(re.escape(letters(name)) for name in names if name != region)
    return seek(rf"(?<![a-z])(?P<name>{any_of})(?=@|\.{region}kab\b|\.(?:go|desa)\.id)", re.IGNORECASE)


@cache
def _posted(names: tuple[str, ...], region: str) -> Seeker:
    """Offices in a postal address: "Jalan Raya Kunir 1, Kunir 67383"."""
    any_of = "|".join(re.escape(name) for name in names if name != region)
    return seek(rf"\b(?P<name>{any_of})\W{{1,3}}\d{{5}}\b", re.IGNORECASE)


@rules("letterhead_differs", E)
def letterhead_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The letterhead gives another telephone or mail than the component on complaints."""
    head, here = " \n".join((*sheet.heads, *sheet.loose)), sheet.part(K.PENGADUAN).text
    for read, severity in ((_landlines, E), (_mails, W)):
        below = read(here)
        above = read(head) if below else {}
        if above and not above.keys() & below.keys():
            yield Hit(
                K.PENGADUAN,
                next(iter(below.values())),
                said(_("Kop dokumen menulis kontak lain: {others}."), others=", ".join(above.values())),
                _("Periksa mana yang masih aktif, lalu tulis yang sama di kop dan di sini."),
                severity,
            )


def _landlines(text: str) -> dict[str, str]:
    """Numbers of desks, digits and as written; a mobile phone beside them is another way in."""
    text = DAY.sub(" ", text)
    found = {re.sub(r"\D", "", match[0]): match[0].strip() for match in _DIGITS.finditer(text)}
    return {
        digits: shown for digits, shown in found.items() if _LINE.match(digits) and len(digits) >= _FEWEST
    }


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
    region = region_of(sheet, context)
    text = sheet.part(K.PENGADUAN).text
    places = [match["place"] for match in one("neighbours_address").finditer(text)]
    for place in dict.fromkeys(one_ for one_ in places if one_.casefold() != region.casefold()):
        yield Hit(
            K.PENGADUAN,
            place,
            said(_("{place} bukan Kabupaten {region}."), place=place, region=region),
            _("Tulis alamat kantor ini."),
        )


@rules("phone_area", E)
def phone_area(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """A desk's telephone has the code of its area; another's was taken over from elsewhere."""
    region = region_of(sheet, context)
    codes = tuple(regions().get(region.casefold(), {}).get("phones", ()))
    for where, text in ((K.PENGADUAN, sheet.part(K.PENGADUAN).text), (None, " \n".join(sheet.beside))):
        for digits, shown in _landlines(text).items() if codes else ():
            if not digits.startswith(codes):
                yield Hit(
                    where,
                    shown,
                    said(
                        _("Kode wilayah telepon {region} adalah {codes}."),
                        region=region,
                        codes=", ".join(codes),
                    ),
                    _("Periksa nomor telepon kantor."),
                )


@rules("post_code_region", E)
def post_code_region(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """Post codes of a kabupaten begin alike."""
    region = region_of(sheet, context)
    begins = tuple(regions().get(region.casefold(), {}).get("post", ()))
    lines: list[tuple[ComponentKey | None, str]] = [(None, line) for line in sheet.beside]
    lines += [(K.PENGADUAN, line) for line in sheet.part(K.PENGADUAN).items]
    for where, line in lines if begins else ():
        for match in _POST_CODE.finditer(line) if _ADDRESS_LINE.search(line) else ():
            if not match[0].startswith(begins):
                yield Hit(
                    where,
                    line,
                    said(
                        _("Kode pos {code} bukan kode pos Kabupaten {region}."), code=match[0], region=region
                    ),
                    _("Periksa kode pos kantor."),
                )


@rules("lapor_address", E)
def lapor_address(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """SP4N-LAPOR! has one address, lapor.go.id, and one number for messages, 1708."""
    text = sheet.part(K.PENGADUAN).text
    wrong = [match[0] for match in _LAPOR_HOST.finditer(text)]
    wrong += [match[0] for match in _LAPOR_OTHER.finditer(text)]
    wrong += [match[0] for match in _LAPOR_SMS.finditer(text) if match["code"] != _LAPOR_CODE]
    for words in wrong:
        yield Hit(
            K.PENGADUAN,
            words,
            _("Ini bukan alamat SP4N-LAPOR!."),
            _("Tulis www.lapor.go.id, atau SMS 1708."),
        )


@rules("complaint_remote", W)
def complaint_remote(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Whoever cannot come must be able to complain too."""
    text = sheet.part(K.PENGADUAN).text
    kinds = {contact.kind for contact in sheet.contacts}
    if (
        text.strip()
        and not any(one("remote").fullmatch(str(kind)) for kind in kinds)
        and not one("remote_words").search(text)
    ):
        yield Hit(
            K.PENGADUAN,
            next(iter(sheet.part(K.PENGADUAN).items), ""),
            _("Pengaduan hanya dapat disampaikan dengan datang ke kantor."),
            _("Tambahkan telepon, pos-el, WhatsApp, atau SP4N-LAPOR!."),
        )


@rules("complaint_time", W)
def complaint_time(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A handling of complaints that is described has a limit of time."""
    part = sheet.part(K.PENGADUAN)
    handling = [item for item in part.items if _HANDLES.search(item)]
    if handling and not _DEADLINE.search(_NO_LIMIT.sub(" ", part.text)):
        yield Hit(
            K.PENGADUAN,
            handling[-1],
            _("Penanganan pengaduan tidak berbatas waktu."),
            _("Tulis batasnya, misalnya paling lama 14 hari kerja."),
        )
    elif part.text.strip() and not _DEADLINE.search(_NO_LIMIT.sub(" ", part.text)):
        yield Hit(
            K.PENGADUAN,
            part.items[0],
            _("Hanya kontak: tidak disebut bagaimana dan kapan pengaduan ditangani."),
            _("Tulis batasnya, misalnya paling lama 14 hari kerja."),
            I,
        )


@rules("complaint_long", W)
def complaint_long(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A complaint is settled within 60 days of all its papers (UU 25/2009 Pasal 50)."""
    for sentence in sheet.part(K.PENGADUAN).sentences:
        found = values.duration(_NO_LIMIT.sub(" ", _ON_THE_DAY.sub(" ", sentence)))
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
