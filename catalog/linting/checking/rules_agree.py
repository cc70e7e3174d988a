"""Components that say the opposite of each other, or name people and places of elsewhere (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking import people
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.region import region_of
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import named, region_named, regions
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_ACTS = (K.PROSEDUR, K.WAKTU, K.PRODUK, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN)
_NEEDLESS = seek(
    r"\b(?:(?:tidak|tanpa)\s+(?:lagi\s+)?(?:perlu|diperlukan|memerlukan|disyaratkan|membutuhkan|dibutuhkan|wajib|harus)"
    r"|tanpa\s+(?:membawa|melampirkan|menyerahkan|menyertakan|menunjukkan|disertai|(?=pengantar|surat)))\b(?P<what>[^.;,]{0,60})",
    re.IGNORECASE,
)
_SOME = seek(r"\b(?:apabila|bila|jika|kecuali|khusus|bagi|selain|asli)\b", re.IGNORECASE)
_IN_PERSON = seek(
    r"\b(?:tidak|tanpa)\s+(?:dapat|boleh|bisa|diperkenankan|diperbolehkan)?\s*(?:di)?wakil(?:kan|i)\b"
    r"|\b(?:harus|wajib)\s+(?:\w+\s+){0,2}(?:datang|hadir)\s+(?:\w+\s+)?sendiri\b",
    re.IGNORECASE,
)
_BY_PROXY = seek(
    r"(?<!tidak )\b(?:dapat|boleh|bisa)\s+(?:di|me)?(?:wakil(?:kan|i)|kuasakan)\b|\bsurat kuasa\b"
    r"|\bdikuasakan\b"
    r"|\b(?:pemohon|warga) atau (?:yang )?(?:kuasa|wakil)\w*",
    re.IGNORECASE,
)
_ACT = seek(
    r"\b(?:perekaman|pengambilan|pengajuan|permohonan|pendaftaran|penandatanganan|penyerahan|pengurusan|wawancara|akad"
    r"|pemotretan|pelaporan|pencatatan)\b",
    re.IGNORECASE,
)
_EXCEPT = seek(r"\b(?:kecuali|apabila|bila|jika|kalau)\b", re.IGNORECASE)
_GIVES_OUT = seek(
    r"\b(?:menyerahkan|diserahkan|memberikan|diberikan)\b[^.;]*\bkepada\s+pemohon\b"
    r"|\bpemohon\s+(?:menerima|mengambil)\b",
    re.IGNORECASE,
)
_NOT_YET = seek(
    r"\b(?:formulir|blangko|blanko|tanda (?:terima|bukti)|bukti|nomor|antre?i?an|resi|draf\w*|konsep"
    r"|kembali|belum|kurang"
    r"|penjelasan|informasi|kuitansi)\b",
    re.IGNORECASE,
)
_CHECKS = seek(
    r"\b(?:memeriksa|meneliti|memverifikasi|verifikasi|mengecek)\b[^.;]*\b(?:kelengkapan|persyaratan|berkas|dokumen|keabsahan)\b",
    re.IGNORECASE,
)
_PRINTS = seek(
    r"\b(?:mencetak|mengetik|menyusun|membuat)\b[^.;]*\b(?:surat|rekomendasi|pengantar|konsep|draf)\b",
    re.IGNORECASE,
)
_ELECTRONIC = seek(r"\belektronik\b|\bTTE\b|\bQR\b", re.IGNORECASE)
_VILLAGE = seek(
    r"\b(?:kepala dusun|kasun|kamituwo|kepala desa|kades|perangkat desa|balai desa"
    r"|kantor desa)\b(?!\s*(?:/|atau)\s*(?:lurah|kelurahan))",
    re.IGNORECASE,
)
_KECAMATAN_POSTS = seek(r"\b(?:sekcam|sekretaris (?:kecamatan|camat))\b", re.IGNORECASE)
_KELURAHAN_POSTS = seek(
    r"\b(?:seklur|sekkel|sekretaris (?:kelurahan|lurah)|staf(?:f)? kelurahan)\b"
    r"|(?<!atau )(?<!para )(?<!dan )(?<!/)\blurah\b(?!\s*(?:/|dan\b|atau\b|se))",
    re.IGNORECASE,
)
_OF_OFFICE = (
    K.PRODUK, K.KOMPETENSI, K.PENGAWASAN, K.JUMLAH, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.EVALUASI,
)  # fmt: skip
_AGE = seek(
    r"(?:\b(?:ber)?(?:umur|usia)\b\D{0,30}?|\b(?:perempuan|wanita|istri|laki-laki|pria|suami)\s+)"
    r"(?P<age>\d{2})\s*(?:\([a-z ]+\)\s*)?tahun\b",
    re.IGNORECASE,
)
_TOO_YOUNG = range(15, 19)
_BRIDE = seek(r"\b(?:istri|suami|mempelai|pengantin|wanita|perempuan|pria|calon)\b", re.IGNORECASE)
_LENIENT = seek(r"\b(?:di bawah|kurang dari|belum|dispensasi|pengadilan)\b", re.IGNORECASE)
_MOVES = seek(r"\b(?:dari|ke|tujuan|asal|antar)\s+$", re.IGNORECASE)
_RUPIAH = seek(r"\bRp\.?\s*(?P<sum>\d{1,3}(?:[.\s]\d{3})+|\d{3,})", re.IGNORECASE)
_DUTY = seek(r"\bm[ae]t[ae]rai\b", re.IGNORECASE)


@rules("not_needed", E)
def not_needed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Tanpa pengantar RT", where the requirements ask for it."""
    asked = named("papers", sheet.part(K.PERSYARATAN).text)
    for key in _ACTS:
        for sentence in sheet.part(key).sentences:
            for match in _NEEDLESS.finditer(sentence):
                papers = named("papers", match["what"]).keys() & asked.keys()
                if papers and not _SOME.search(sentence):
                    yield Hit(
                        key,
                        sentence,
                        said(
                            _("Di sini tidak diperlukan, di persyaratan diminta: {papers}."),
                            papers=", ".join(papers),
                        ),
                        _("Pilih salah satu: diminta atau tidak."),
                    )


