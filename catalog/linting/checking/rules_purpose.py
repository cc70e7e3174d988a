"""What the product is for, and whose it is (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import Seeker, seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
W = Severity.WARNING
Where = ComponentKey | None
_PURPOSES = tuple(
    (name, seek(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        (
            "school",
            r"sekolah|pendidikan|beasiswa|kuliah|perkuliahan|KIP(?:[- ]kuliah)?|PIP|PPDB|SPMB|SPP|UKT"
            r"|(?:maha)?siswa|pelajar|kampus|perguruan\s+tinggi|universitas",
        ),
        (
            "health",
            r"berobat|pengobatan|rumah\s+sakit|RSUD|RS|puskesmas|rawat\s+(?:inap|jalan)|BPJS|JKN|KIS|kesehatan|persalinan|operasi",
        ),
        ("court", r"bantuan\s+hukum|pengadilan|prodeo|perkara"),
        ("credit", r"kredit|pinjaman|KUR|pembiayaan|pinjam(?:\s+uang)?"),
        ("work", r"melamar(?:\s+(?:kerja|pekerjaan))?|lamaran|pekerja\s+migran|TKI"),
    )
)
_FOR = seek(
    r"\b(?:untuk|guna|keperluan|kepentingan|pengurusan|mengurus|memperoleh|mendapatkan|keringanan|pengajuan|mengajukan"
    r"|kelengkapan|(?:per)?syarat(?:an)?|SKTM|tidak\s+mampu)\b(?=(?P<what>[^.;]{0,70}))",
    re.IGNORECASE,
)
# What an applicant for that purpose brings, and nobody else.
_BROUGHT = (
    (
        "health",
        seek(
            r"\b(?:rujukan|rawat\s+inap|rekam\s+medis|surat\s+keterangan\s+(?:sakit|opname)|kartu\s+berobat)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "school",
        seek(
            r"\b(?:kartu\s+(?:pelajar|mahasiswa)|KTM|rapor|keterangan\s+(?:aktif\s+)?(?:sekolah|kuliah|siswa|mahasiswa)(?:\s+aktif)?)\b",
            re.IGNORECASE,
        ),
    ),
)
_ANY = seek(
    r"\b(?:antara\s+lain|misalnya|seperti|dan\s+lain|lainnya|berbagai|segala|bukan|tidak\s+(?:berlaku|dapat|untuk))\b",
    re.IGNORECASE,
)
_ABOUT_IN = (
    K.PERSYARATAN, K.PROSEDUR, K.WAKTU, K.BIAYA, K.PRODUK, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN,
    K.EVALUASI,
)  # fmt: skip


@rules("purpose_differs", W)
def purpose_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A letter "untuk pendidikan" by its title, for a stay in hospital by its product."""
    own, texts = _own(sheet)
    for where, sentence in texts if len(own) == 1 else ():
        others = _meant(sentence, product=where is K.PRODUK)
        brought = {name for name, words in _BROUGHT if where is K.PERSYARATAN and words.search(sentence)}
        if (others | brought) and not _purposes(sentence) & own and not _ANY.search(sentence):
            yield Hit(
                where,
                sentence,
                _("Keperluan yang disebut di sini lain daripada keperluan layanan ini."),
                _("Sebut keperluan yang sama dengan judul, atau layani keduanya dan tulis di judul."),
            )


def _own(sheet: Sheet) -> tuple[set[str], list[tuple[Where, str]]]:
    """The purpose of the service by its title, else by its only definition, and where else one may stand."""
    texts: list[tuple[Where, str]] = [
        (key, sentence) for key in _ABOUT_IN for sentence in sheet.part(key).sentences
    ]
    if own := _purposes(sheet.title):
        return own, [*((None, text) for text in sheet.definitions), *texts]
    return _meant(" ".join(sheet.definitions), product=False), texts


def _purposes(text: str) -> set[str]:
    return {name for name, words in _PURPOSES if words.search(text)}


