"""What tables and lists count or name, against what else is said of it (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking import people
from linting.checking.amounts import spans
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, normal, said
from linting.checking.rules_people import not_listed
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import named
from standards.reading import values
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_SUM = seek(r"^\W*(?:jumlah|total)\b", re.IGNORECASE | re.MULTILINE)
_ROW = seek(
    r"^(?=.*[a-z]{3}).*?(?<![\d.,/:-])(?P<count>\d{1,3})(?:\s*\([a-z ]+\))?"
    r"(?:\s*(?P<unit>menit|jam|hari\s+kerja|hari|lembar|unit|buah|orang))?\W*$",
    re.IGNORECASE,
)
_PERSON = seek(r"\b(?:orang|personil|personel)\b", re.IGNORECASE)
_RANGE = re.compile(r"\d\s*(?:-|–|s/d|sampai)\s*\d|\bRp\b|\d{4}", re.IGNORECASE)
_FEWEST_ROWS = 3
_DEVICE = seek(
    r"\b(?:dengan|menggunakan|memakai|mempergunakan|memanfaatkan|melalui|lewat|pada|di|ke|dari)\s+(?:sebuah\s+)?"
    r"(?P<device>(?:alat|mesin|perangkat|pesawat|pemindai|pembaca|perekam|kamera|lampu|papan|timbangan)\s+"
    r"(?P<what>(?!dan\b|atau\b|yang\b|untuk\b|di\b|pada\b|milik\b|lain|tersebut\b|ini\b|itu\b|kelurahan\b|kecamatan\b|daerah\b|desa\b)"
    r"[\w-]+(?:\s+(?!dan\b|atau\b|serta\b|yang\b|untuk\b|guna\b|di\b|ke\b|pada\b|dengan\b|dari\b|oleh\b|kepada\b"
    r"|lalu\b|kemudian\b|sebagai\b|agar\b|setelah\b|sebelum\b|secara\b|saat\b|sampai\b|tanpa\b|me[a-z]{4}|di[a-z]{5}|milik\b)[\w-]+)?))",
    re.IGNORECASE,
)
_ANY_DEVICE = seek(
    r"\b(?:peralatan|perangkat|alat(?:-alat)?|mesin)\s+(?:perekam(?:an)?(?!\s+(?:sidik|iris|tanda|wajah|suara|gambar))"
    r"|biometrik|pendukung|lengkap|kerja|kantor|elektronik|lainnya)\b",
    re.IGNORECASE,
)
_NO_DEVICE = seek(
    r"\b(?:lunak|daerah|bukti|tulis|komunikasi|negara|desa|kelurahan|kecamatan|peraga|bantu|informasi|pengumuman|nama)\b",
    re.IGNORECASE,
)
_LOOKS = frozenset(
    ["baru", "digital", "elektronik", "otomatis", "dinas", "khusus", "kantor", "layar", "mata"]
)
_ABLE = seek(
    r"^\W*(?:[\d.]+[.)]?\s*|[a-z][.)]\s*)?(?P<post>[A-Za-z][A-Za-z /-]{3,60}?)\s*[,(:-]?\s*"
    r"(?:sebanyak\s+|berjumlah\s+)?"
    r"(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?orang\b",
    re.IGNORECASE,
)
_PERSONS = seek(
    r"(?<!\d)(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?orang\s+(?P<post>"
    r"(?:petugas|operator|staf|kasi|verifikator)\s+[a-z-]+(?:\s+(?!me|di|yang\b|dan\b|untuk\b|pada\b|dengan\b|ber|ter|ke\b)[a-z-]+)?)",
    re.IGNORECASE,
)
_SPEAKS_OF_STAFF = (
    K.PROSEDUR,
    K.WAKTU,
    K.SARANA,
    K.PENGAWASAN,
    K.JAMINAN_PELAYANAN,
    K.JAMINAN_KEAMANAN,
    K.EVALUASI,
)
_MARK = re.compile(r"^\W*(?:[\d.]+[.)]?|[a-z][.)])\s+")
_KASI = re.compile(r"\b(?:kepala seksi|kasie)\b")
_BARE = seek(
    r"(?P<post>[A-Za-z][A-Za-z /.-]{3,50}?)\s*:?\s+(?P<count>\d{1,2})"
    r"(?=\s*(?:\([a-z ]+\)\s*)?(?:[,;.]|dan\b|$))"
)
_POSTS = (
    r"(?:staf(?=\s+(?:seksi|bagian|bidang|sub))|pengelola(?=\s+(?:arsip|data|informasi|administrasi|layanan|keuangan|surat))"
    r"|pendamping(?!\s+(?:pemohon|penyandang|lansia|keluarga|disabilitas|warga|anak))|fasilitator|penyuluh|pranata|pengolah"
    r"|pengadministrasi|analis|penelaah|teknisi|notulis|penerjemah|tim|kasubb?ag|sopir|pengemudi|penata|ajudan|caraka"
    r"|penghubung|pramu\w+|surveyor|enumerator|supervisor|administrator|admin)"
    r"(?:\s+(?!(?:me|ber|di|ter)[a-z]{3,}|dan\b|atau\b|yang\b|akan\b|wajib\b|harus\b|lalu\b|kemudian\b|bersama\b|untuk\b"
    r"|tidak\b|boleh\b|bisa\b|belum\b|kepada\b|dari\b|pada\b|dengan\b|setelah\b|oleh\b)[a-z][\w-]*){0,3}"
)
_NO_POST = (
    r"(?:pengaduan|arsip|verifikasi|keamanan|lapangan|sesuai|berwenang|bersangkutan|loket|pelayanan|layanan|paten|front"
    r"|back|pendaftaran|penerima|operator|entri|input|perekaman|informasi|yang"
    r"|kami|tersebut|setempat|piket|kantor|kecamatan|kelurahan|desa|dinas|dukcapil|kepolisian|puskesmas|lain|untuk"
    r"|dengan|pada|kepada|dari|dalam|melalui|setelah|saat|paling|tanpa|secara|terkait|bersama|(?:me|di|ber)[a-z]{3,})\b"
)
_ACTOR = seek(
    rf"^\W*(?:\d{{1,2}}[.)]\s*|[a-z][.)]\s*)?(?P<post>{_POSTS})\s+"
    r"(?:akan\s+|wajib\s+|harus\s+|lalu\s+|kemudian\s+|bersama\s+[\w ]{3,30}?\s)?"
    r"(?:me[a-z]{3,}|ber[a-z]{3,}|di[a-z]{5,})"
    rf"|\boleh\s+(?P<by>{_POSTS}|petugas\s+(?!{_NO_POST})[a-z]{{4,}})",
    re.IGNORECASE,
)
_GENERAL = frozenset(
    [
        "petugas",
        "staf",
        "tim",
        "pengelola",
        "admin",
        "data",
        "umum",
        "pelayanan",
        "layanan",
        "teknis",
        "kerja",
    ]
)
_OF_OTHERS = seek(
    r"\b(?:dinas|kabupaten|disdukcapil|dukcapil|kementerian|puskesmas|kepolisian|polsek|BPN|KUA)\b",
    re.IGNORECASE,
)


@rules("table_sum", E, only=_SUM)
def table_sum(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Jumlah seluruhnya 40" under rows of 5, 15, 10, 10 and 10 minutes. Of posts another rule speaks."""
    for where, text in sheet.texts:
        rows: list[tuple[int, bool]] = []
        for line in text.splitlines() if _SUM.search(text) and not _of_staff(where, text) else ():
            match = None if _RANGE.search(line) else _ROW.match(line.strip())
            if not match:
                rows = []
                continue
            amount, timed = _amount(match)
            of_steps = where is K.PROSEDUR and timed  # `steps_total`
            if not _SUM.match(line.strip()):
                rows.append((amount, timed))
            elif len(rows) >= _FEWEST_ROWS and not of_steps and _one_kind(rows, timed=timed):
                if sum(count for count, _timed in rows) != amount:
                    yield Hit(
                        where,
                        line,
                        said(
                            _("Baris di atasnya berjumlah {summed}."),
                            summed=sum(count for count, _timed in rows),
                        ),
                        _("Jumlahkan lagi tiap barisnya."),
                    )
                rows = []