@rules("proxy_differs", E)
def proxy_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Tidak dapat diwakilkan" here, a letter of attorney there."""
    rare = any(word in sheet.folded for word in ("wakil", "sendiri"))
    if not rare or re.search(r"\bkuasa\b", sheet.title, re.IGNORECASE):
        return
    sentences = [(key, one_) for key in (K.PERSYARATAN, *_ACTS) for one_ in sheet.part(key).sentences]
    person = [(key, text) for key, text in sentences if _IN_PERSON.search(text)]
    proxy = [(key, text) for key, text in sentences if _BY_PROXY.search(text) and not _IN_PERSON.search(text)]
    if (
        person
        and proxy
        and not _of_two_acts(person[0][1], proxy[0][1])
        and not any(_EXCEPT.search(text) for _key, text in (*person, *proxy))
    ):
        key, text = max(person[0], proxy[0], key=lambda found: list(K).index(found[0]))
        yield Hit(
            key,
            text,
            said(
                _("Bertentangan: “{one}” dan “{other}”."),
                one=person[0][1].strip(),
                other=proxy[0][1].strip(),
            ),
            _("Tulis apakah boleh diwakilkan, dan dengan surat apa."),
        )


def _of_two_acts(one: str, other: str) -> bool:
    """ "Perekaman tidak dapat diwakilkan", "pengambilan dapat diwakilkan": of each act its own is said."""
    first, second = ({act.casefold() for act in _ACT.findall(text)} for text in (one, other))
    return bool(first and second) and not first & second