def _meant(text: str, *, product: bool) -> set[str]:
    """The purposes behind "untuk …"; of the product also those in its name ("SKTM Berobat")."""
    if product:
        return _purposes(text)
    return set().union(*(_purposes(match["what"]) for match in _FOR.finditer(text)))


_ADVISES = seek(r"\b(?:rekomendasi|pengantar)\b", re.IGNORECASE)
_THINGS = tuple(
    seek(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"SKCK|surat\s+keterangan\s+catatan\s+kepolisian",
        r"IMB|PBG|(?:persetujuan|izin)\s+(?:mendirikan\s+)?bangunan(?:\s+gedung)?",
        r"(?:surat\s+)?izin\s+(?:keramaian|penelitian|usaha)",
        r"NIB|nomor\s+induk\s+berusaha",
        r"buku\s+nikah|akta\s+(?:nikah|perkawinan)",
        r"paspor",
        r"SIM|surat\s+izin\s+mengemudi",
        r"(?:kutipan\s+)?akta\s+(?:kelahiran|kematian|perceraian)",
        r"kartu\s+keluarga|KK",
        r"KTP(?:-el)?|kartu\s+tanda\s+penduduk",
        r"sert[ip]\w+\s+(?:tanah|hak\s+milik)",
    )
)
_MADE = (
    r"\b(?:mencetak|menerbitkan|menyerahkan|mengeluarkan|mengetik|menyusun|mengantar(?:kan)?)\s+(?:\w+\s+)?$"
)
_COMES = (
    r"^(?:\s+\w+)?\s+(?:di(?:terbitkan|cetak|serahkan|keluarkan|antar(?:kan)?)|selesai|terbit|jadi|rampung)\b"
)
_BEFORE, _AFTER = re.compile(_MADE, re.IGNORECASE), re.compile(_COMES, re.IGNORECASE)
# What stands before the thing: "pengantar SKCK", "berkas permohonan PBG", "untuk mengurus NIB".
_ONLY_FOR = seek(
    r"\b(?:pengantar|rekomendasi|permohonan|formulir|berkas|fotokopi|foto\s?copy|untuk|guna|persyaratan|mengurus|pengurusan)\b"
    r"[^.;,]{0,40}$",
    re.IGNORECASE,
)
_THEIRS = seek(
    r"\b(?:kepolisian|polsek|polres\w*|polri|KUA|dinas|disdukcapil|dispendukcapil|DPMPTSP|OSS|imigrasi|BPN|instansi|oleh\s+pemohon)\b",
    re.IGNORECASE,
)


@rules("product_of_others", W)
def product_of_others(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "SKCK selesai dalam 30 menit" where only the letter for getting one is written."""
    if not _ADVISES.search(sheet.title):
        return
    things = [thing for thing in _THINGS if thing.search(sheet.title)]
    for key in (K.PROSEDUR, K.WAKTU, K.BIAYA, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN) if things else ():
        for sentence in sheet.part(key).sentences:
            match = _handed_out(sentence, things)
            if match and not _ONLY_FOR.search(sentence[: match.start()]) and not _said_of_others(match):
                yield Hit(
                    key,
                    sentence,
                    said(_("{paper} diterbitkan instansi lain, bukan kantor ini."), paper=match[0]),
                    _("Sebut surat yang dihasilkan layanan ini."),
                )


def _handed_out(sentence: str, things: list[Seeker]) -> re.Match[str] | None:
    for thing in things:
        for match in thing.finditer(sentence):
            if _BEFORE.search(sentence[: match.start()]) or _AFTER.match(sentence[match.end() :]):
                return match
    return None


def _said_of_others(match: re.Match[str]) -> bool:
    """Whether another body is named beside the paper itself, as "SKCK" names the police in its own name."""
    around = f"{match.string[: match.start()]} {match.string[match.end() :]}"
    return bool(_THEIRS.search(around))