def _of_staff(where: ComponentKey | None, text: str) -> bool:
    """Numbers of persons that are called so: `staff_sum`."""
    return where is K.JUMLAH and bool(_PERSON.search(text))


def _amount(match: re.Match[str]) -> tuple[int, bool]:
    """The number at the end of a row, a time in minutes, and whether it is a time."""
    found = spans(match[0][match.start("count") :]) if match["unit"] else []
    return (found[0], True) if found else (int(match["count"]), False)


def _one_kind(rows: list[tuple[int, bool]], *, timed: bool) -> bool:
    return all(one == timed for _count, one in rows)


@rules("post_count_differs", E)
def post_count_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Three operators in the list of competences, two in the number of staff."""
    counted = _counts(sheet)
    if len(counted) < 2 or sheet.part(K.JUMLAH).merged:
        return
    told = [(K.KOMPETENSI, item, _ABLE.match(item)) for item in sheet.part(K.KOMPETENSI).items]
    told += [
        (key, sentence, match)
        for key in _SPEAKS_OF_STAFF
        for sentence in sheet.part(key).sentences
        for match in _PERSONS.finditer(sentence)
    ]
    for key, text, match in told:
        there = counted.get(_post(match["post"])) if match else None
        here = int(match["count"]) if match else 0
        # Elsewhere some of them may be meant, but never more than there are.
        if match and there and (here > there or (here < there and key is K.KOMPETENSI)):
            yield Hit(
                key,
                text,
                said(
                    _("{post}: di sini {here} orang, di Jumlah Pelaksana {there}."),
                    post=match["post"].strip(),
                    here=here,
                    there=there,
                ),
                _("Samakan jumlah jabatan ini."),
            )


def _post(name: str) -> str:
    """A post without its number in the list, under one name: "1. Kepala Seksi …" is a "kasi …"."""
    return _KASI.sub("kasi", normal(_MARK.sub("", name)))


def _counts(sheet: Sheet) -> dict[str, int]:
    """How many of each post the component on the number of staff counts."""
    text = sheet.part(K.JUMLAH).text
    found = {
        _post(one["post"]): int(one["count"]) for one in values.people(text) if one["post"] and one["count"]
    }
    if len(found) < 2:
        found = {_post(match["post"]): int(match["count"]) for match in _BARE.finditer(text)}
    return found


@rules("device_unlisted", W, only=_DEVICE)
def device_unlisted(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A device of a kind that the list of facilities has, but not that one: for the iris, not for fingers."""
    listed = " ; ".join((*sheet.facilities, sheet.part(K.SARANA).text))
    if not listed.strip(" ;") or _ANY_DEVICE.search(listed):
        return
    have, words = named("things", listed), set(re.findall(r"[\w-]+", listed.casefold()))
    for sentence in sheet.part(K.PROSEDUR).sentences:
        for match in _DEVICE.finditer(sentence):
            telling = [word for word in match["what"].casefold().split() if word not in _LOOKS]
            said_already = named("things", match["device"]).keys() - have.keys()  # `facility_unlisted`
            if (
                telling
                and telling[-1] not in words
                and not said_already
                and not _NO_DEVICE.search(match["what"])
            ):
                words.update(telling)
                yield Hit(
                    K.PROSEDUR,
                    sentence,
                    said(
                        _("Dipakai di sini, tetapi tidak ada di daftar sarana: {things}."),
                        things=match["device"],
                    ),
                    said(_("Tambahkan ke Sarana Prasarana: {things}."), things=match["device"]),
                )


@rules("actor_unlisted", W, only=_ACTOR)
def actor_unlisted(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Pendamping Sosial mendatangi rumah pemohon": a post known by its place before the verb."""
    listed = normal(sheet.text(K.JUMLAH, K.KOMPETENSI))
    known = set(listed.split())
    acting = [(key, sentence) for key in (K.PROSEDUR, K.PENGADUAN) for sentence in sheet.part(key).sentences]
    for key, sentence in acting if people.staffed(sheet) else ():
        match = _ACTOR.search(sentence)
        name = (match["post"] or match["by"]).strip() if match else ""
        post = normal(name).split()
        telling = [word for word in post if word not in _GENERAL] or post
        if not post or _OF_OTHERS.search(name):
            continue
        if (post[0] in known and post[0] not in _GENERAL) or len(known.intersection(telling)) * 2 > len(
            telling
        ):
            continue
        known.update(post)
        yield not_listed(key, sentence, name)
