"""What an office may not do to its applicants and their data, or promise in this way (pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.amounts import DAY, day_of
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import ENACTED, Sheet
from standards.reading.numerals import number_of_words
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_AWAITED = seek(
    r"\b(?:menunggu|menanti|ditunda|tertunda|setelah)\b[^.;]{0,20}?\b(?:camat|lurah|pimpinan|pejabat\w*)\b\s+"
    r"(?:yang berwenang\s+)?(?:kembali|pulang|datang|hadir|berada|ada|sudah ada|selesai dinas)\b",
    re.IGNORECASE,
)
_DEPUTY = seek(r"\bpl[ht]\b|\ba\.?n\.|\batas nama\b|\bmewakili\b|\bsekretaris\b", re.IGNORECASE)
_ACCOUNT = seek(r"\b(?:akun|kata sandi|password|user\s?name|user\s?id|sandi)\b", re.IGNORECASE)
_KEPT = seek(r"\b(?:mencatat|menyimpan|meminta)\b[^.;]{0,30}\b(?:kata sandi|password|PIN)\b", re.IGNORECASE)
_SHARED = seek(
    r"\b(?:dipakai|digunakan|dibagikan|diketahui)\s+(?:secara\s+)?(?:bersama|bergantian|semua|seluruh)"
    r"|\bbersama(?:-sama)?\s+oleh\b|\boleh\s+(?:semua|seluruh|setiap)\s+petugas\b",
    re.IGNORECASE,
)
_SHOWN = seek(
    r"\b(?:ditempel\w*|dipajang|dipasang|diumumkan|dipublikasikan|diunggah|disebarluaskan"
    r"|menempel(?:kan)?\s+(?:daftar|data|nama|NIK)|mengumumkan|memasang)\b",
    re.IGNORECASE,
)
_PERSONAL = seek(
    r"\bNIK\b|\bnomor induk\b|\bnomor (?:KK|kartu keluarga|HP|telepon pemohon)\b|\bsebab kematian\b"
    r"|\bpenyakit\b|\b(?:foto\s?kopi|salinan|scan) (?:KTP|KK)\b|\bnama(?:,| dan)? alamat\b|\bnama pengadu\b"
    r"|\bidentitas (?:pengadu|pelapor)\b",
    re.IGNORECASE,
)
_OF_THEM = seek(
    r"\b(?:identitas|data(?: pribadi)?|nama(?: dan \w+)?|foto) (?:para )?"
    r"(?:pengadu|pelapor|pemohon|warga)\b",
    re.IGNORECASE,
)
# Where all may see it.
_PUBLIC = seek(
    r"\b(?:media sosial|medsos|facebook|instagram|tik\s?tok|youtube|status wa|laman|website"
    r"|gr(?:u|ou)p|rapat\w*|apel|di (?:depan|muka) umum|terbuka|publik|papan pengumuman)\b",
    re.IGNORECASE,
)
_BROADCAST = seek(
    r"\b(?:diunggah|mengunggah|dimuat|ditayangkan|dibacakan|membacakan|disiarkan|dibagikan|dipampang|disebarkan|ditampilkan)\b",
    re.IGNORECASE,
)
_COVERED = seek(r"\b(?:tidak|tanpa|bukan|disamarkan|dilarang|kecuali)\b", re.IGNORECASE)
_JUDGED = seek(
    r"\b(?:diputus\w*|diselesaikan|ditangani|diperiksa|ditindaklanjuti|ditelaah)\b[^.;]{0,40}?\b(?P<alone>sendiri\s+)?oleh\s+"
    r"(?P<who>petugas\s+(?:loket|front\s?office|pelayanan|yang\s+(?:bersangkutan|diadukan|dilaporkan|bertugas))"
    r"|(?:camat|lurah|pejabat|pegawai)\s+yang\s+(?:bersangkutan|diadukan|dilaporkan))",
    re.IGNORECASE,
)
_ABOUT_THEM = seek(r"\b(?:diadukan|dilaporkan|bersangkutan)\b", re.IGNORECASE)
_COSTS = seek(
    r"\b(?:bensin|BBM|bahan bakar|transport\w*|uang jalan|makan|konsumsi|akomodasi|honor\w*"
    r"|ongkos|biaya (?:kurir|kirim|antar|pengantaran|perjalanan|survei|lapangan|pengukuran|peninjauan"
    r"|pengiriman))\b[^.;]{0,60}?"
    r"\b(?:ditanggung|dibebankan|menjadi (?:beban|tanggungan|tanggung jawab)|disediakan|dibayar)\b"
    r"[^.;]{0,20}?\b(?:pemohon|warga|masyarakat|penduduk)\b"
    r"|\b(?:pemohon|warga|dengan|wajib|harus|cukup|setelah)\s+(?:\w+\s+)?"
    r"(?:mengganti|membayar|menanggung|memberi|menyediakan|menambah)\s+(?:uang\s+|ongkos\s+|biaya\s+|pengganti\s+){0,2}"
    r"(?:bensin|BBM|transport\w*|kurir|makan|jalan)\b",
    re.IGNORECASE,
)
_COUNTED = seek(
    r"\b(?:(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?|(?:ke)?(?P<word>dua|tiga|empat|lima)\s+)(?:orang\s+)?"
    r"(?P<noun>saksi|tetangga)\b",
    re.IGNORECASE,
)
_PAPERS = seek(
    r"\b(?P<paper>KTP(?:-el)?|KK|kartu keluarga|ijazah|buku nikah|akta \w+|sert[ip]\w+|BPKB|STNK)\b",
    re.IGNORECASE,
)
_ORIGINAL = seek(
    r"\b(?P<paper>KTP(?:-el)?|KK|kartu keluarga|ijazah|buku nikah|akta \w+|sert[ip]\w+)\s+(?:\w+\s+)?asli\b"
    r"|\basli\s+(?P<other>KTP(?:-el)?|KK|kartu keluarga|ijazah|buku nikah|akta \w+)\b",
    re.IGNORECASE,
)
_DEMANDED = seek(r"\b(?:wajib|harus|ditolak|tanpa itu|ditahan|diserahkan)\b", re.IGNORECASE)
_COPY = seek(r"\b(?:foto\s?[ck]op[iy]|salinan|fc)\b", re.IGNORECASE)
_ASLI = seek(r"\basli\w*\b", re.IGNORECASE)
_CONSULTED = seek(r"\b(?:konsultasi publik|FKP|public hearing)\b", re.IGNORECASE)
_AFTERWARDS = seek(
    r"\b(?:laporan\s+(?:akhir\s+|hasil\s+|pelaksanaan\s+|pertanggungjawaban\s+)+(?:hasil\s+)?(?:penelitian|kegiatan|acara|survei|KKN|magang)?"
    r"|surat keterangan\s+(?:telah\s+)?selesai\b)",
    re.IGNORECASE,
)
_ASKS_LEAVE = seek(r"\b(?:rekomendasi|izin|ijin|dispensasi|pengantar|proposal)\b", re.IGNORECASE)
_EARLIER = seek(
    r"\b(?:sebelumnya|tahun lalu|terdahulu|perpanjangan|periode|yang lalu|jika|apabila|bila"
    r"|kesediaan|bersedia|kesanggupan|sanggup|komitmen|pernyataan|janji|rencana|rancangan|akan|sesudah|setelah)\b",
    re.IGNORECASE,
)
_PURPOSE = seek(
    r"\b(?:untuk|guna)\s+(?:keperluan\s+)?(?:mengurus|pengurusan|memperoleh|mendapatkan|menerbitkan|penerbitan|pembuatan|permohonan)\s+"
    r"(?:[\w-]+\s+){0,5}?\(?(?P<what>[A-Z]{3,6})\b"
)
_ALREADY = seek(r"\b(?:terbit|diterbitkan|dimiliki|foto\s?[ck]op[iy]|salinan|asli|fc)\b", re.IGNORECASE)
_NOT_IT = seek(
    r"\b(?:lama|perpanjangan|formulir|permohonan|pengantar|jika|apabila|bila|untuk)\b", re.IGNORECASE
)
_TO_GET = seek(r"\b(?:untuk|guna)\s+(?:mengurus|memperoleh|mendapatkan|pengurusan)\b[^.;]{0,80}")
_BRACKETED = seek(r"\((?P<what>[A-Z]{3,6})\)")


@rules("leader_awaited", W)
def leader_awaited(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Who is away stops the clock for ever, as nobody signs instead."""
    for key in (K.WAKTU, K.PROSEDUR, K.JAMINAN_PELAYANAN):
        for sentence in sheet.part(key).sentences:
            if _AWAITED.search(sentence) and not _DEPUTY.search(sentence):
                yield Hit(
                    key,
                    sentence,
                    _("Selama pimpinan tidak ada, pemohon menunggu tanpa batas."),
                    _("Tulis siapa yang menandatangani bila pimpinan tidak ada, atau batas waktunya."),
                )


