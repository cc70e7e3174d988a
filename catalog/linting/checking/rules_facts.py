"""What the law fixes, and no standard can set otherwise: limits, bands, who signs, what is asked (pure)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_NUMBER = r"(?P<count>\d{1,3})\s*(?:\([a-z ]+\)\s*)?"
_SURVEY = seek(r"\bSKM\b|\bIKM\b|\bsurve[iy]\b|\bindeks kepuasan\b|\bkepuasan masyarakat\b", re.IGNORECASE)
# Permenpan RB 14/2017: the lowest value of each band after conversion.
_BANDS = (("A", Decimal("88.31")), ("B", Decimal("76.61")), ("C", Decimal(65)), ("D", Decimal(25)))
_BAND = seek(
    r"(?<![\d.,])(?P<value>\d{2}[.,]\d{1,3}|100)\b[^.;\d]{0,40}?"
    r"\b(?:kategori|mutu(?: pelayanan)?|predikat|kinerja)\b(?: mutu| unit| pelayanan)*"
    r"\s*[:=]?\s*[\"“(]*(?P<band>[ABCD])\b",
)
_ELEMENTS = seek(_NUMBER + r"unsur\b", re.IGNORECASE)
_NINE = 9
_REPORTED = seek(r"\b(?:pelaporan|melapor\w*|dilaporkan|lapor|diajukan|permohonan)\b", re.IGNORECASE)
_SINCE = seek(
    _NUMBER + r"hari\b[^.;\d]{0,25}?\b(?:sejak|setelah|dari)\s+(?:tanggal\s+|peristiwa\s+|hari\s+)*"
    r"(?P<what>kelahiran|lahir|kematian|meninggal)",
    re.IGNORECASE,
)
_LIMITS = {"kelahiran": 60, "lahir": 60, "kematian": 30, "meninggal": 30}
_HELD = seek(
    r"\b(?:penguasaan|dikuasai|menguasai|kuasai)\b[^.;\d]{0,60}?" + _NUMBER + r"tahun\b", re.IGNORECASE
)
_YEARS_HELD = 20
_CIVIL = seek(
    r"\b(?:kartu keluarga|kk|kartu tanda penduduk|ktp(?:-el)?|e-ktp|kia|kartu identitas anak|pindah"
    r"|akta (?:kelahiran|kematian)|adminduk|administrasi kependudukan)\b",
    re.IGNORECASE,
)
_NO_CIVIL = seek(r"\b(?:sktm|keterangan (?!pindah)\w+|rekomendasi|legalisasi|dtsen|dtks)\b", re.IGNORECASE)
_OF_RT = seek(
    r"\b(?:pengantar|keterangan)\b[^.;]{0,40}\b(?:RT|RW|rukun (?:tetangga|warga))\b|\bSKCK\b", re.IGNORECASE
)
_SECURE = seek(
    r"\b(?:blangko|blanko|kertas|formulir)\s+(?:khusus\s+)?ber(?:pengaman|hologram)|security\s+printing",
    re.IGNORECASE,
)
_LAND = seek(r"\b(?:sporadik|penguasaan fisik|keterangan tanah|riwayat tanah|skt)\b", re.IGNORECASE)
_OWNERSHIP = seek(
    r"\b(?:bukti|alas)\s+(?:hak\s+milik|kepemilikan)\b|\bset(?:ara|ingkat)\s+dengan\s+sert[ip]\w+",
    re.IGNORECASE,
)
_DENIED = seek(r"\b(?:bukan|tidak|tanpa)\b[^.;]{0,40}$", re.IGNORECASE)
_FROM_LURAH = seek(r"\b(?:dari|oleh|diketahui)\s+(?:pak\s+)?lurah\b(?!\s*/|\s+atau)", re.IGNORECASE)
_TO_LURAH = seek(
    r"\b(?:kepada|ke|oleh|dari|untuk)\s+(?:pak\s+)?lurah\b(?!\s*/|\s+atau)|^\W*(?:\d{1,2}[.)]\s*)?lurah\s+me[a-z]{4,}",
    re.IGNORECASE,
)
_ALSO_DESA = seek(r"\bdesa\b|\bkades\b", re.IGNORECASE)


@rules("ikm_band", E, only=_BAND)
def ikm_band(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "82,40 (kategori A)": the value belongs to another band (Permenpan RB 14/2017)."""
    for where, text in sheet.texts:
        for line in text.splitlines() if _SURVEY.search(text) else ():
            for match in _BAND.finditer(line):
                value = Decimal(match["value"].replace(",", "."))
                band = next((name for name, least in _BANDS if value >= least), "")
                if band and band != match["band"]:
                    yield Hit(
                        where,
                        line,
                        said(_("Nilai {value} adalah mutu {band}."), value=match["value"], band=band),
                        said(_("Tulis mutu {band} (Permenpan RB 14/2017)."), band=band),
                    )