@rules("steps_order", E)
def steps_order(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The letter is handed over before it is signed, or checked and written only afterwards."""
    items = sheet.part(K.PROSEDUR).items
    signed = [at for at, item in enumerate(items) if people.signers([item], sheet.level)]
    if not signed:
        return
    given = [at for at, item in enumerate(items) if _GIVES_OUT.search(item) and not _NOT_YET.search(item)]
    if given and given[0] < signed[0]:
        yield _disordered(items[given[0]], _("Surat diserahkan kepada pemohon sebelum ditandatangani."))
    checks = [at for at, item in enumerate(items) if _CHECKS.search(item)]
    if checks and checks[0] > signed[-1]:
        yield _disordered(items[checks[0]], _("Berkas baru diperiksa setelah surat ditandatangani."))
    printed = [at for at, item in enumerate(items) if _PRINTS.search(item)]
    if printed and printed[0] > signed[-1] and not _ELECTRONIC.search(sheet.part(K.PROSEDUR).text):
        yield _disordered(items[printed[0]], _("Surat baru dibuat setelah ditandatangani."))


def _disordered(item: str, why: object) -> Hit:
    return Hit(K.PROSEDUR, item, why, _("Urutkan langkahnya."))  # type: ignore[arg-type]


@rules("section_unstaffed", W)
def section_unstaffed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The Kasi of one section acts, that of another is in the list of staff."""
    there = people.sections_in(sheet.text(K.JUMLAH, K.KOMPETENSI))
    seen = set(there)
    for sentence in sheet.part(K.PROSEDUR).sentences if there else ():
        for section, words in people.sections_in(sentence).items():
            if section not in seen:
                seen.add(section)
                yield Hit(
                    K.PROSEDUR,
                    sentence,
                    said(
                        _("{name} bertugas di sini; dalam daftar pelaksana ada {others}."),
                        name=words,
                        others=", ".join(there.values()),
                    ),
                    _("Sebut kasi yang sama di prosedur dan di daftar pelaksana."),
                )


@rules("posts_differ", W)
def posts_differ(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A post has its competence but is not counted, or is counted and has none where the others have."""
    counted = _roles(sheet, people.counted(sheet))
    able = _roles(sheet, [post.name for post in sheet.posts] or people.posts_of(sheet))
    if sheet.part(K.JUMLAH).merged or len(counted) < 2 or len(able) < 2:
        return
    for key, here, there in ((K.KOMPETENSI, able, counted), (K.JUMLAH, counted, able)):
        other = sheet.part(K.JUMLAH if key is K.KOMPETENSI else K.KOMPETENSI).text.casefold()
        for role in here.keys() - there.keys() - {people.HEAD, people.SECRETARY}:
            if here[role].casefold() in other:  # "Petugas loket wajib berpendidikan …"
                continue
            yield Hit(
                key,
                here[role],
                said(
                    _("{name} ada di Kompetensi Pelaksana, tetapi tidak di Jumlah Pelaksana.")
                    if key is K.KOMPETENSI
                    else _("{name} ada di Jumlah Pelaksana, tetapi tidak di Kompetensi Pelaksana."),
                    name=here[role],
                ),
                _("Samakan jabatan di kedua komponen."),
            )


def _roles(sheet: Sheet, names: "list[str] | tuple[str, ...]") -> dict[str, str]:
    """The role of each post, with the post as written; a post of no known role is left out."""
    found: dict[str, str] = {}
    for name in names:
        for role in people.roles_in(name, sheet.level):
            found.setdefault(role, name.strip())
    return found


@rules("post_other_level", E)
def post_other_level(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A Sekretaris Lurah in a kecamatan's standard, a Sekcam in a kelurahan's: words of another office.

    Beside the lurah the kecamatan may supervise its kelurahan (PP 17/2018).
    """
    rule = {"kecamatan": _KELURAHAN_POSTS, "kelurahan": _KECAMATAN_POSTS}.get(sheet.level)
    led = sheet.level == "kelurahan" and re.search(r"\blurah\b", sheet.part(K.PENGAWASAN).text, re.IGNORECASE)
    over = K.PENGAWASAN if led else None
    for key in _OF_OFFICE if rule else ():
        if key is over:
            continue
        for sentence in sheet.part(key).sentences:
            if match := rule.search(sentence) if rule else None:
                yield Hit(
                    key,
                    sentence,
                    said(_("{name} bukan jabatan di kantor ini."), name=match[0]),
                    _("Sebut jabatan kantor ini."),
                )


@rules("village_in_town", E)
def village_in_town(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A kelurahan has no desa, no Kepala Desa and no dusun; its people bring letters of RT and RW."""
    for key in (K.PERSYARATAN, K.PROSEDUR) if sheet.level == "kelurahan" else ():
        for sentence in sheet.part(key).sentences:
            match = _VILLAGE.search(sentence)
            if match and not re.search(r"\b(?:lurah|kelurahan)\b", sentence, re.IGNORECASE):
                yield Hit(
                    key,
                    sentence,
                    said(_("“{name}” tidak ada di kelurahan."), name=match[0]),
                    _("Sebut RT, RW, atau lingkungan."),
                )


@rules("marriage_age", E)
def marriage_age(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """19 years for both (UU 16/2019); it was 16 for women."""
    for key in (K.PERSYARATAN, K.PROSEDUR):
        for sentence in sheet.part(key).sentences if "nikah" in sheet.title.casefold() else ():
            ages = [int(match["age"]) for match in _AGE.finditer(sentence)]
            if (
                any(age in _TOO_YOUNG for age in ages)
                and _BRIDE.search(sentence)
                and not _LENIENT.search(sentence)
            ):
                yield Hit(
                    key,
                    sentence,
                    _("Umur paling rendah untuk menikah adalah 19 tahun bagi keduanya (UU 16/2019)."),
                    _("Tulis 19 tahun."),
                )


@rules("region_elsewhere", E)
def region_elsewhere(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """The government of another kabupaten or city, outside of what the applicant brings and the law cited."""
    region = region_of(sheet, context)
    if not any(name in sheet.folded for name in regions() if name != region.casefold()):
        return
    for where, text in ((None, sheet.title), *sheet.texts):
        if where in {K.PERSYARATAN, K.DASAR_HUKUM}:
            continue
        for match in region_named().finditer(text):
            place = match["place"] or match["host"]
            if place.casefold() != region.casefold() and not _MOVES.search(text[: match.start()]):
                yield Hit(
                    where,
                    _with_words(text, match),
                    said(_("{place} bukan Kabupaten {region}."), place=place.title(), region=region),
                    said(_("Tulis Kabupaten {region}."), region=region),
                )


def _with_words(text: str, match: re.Match[str]) -> str:
    """An address in whole, anything else as it stands."""
    begin = (
        max(text.rfind(mark, 0, match.start()) for mark in (" ", "\n")) + 1
        if match["host"]
        else match.start()
    )
    return text[begin : match.end()]


@rules("fee_differs", E)
def fee_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """One amount under "Biaya", another where it is paid. Stamp duty is no fee."""
    places = sheet.said_in(K.PERSYARATAN, K.PROSEDUR, K.JAMINAN_PELAYANAN, K.PRODUK)
    for where, sentence in places if sheet.rupiah else ():
        amounts = {int(re.sub(r"\D", "", match["sum"])) for match in _RUPIAH.finditer(sentence)}
        if amounts and sheet.rupiah not in amounts and not _DUTY.search(sentence):
            yield Hit(
                where,
                sentence,
                _("Jumlahnya lain daripada di komponen Biaya."),
                _("Tulis biaya yang sama di kedua tempat."),
            )
