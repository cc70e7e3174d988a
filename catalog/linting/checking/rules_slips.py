"""What slips into a sentence or a list without anybody reading it again (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.indonesian import roman
from commons.seeking import seek
from linting.checking.amounts import months_between
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.reading.numerals import number_of_words
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_POST = (
    r"(?:camat|lurah|sekcam|sekretaris(?:\s+(?:kecamatan|kelurahan|camat|lurah))?|kasi\s+\w+(?:\s+umum)?|petugas\s+\w+|operator(?:\s+\w+)?"
    r"|staf(?:\s+\w+)?|verifikator|kepala\s+seksi\s+\w+)"
)
# Who does it is said as if it were done to them.
_PASSIVE = seek(
    rf"^\W*(?:\d{{1,2}}[.)]\s*|[a-z][.)]\s*)?(?P<who>{_POST})\s+"
    r"(?P<verb>di(?:tandatangani|periksa|cetak|susun|serahkan|catat|paraf|ketik|verifikasi|buat|terima|teliti|sahkan|registrasi))\s+(?!oleh\b|dan\b|untuk\b|serta\b|lalu\b)[a-z]",
    re.IGNORECASE,
)
_PEOPLE = seek(
    r"^\W*(?:[a-z0-9]{1,2}[.)]\s*)?(?:tenaga|petugas|satpam|operator|staf|pegawai|juru|cleaning\s+service|office\s+boy|pramu\w+|penjaga"
    r"|kasi|sekretaris)\b(?!\s+(?:jaga|piket)?\s*:?\s*(?:meja|kursi))"
    r"|(?<!kapasitas )\b\d{1,3}\s*(?:\([a-z ]+\)\s*)?orang\s*[.;]?$",
    re.IGNORECASE,
)
_ROOM = seek(r"\b(?:ruang|kursi|bangku|kapasitas|meja|tempat|seragam|kamar|pos|untuk)\b", re.IGNORECASE)
_SUPERVISES = seek(
    r"\b(?:camat|lurah|sek\w+|kasi\w*|kepala|kasubbag|atasan|inspektorat|tim|petugas|pejabat|pimpinan|penyelia|koordinator|pengawas|ketua"
    r"|satuan|unit|supervisor|ka\.?|panitia|pemerintah|dinas|bagian|bupati)\b",
    re.IGNORECASE,
)
_ACT = seek(
    r"\b(?:memeriksa|memantau|mengawasi|mengecek|diperiksa|dipantau|diawasi|dilakukan|dilaksanakan|melakukan|pemeriksaan|pengawasan)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s\((?P<short>[A-Z]{2,6})\)")
_WORDS_BEFORE = re.compile(r"(?:[A-Za-z-]+\s+){0,7}[A-Za-z-]+$")
_MOST_BEFORE = 120
_SHORT_FOR = {
    "SKM": "survei kepuasan masyarakat",
    "IKM": "indeks kepuasan masyarakat",
    "SKTM": "surat keterangan tidak mampu",
    "SKCK": "surat keterangan catatan kepolisian",
    "SKU": "surat keterangan usaha",
    "NIB": "nomor induk berusaha",
    "NIK": "nomor induk kependudukan",
    "PBG": "persetujuan bangunan gedung",
    "IMB": "izin mendirikan bangunan",
    "APAR": "alat pemadam api ringan",
    "PATEN": "pelayanan administrasi terpadu kecamatan",
    "SOP": "standar operasional prosedur",
    "PBB": "pajak bumi dan bangunan",
    "DTSEN": "data tunggal sosial dan ekonomi nasional",
    "DTKS": "data terpadu kesejahteraan sosial",
    "SIAK": "sistem informasi administrasi kependudukan",
    "KIA": "kartu identitas anak",
    "KTP": "kartu tanda penduduk",
    "KK": "kartu keluarga",
    "FKP": "forum konsultasi publik",
    "TTE": "tanda tangan elektronik",
}
_OF_THESE = frozenset(word for long_form in _SHORT_FOR.values() for word in long_form.split())
_YEARLY = seek(
    r"\b(?:setiap|tiap|per)\s+(?:bulan|triwulan|minggu|semester)\b[^.;]{0,25}\b(?:yaitu|yakni|pada|di|setiap|tiap)\s+(?:pada\s+)?"
    r"(?:setiap\s+)?(?:akhir|awal|penghujung)\s+(?P<unit>tahun|semester|triwulan)\b",
    re.IGNORECASE,
)
_IN_MONTHS = {"tahun": 12, "semester": 6, "triwulan": 3}
_NAMED = {"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}
_GROUP_LINE = re.compile(
    r"^\W*(?:(?i:bagian|bab|kelompok)\s+)?(?:(?P<letter>[A-H])|(?P<roman>[IVX]{1,4})|(?P<digits>\d)|(?i:(?P<word>pertama|kedua|ketiga|keempat)))\b"
)
_SUNDAY = seek(r"\bhari\s+(?:minggu|ahad|libur(?:\s+nasional)?)\b", re.IGNORECASE)
_CLOSED = seek(
    r"\b(?:kecuali|selain|tidak|tutup|libur\s*$|di luar|bukan|termasuk|juga|daring|online|24 jam"
    r"|whats\s?app|keliling|jemput bola|CFD"
    r"|car free day|hajatan|acara)\b",
    re.IGNORECASE,
)
_REVIEWED = seek(
    r"\bstandar(?:\s+pelayanan)?\b[^.;]{0,60}\b(?:ditinjau|dievaluasi|direviu|dikaji|diperbarui|disempurnakan|peninjauan|evaluasi)\b"
    r"|\b(?:peninjauan|evaluasi|reviu)\s+(?:kembali\s+|ulang\s+)?(?:atas\s+|terhadap\s+)?standar\b",
    re.IGNORECASE,
)
_YEARS = seek(
    r"\b(?:(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?|(?P<word>empat|lima|enam|tujuh|delapan"
    r"|sepuluh)\s+)tahun\b",
    re.IGNORECASE,
)
_MOST_YEARS = 3
_TWO_LIMITS = seek(
    r"(?P<first>\d{1,3}\s*(?:\([a-z ]+\)\s*)?(?:menit|jam|hari(?:\s+kerja)?"
    r"|minggu))\s+atau\s+(?:paling\s+lama\s+)?"
    r"(?P<second>\d{1,3}\s*(?:\([a-z ]+\)\s*)?(?:menit|jam|hari(?:\s+kerja)?|minggu))\b",
    re.IGNORECASE,
)
_EITHER = seek(
    r"\b(?:bila|apabila|jika|bagi|untuk|tergantung|sama dengan|setara|dalam hal|kalau)\b", re.IGNORECASE
)
_DONE = seek(
    r"\b(?:sejak|setelah|terhitung\s+(?:sejak|mulai))\s+(?:(?:surat|dokumen|produk|rekomendasi|hasil|legalisasi|kartu)(?:nya)?\s+){0,2}"
    r"(?:selesai\s+)?(?:di\s?tanda\s?tangani|diparaf|dicetak|diterbitkan|terbit|selesai|jadi|disahkan)\b",
    re.IGNORECASE,
)
_HANDED = seek(
    r"\b(?:diserahkan|pengambilan|diambil|pengantar|diantar|pengiriman|antar|berlaku)\b", re.IGNORECASE
)


@rules("passive_actor", W)
def passive_actor(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Camat ditandatangani surat"."""
    for key in (K.PROSEDUR, K.PENGADUAN):
        for item in sheet.part(key).items:
            if match := _PASSIVE.match(item):
                yield Hit(
                    key,
                    item,
                    said(
                        _("“{who} {verb}”: orangnya yang mengerjakan."), who=match["who"], verb=match["verb"]
                    ),
                    _("Tulis kata kerjanya dengan me-."),
                )