@rules("account_shared", E, only=_ACCOUNT)
def account_shared(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Each officer works under an account of their own."""
    for where, text in sheet.texts:
        for line in text.splitlines() if _ACCOUNT.search(text) else ():
            shared = _ACCOUNT.search(line) and (_SHARED.search(line) or _KEPT.search(line))
            if shared and not _COVERED.search(line):
                yield Hit(
                    where,
                    line,
                    _("Akun yang diketahui orang lain tidak menunjukkan siapa yang membuka data."),
                    _("Tulis bahwa setiap orang memakai akun dan kata sandinya sendiri."),
                )


@rules("data_posted", E)
def data_posted(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Personal data on the notice board or in a group chat (UU 27/2022)."""
    if not (_SHOWN.may_be_in(sheet.folded) or _OF_THEM.may_be_in(sheet.folded)):
        return
    for where, text in sheet.texts:
        for line in text.splitlines() if _PERSONAL.search(text) or _OF_THEM.search(text) else ():
            shown = _SHOWN.search(line) and _PERSONAL.search(line)
            told = _OF_THEM.search(line) and _PUBLIC.search(line)
            told = told and (_BROADCAST.search(line) or _SHOWN.search(line))
            if (shown or told) and not _COVERED.search(line):
                yield Hit(
                    where,
                    line,
                    _("Data pribadi warga tidak boleh dipajang atau disebarkan."),
                    _("Umumkan nomor berkas saja (UU 27/2022)."),
                )


@rules("complaint_by_server", W)
def complaint_by_server(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Whoever is complained about does not judge the complaint."""
    for sentence in sheet.part(K.PENGADUAN).sentences:
        match = _JUDGED.search(sentence)
        if match and (match["alone"] or _ABOUT_THEM.search(match["who"])):
            yield Hit(
                K.PENGADUAN,
                sentence,
                _("Pengaduan diperiksa oleh yang melayani sendiri."),
                _("Sebut pejabat lain yang memeriksa, misalnya Sekretaris."),
            )


@rules("cost_shifted", E, only=_COSTS)
def cost_shifted(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The fuel and meals of officers, paid by the applicant of a free service."""
    for where, text in sheet.texts if sheet.rupiah == 0 else ():
        for line in text.splitlines():
            if (match := _COSTS.search(line)) and not _COVERED.search(match[0]):
                yield Hit(
                    where,
                    line,
                    _("Layanannya gratis, tetapi biaya petugas dibebankan kepada pemohon."),
                    _("Hapus; biaya tugas ditanggung anggaran kantor."),
                )


@rules("witnesses_differ", E)
def witnesses_differ(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Four neighbours are asked for, two are looked for."""
    asked: dict[str, set[int]] = {}
    for match in _COUNTED.finditer(sheet.part(K.PERSYARATAN).text):
        asked.setdefault(match["noun"].casefold(), set()).add(_count(match))
    for key in (K.PROSEDUR, K.PRODUK):
        for sentence in sheet.part(key).sentences if asked else ():
            for match in _COUNTED.finditer(sentence):
                wanted = asked.get(match["noun"].casefold(), set())
                if wanted and _count(match) not in wanted:
                    yield Hit(
                        key,
                        sentence,
                        said(
                            _("Persyaratan meminta {count} {noun}."),
                            count=min(wanted),
                            noun=match["noun"].lower(),
                        ),
                        _("Tulis jumlah yang sama."),
                    )


def _count(match: re.Match[str]) -> int:
    return int(match["count"]) if match["count"] else number_of_words(match["word"]) or 0


@rules("original_demanded", E)
def original_demanded(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The counter wants the original of what the list asks a copy of."""
    asked = sheet.part(K.PERSYARATAN)
    if not asked.items or _ASLI.search(asked.text):
        return
    copied = {
        _kind(match["paper"])
        for item in asked.items
        if _COPY.search(item)
        for match in _PAPERS.finditer(item)
    }
    for sentence in sheet.part(K.PROSEDUR).sentences if copied else ():
        match = _ORIGINAL.search(sentence) if _DEMANDED.search(sentence) else None
        if match and _kind(match["paper"] or match["other"]) in copied:
            yield Hit(
                K.PROSEDUR,
                sentence,
                _("Persyaratan hanya meminta fotokopinya."),
                _("Sebut di persyaratan bahwa aslinya dibawa, atau cukup fotokopi."),
            )


def _kind(paper: str) -> str:
    short = paper.casefold().replace("-el", "")
    return "kk" if short == "kartu keluarga" else short[:6]


@rules("consulted_later", E, only=_CONSULTED)
def consulted_later(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The public was consulted after the standard had been set."""
    lines = [line for _where, text in sheet.texts for line in text.splitlines()]
    days = [
        day
        for line in lines
        if ENACTED.search(line)
        for match in DAY.finditer(line)
        if (day := day_of(match))
    ]
    if not days and sheet.control.issued_on:
        days = [sheet.control.issued_on]
    for where, text in sheet.texts if days else ():
        for line in text.splitlines():
            asked = _CONSULTED.search(line)
            held = next((day_of(match) for match in DAY.finditer(line, asked.end())), None) if asked else None
            if held and held > max(days) and not ENACTED.search(line):
                yield Hit(
                    where,
                    line,
                    _("Konsultasi publik ini sesudah standar ditetapkan."),
                    _("Periksa kedua tanggalnya; konsultasi mendahului penetapan."),
                )


@rules("asked_too_early", W)
def asked_too_early(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The report of what the applicant asks leave to do."""
    for sentence in sheet.part(K.PERSYARATAN).sentences if _ASKS_LEAVE.search(sheet.title) else ():
        if _AFTERWARDS.search(sentence) and not _EARLIER.search(sentence):
            yield Hit(
                K.PERSYARATAN,
                sentence,
                _("Berkas ini baru ada sesudah kegiatannya selesai."),
                _("Hapus dari persyaratan; minta setelah kegiatan bila perlu."),
            )


@rules("asked_in_a_circle", E)
def asked_in_a_circle(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A paper is asked for that the service is to help to get."""
    texts = [sheet.title, sheet.part(K.PRODUK).text, *(" ".join(row) for row in sheet.extra)]
    wanted = {match["what"] for text in texts for match in _PURPOSE.finditer(text)}
    wanted |= {
        match["what"]
        for text in texts
        for purpose in _TO_GET.finditer(text)
        for match in _BRACKETED.finditer(purpose[0])
    }
    for sentence in sheet.part(K.PERSYARATAN).sentences if wanted else ():
        for what in sorted(wanted):
            has = re.search(rf"\b{what}\b", sentence)
            if (
                has
                and _ALREADY.search(sentence)
                and not _NOT_IT.search(sentence)
                and what not in {"KTP", "NIK"}
            ):
                yield Hit(
                    K.PERSYARATAN,
                    sentence,
                    said(_("{what} diminta di sini, padahal layanan ini untuk mengurusnya."), what=what),
                    _("Hapus dari persyaratan."),
                )