@rules("survey_elements", E)
def survey_elements(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The survey asks nine elements."""
    for key in (K.EVALUASI, K.JAMINAN_PELAYANAN, K.PENGAWASAN, K.PENGADUAN):
        for sentence in sheet.part(key).sentences:
            match = _ELEMENTS.search(sentence) if _SURVEY.search(sentence) else None
            if match and int(match["count"]) != _NINE:
                yield Hit(
                    key,
                    sentence,
                    said(
                        _("Survei Kepuasan Masyarakat memuat 9 unsur, bukan {count}."), count=match["count"]
                    ),
                    _("Tulis 9 (sembilan) unsur (Permenpan RB 14/2017)."),
                )


@rules("report_limit", E, only=_SINCE)
def report_limit(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A birth is reported within 60 days, a death within 30 (UU 24/2013, articles 27 and 44)."""
    for where, text in sheet.texts:
        for line in text.splitlines() if _SINCE.search(text) else ():
            match = _SINCE.search(line) if _REPORTED.search(line) else None
            limit = _LIMITS[match["what"].casefold()] if match else 0
            if match and int(match["count"]) != limit:
                yield Hit(
                    where,
                    line,
                    said(_("Undang-undang memberi {limit} hari."), limit=limit),
                    said(_("Tulis {limit} hari (UU 24/2013)."), limit=limit),
                )


@rules("possession_years", E)
def possession_years(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Land without papers is registered after 20 years of possession (PP 24/1997, article 24)."""
    for key in (K.PERSYARATAN, K.PROSEDUR, K.PRODUK) if _LAND.search(sheet.title) else ():
        for sentence in sheet.part(key).sentences:
            match = _HELD.search(sentence)
            if match and int(match["count"]) < _YEARS_HELD:
                yield Hit(
                    key,
                    sentence,
                    _("Penguasaan fisik yang diakui adalah 20 tahun atau lebih, berturut-turut."),
                    _("Tulis 20 (dua puluh) tahun (PP 24/1997 Pasal 24)."),
                )


def _is_civil(sheet: Sheet) -> bool:
    return bool(_CIVIL.search(sheet.title)) and not _NO_CIVIL.search(sheet.title)


@rules("letter_not_needed", W)
def letter_not_needed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Papers of the civil registry need no letter of RT and RW and no SKCK (Perpres 96/2018)."""
    for sentence in sheet.part(K.PERSYARATAN).sentences if _is_civil(sheet) else ():
        if (match := _OF_RT.search(sentence)) and not _DENIED.search(sentence[: match.start()]):
            yield Hit(
                K.PERSYARATAN,
                sentence,
                _("Dokumen kependudukan tidak memerlukan berkas ini."),
                _("Hapus syarat ini (Perpres 96/2018)."),
            )


@rules("civil_sheet", W)
def civil_sheet(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A family card and a certificate are printed on plain white paper (Permendagri 109/2019)."""
    for key in (K.PRODUK, K.JAMINAN_KEAMANAN, K.SARANA, K.PROSEDUR) if _is_civil(sheet) else ():
        for sentence in sheet.part(key).sentences:
            if _SECURE.search(sentence) and not re.search(r"\bKTP", sentence):
                yield Hit(
                    key,
                    sentence,
                    _("KK dan akta dicetak di kertas HVS A4 80 gram, tidak lagi di blangko berpengaman."),
                    _("Sebut kertas HVS dan tanda tangan elektronik (Permendagri 109/2019)."),
                )


@rules("civil_fee", E)
def civil_fee(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Papers of the civil registry cost nothing (UU 24/2013, article 79A)."""
    if sheet.rupiah and _is_civil(sheet):
        yield Hit(
            K.BIAYA,
            sheet.part(K.BIAYA).text,
            _("Pengurusan dokumen kependudukan tidak dipungut biaya."),
            _("Tulis gratis (UU 24/2013 Pasal 79A)."),
        )


@rules("no_ownership", E)
def no_ownership(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A statement of possession proves no ownership."""
    for where, text in sheet.texts if _LAND.search(sheet.title) else ():
        for line in text.splitlines():
            match = _OWNERSHIP.search(line)
            if match and where is not K.PERSYARATAN and not _DENIED.search(line[: match.start()]):
                yield Hit(
                    where,
                    line,
                    _("Surat ini bukan bukti hak milik; yang membuktikan hak adalah sertipikat."),
                    _("Sebut sebagai keterangan penguasaan."),
                )


@rules("lurah_elsewhere", W)
def lurah_elsewhere(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """A kecamatan of villages only has no lurah who could write the letter."""
    name = re.sub(r"^ke[cl]-", "", sheet.office).casefold()
    if sheet.level != "kecamatan" or not context.towns or name in context.towns:
        return
    if ("kecamatan", name) not in {(level, place.casefold()) for level, place in context.places}:
        return
    texts = [(K.PERSYARATAN, one, _FROM_LURAH) for one in sheet.part(K.PERSYARATAN).sentences]
    texts += [(K.PROSEDUR, one, _TO_LURAH) for one in sheet.part(K.PROSEDUR).sentences]
    for key, sentence, words in texts:
        if words.search(sentence) and not _ALSO_DESA.search(sentence):
            yield Hit(
                key,
                sentence,
                _("Kecamatan ini tidak punya kelurahan; tidak ada lurah."),
                _("Sebut Kepala Desa."),
            )