@rules("people_among_things", W)
def people_among_things(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Tenaga kebersihan 1 orang" among the facilities."""
    for item in sheet.part(K.SARANA).items:
        if _PEOPLE.search(item) and not _ROOM.search(item):
            yield Hit(
                K.SARANA,
                item,
                _("Orang bukan sarana."),
                _("Pindahkan ke Jumlah Pelaksana, atau hapus."),
            )


@rules("supervisor_lacking", W)
def supervisor_lacking(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Memeriksa buku register setiap minggu": by whom?"""
    text = sheet.part(K.PENGAWASAN).text
    if text.strip() and _ACT.search(text) and not _SUPERVISES.search(text):
        yield Hit(
            K.PENGAWASAN,
            text,
            _("Tidak disebut siapa yang mengawasi."),
            _("Sebut jabatannya dan kapan, misalnya Kasi Pelayanan Umum setiap minggu."),
        )


@rules("abbreviation_differs", W)
def abbreviation_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Survei Kepuasan Masyarakat (IKM)": the letters are short for something else."""
    for where, text in ((None, sheet.title), *sheet.texts) if "(" in sheet.folded else ():
        for match in _BRACKETED.finditer(text):
            long_form = _SHORT_FOR.get(match["short"], "").split()
            before = _WORDS_BEFORE.search(text[max(0, match.start() - _MOST_BEFORE) : match.start()])
            written = before[0].casefold().split()[-len(long_form) :] if before and long_form else []
            apart = [word for word in written if word not in long_form]
            if long_form and len(apart) == 1 and len(written) == len(long_form) and apart[0] in _OF_THESE:
                yield Hit(
                    where,
                    f"{' '.join(written)}{match[0]}",
                    said(
                        _("{short} adalah singkatan dari {words}."),
                        short=match["short"],
                        words=" ".join(long_form).title(),
                    ),
                    _("Tulis singkatan yang cocok."),
                )


@rules("period_and_end", E)
def period_and_end(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Setiap bulan, yaitu pada akhir tahun"."""
    for key in (K.PENGADUAN, K.PENGAWASAN, K.EVALUASI):
        for sentence in sheet.part(key).sentences:
            for match in _YEARLY.finditer(sentence):
                often = months_between(match[0].split(" yaitu ")[0].split(",")[0])
                if often and max(often) < _IN_MONTHS[match["unit"].casefold()]:
                    yield Hit(
                        key,
                        sentence,
                        said(_("“{words}” tidak berjumlah sama."), words=match[0]),
                        _("Tulis satu waktu."),
                    )


@rules("group_number", W)
def group_number(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "A. Proses penyampaian …", "C. Proses pengelolaan …"."""
    found: list[tuple[int, str]] = []
    for line in sheet.group_lines:
        match = _GROUP_LINE.match(line)
        number = _number(match) if match else None
        if number and number not in {one for one, _line in found}:
            found.append((number, line))
    if len(found) == 2 and found[0][0] == 1 and found[1][0] != 2:
        yield Hit(None, found[1][1], _("Urutan kelompoknya melompat."), _("Urutkan huruf atau nomornya."))


def _number(match: re.Match[str]) -> int | None:
    if match["letter"] and match["letter"] not in "IVX":
        return ord(match["letter"]) - ord("A") + 1
    if match["word"]:
        return _NAMED[match["word"].casefold()]
    if match["digits"]:
        return int(match["digits"])
    letters = match["roman"] or match["letter"] or ""
    return {roman(number): number for number in range(1, 9)}.get(letters)


@rules("work_on_holiday", W, only=_SUNDAY)
def work_on_holiday(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The register is checked "setiap hari Minggu", when the office is shut."""
    for key in (K.PROSEDUR, K.PENGADUAN, K.PENGAWASAN, K.EVALUASI):
        for sentence in sheet.part(key).sentences:
            if (match := _SUNDAY.search(sentence)) and not _CLOSED.search(sentence):
                yield Hit(
                    key,
                    sentence,
                    said(_("Pada {day} kantor tutup."), day=match[0]),
                    _("Sebut hari kerja."),
                )


@rules("review_late", E, only=_YEARS)
def review_late(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A standard is reviewed at least every three years (PP 96/2012)."""
    texts: list[tuple[ComponentKey | None, str]] = [(None, line) for line in sheet.beside]
    texts += [
        (key, one)
        for key in (K.EVALUASI, K.PENGAWASAN, K.JAMINAN_PELAYANAN)
        for one in sheet.part(key).sentences
    ]
    for where, sentence in texts:
        match = _YEARS.search(sentence) if _REVIEWED.search(sentence) else None
        years = (
            int(match["count"])
            if match and match["count"]
            else number_of_words(match["word"] if match else "")
        )
        if years and years > _MOST_YEARS:
            yield Hit(
                where,
                sentence,
                said(
                    _("Standar ditinjau kembali paling lama {years} tahun sekali (PP 96/2012)."),
                    years=_MOST_YEARS,
                ),
                said(_("Tulis paling lama {years} tahun."), years=_MOST_YEARS),
            )


@rules("limits_two", E, only=_TWO_LIMITS)
def limits_two(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "30 menit atau 2 jam", and nothing says when the one and when the other."""
    for sentence in sheet.part(K.WAKTU).sentences:
        match = _TWO_LIMITS.search(sentence)
        if match and not _EITHER.search(sentence):
            yield Hit(
                K.WAKTU,
                sentence,
                said(_("“{words}”: tidak disebut kapan yang satu dan kapan yang lain."), words=match[0]),
                _("Janjikan satu waktu, atau waktu untuk tiap keadaan."),
            )


@rules("clock_late", W, only=_DONE)
def clock_late(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The time runs "sejak surat ditandatangani", when the work is done."""
    for sentence in sheet.part(K.WAKTU).sentences:
        match = _DONE.search(sentence)
        if match and not _HANDED.search(sentence):
            yield Hit(
                K.WAKTU,
                sentence,
                said(_("“{words}”: pekerjaannya sudah selesai."), words=match[0]),
                _("Hitung sejak berkas lengkap."),
            )
