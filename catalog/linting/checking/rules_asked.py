"""Requirements and lists that the rest of the document does not know, or knows otherwise (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.amounts import spans
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.people import OWN_HEADS
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import filler, named
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_LEGALISES = seek(r"\b(?:legalisasi|legalisir|pengesahan)\b", re.IGNORECASE)
_ENDORSED = seek(
    r"\b(?:sudah|telah|yang)\s+(?:disahkan|dilegalisasi|dilegalisir|disetujui|diparaf)\b(?P<by>[^.;]{0,40})",
    re.IGNORECASE,
)
_BY_OTHERS = seek(
    r"\b(?:oleh|dari|pejabat|instansi|notaris|sekolah|dinas|lurah|kepala|desa|kampus)\b", re.IGNORECASE
)
_COPY = seek(r"\b(?:foto\s?[ck]op[iy]|salinan|fc)\b", re.IGNORECASE)
_ASLI = seek(r"\basli(?:nya)?\b", re.IGNORECASE)
_COPIED = seek(r"\b(?:foto\s?[ck]op[iy]|salinan)\s+(?P<what>[^,.;]{2,40})", re.IGNORECASE)
_COPIES_OF_ALL = frozenset(
    {"KTP", "KK", "akta kelahiran", "akta kematian", "ijazah", "buku nikah", "paspor", "SIM"}
)
_CARD_OF = seek(
    r"\b(?:foto\s?[ck]op[iy]|salinan)\s+(?:KTP(?:-el)?|KK)(?:\s+(?P<whose>pemohon|saksi|pelapor"
    r"|ahli waris|penerima kuasa|pemberi kuasa"
    r"|pemilik (?:rumah|tanah|lahan|bangunan)|orang tua|wali|suami|istri|penjamin|ketua|mempelai"
    r"|almarhum|pewaris))?\b",
    re.IGNORECASE,
)
_ONESELF = frozenset({"pemohon", "pelapor", "pemberi kuasa"})
_FORM = seek(r"\bF-?\s?[12]\.\d{2}\b")
_CIVIL = seek(
    r"\b(?:KTP\S*|KK|KIA|kartu|penduduk|kependudukan|pindah|datang|akta|lahir|kelahiran|kematian|nikah"
    r"|kawin|cerai|SKPWNI|biodata|catatan sipil)\b",
    re.IGNORECASE,
)
_SETTLES = seek(
    r"\b(?:menyelesaikan|diselesaikan|penyelesaian|menjawab|dijawab|jawaban(?:nya)?|ditindaklanjuti|menindaklanjuti|tindak\s+lanjut\w*"
    r"|menanggapi|ditanggapi|tanggapan|diputus\w*)\b",
    re.IGNORECASE,
)
_PASSES_ON = seek(
    r"\b(?:meneruskan|diteruskan|mencatat|dicatat|menerima|diterima|memeriksa|diverifikasi|dipilah|memilah|dibuka|rekap\w*|mengumumkan"
    r"|diumumkan)\b",
    re.IGNORECASE,
)
_AT_ONCE = seek(r"\b(?:hari (?:itu|yang sama|kerja yang sama)|saat itu|seketika|langsung)\b", re.IGNORECASE)
_BOUNDED = seek(
    r"\b(?:paling (?:lama|lambat)|selambat\S*|maksimal|tidak lebih dari|dalam (?:waktu|jangka))\b",
    re.IGNORECASE,
)
_STAMP = seek(
    r"\b(?:cap|stempel)\s+(?P<which>legalisasi|pengesahan|kedatangan|penerimaan|pendaftaran|verifikasi|register|registrasi|agenda|lunas"
    r"|timbul|tanggal|salinan|masuk|keluar|terima|antre?i?an)\b",
    re.IGNORECASE,
)
_PLEDGE = seek(
    r"\b(?:maklumat(?:\s+pelayanan)?|janji\s+layanan|standar\s+pelayanan|kami)\s+(?P<who>(?:kantor\s+)?(?:imigrasi|pertanahan|pajak|samsat"
    r"|pos\b|kua\b|puskesmas|rumah\s+sakit|RSUD|dinas\s+\w+|polsek|polres|BPN|bank\s+\w+|sekolah|perumdam|PDAM|PLN|pengadilan|kementerian))\b",
    re.IGNORECASE,
)
_TO_OTHERS = seek(
    r"\b(?:meneruskan|diteruskan|menyampaikan|disampaikan|melaporkan|dilaporkan|diselesaikan|ditangani|diputus)\b[^.;]{0,60}?"
    r"\b(?:kepada|oleh|ke)\s+(?P<who>kepala\s+(?:puskesmas|sekolah|KUA|stasiun|cabang|rumah\s+sakit|kantor\s+(?!ke[cl])\w+)|direktur|rektor"
    r"|kapolsek|manajer|dekan|kepala\s+UPT)\b",
    re.IGNORECASE,
)
_NOT_OURS = seek(
    r"\b(?:kewenangan|wewenang|instansi|apabila|bila|jika|terkait|menyangkut|mengenai|tentang)\b",
    re.IGNORECASE,
)
_AIM = seek(
    r"\b(?:untuk|guna)\s+(?:melengkapi|pengajuan|mengajukan|mengurus|pengurusan|kelengkapan|persyaratan|keperluan|memperoleh|mendapatkan)\s+"
    r"(?P<what>(?:(?!\b(?:yang|pemohon|sesuai|dan)\b)[a-z-]+\s*){1,4})",
    re.IGNORECASE,
)
_ANY_AIM = frozenset(
    ["keperluan", "pemohon", "administrasi", "berbagai", "tertentu", "sebagaimana", "dimaksud", "berkas",
     "permohonan", "tersebut", "dokumen"]
)  # fmt: skip
_ATTACHED = seek(
    r"\b(?:bagan(?:\s+alir)?|diagram|flow\s?chart|alur|gambar|contoh|format|denah)\b[^.;)]{0,25}\bterlampir\b",
    re.IGNORECASE,
)
_FALLEN_OUT = seek(
    r"\b[a-z]+,\s+(?:[a-z]+(?:\s+[a-z]+)?,\s+)+(?:dan|serta|atau)\s+(?P<word>dalam|pada)\s+"
    r"(?:standar|maklumat|dokumen|peraturan|ketentuan|keputusan|komponen)\b",
    re.IGNORECASE,
)


@rules("asked_endorsed", W)
def asked_endorsed(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """What the office endorses must have been endorsed by it before."""
    own = OWN_HEADS.get(sheet.level, "")
    head = re.compile(rf"\b(?:{own}|{sheet.level})\b", re.IGNORECASE) if own else None
    legalises = bool(_LEGALISES.search(sheet.title))
    for sentence in sheet.part(K.PERSYARATAN).sentences:
        match = _ENDORSED.search(sentence)
        by = match["by"] if match else ""
        ours = head and head.search(by)
        before = (
            match
            and legalises
            and not _BY_OTHERS.search(by)
            and re.search("legalis", match[0], re.IGNORECASE)
        )
        if match and (ours or before):
            yield Hit(
                K.PERSYARATAN,
                sentence,
                _("Yang diminta sudah disahkan lebih dahulu, padahal pengesahannya dikerjakan di sini."),
                _("Hapus pengesahan itu dari persyaratan."),
            )


@rules("copy_of_original", E)
def copy_of_original(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The requirements ask for the original of a card, the procedure takes its copy."""
    items = sheet.part(K.PERSYARATAN).items
    copied = {paper for item in items if _COPY.search(item) for paper in named("papers", item)}
    originals = {
        paper
        for item in items
        if _ASLI.search(item) and not _COPY.search(item)
        for paper in named("papers", item)
    }
    lacking = (originals - copied) & _COPIES_OF_ALL
    for sentence in sheet.part(K.PROSEDUR).sentences if lacking else ():
        taken = {paper for match in _COPIED.finditer(sentence) for paper in named("papers", match["what"])}
        if taken & lacking:
            yield Hit(
                K.PROSEDUR,
                sentence,
                said(
                    _("Persyaratan meminta {paper} asli, bukan fotokopinya."),
                    paper=", ".join(sorted(taken & lacking)),
                ),
                _("Tulis yang sama di persyaratan dan di prosedur."),
            )


@rules("card_of_whom", E)
def card_of_whom(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The copy of a witness's card is taken, the requirements know only that of the applicant."""
    asked = [item for item in sheet.part(K.PERSYARATAN).sentences if _CARD_OF.search(item)]
    known = {
        match["whose"].casefold() for item in asked for match in _CARD_OF.finditer(item) if match["whose"]
    }
    if "saksi" not in sheet.part(K.PERSYARATAN).text.casefold():
        known |= {"saksi"} if known else set()  # `paper_not_required`
    unsaid = any(not match["whose"] for item in asked for match in _CARD_OF.finditer(item))
    for sentence in sheet.part(K.PROSEDUR).sentences if known else ():
        for match in _CARD_OF.finditer(sentence):
            whose = (match["whose"] or "").casefold()
            if whose and whose not in known and not (unsaid and whose in _ONESELF):
                yield Hit(
                    K.PROSEDUR,
                    sentence,
                    said(
                        _("Diserahkan pemohon, tetapi tidak ada di persyaratan: {papers}."),
                        papers=match[0].strip(),
                    ),
                    said(
                        _("Tambahkan {papers} ke persyaratan, atau hapus di sini."), papers=match[0].strip()
                    ),
                )
                return


@rules("form_unknown", W)
def form_unknown(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A form of the civil registry in the procedure of a service that has nothing to do with it."""
    known = " ".join(
        (sheet.title, *sheet.beside, sheet.text(K.PERSYARATAN, K.PRODUK, K.SARANA, K.DASAR_HUKUM))
    )
    for sentence in sheet.part(K.PROSEDUR).sentences if not _CIVIL.search(sheet.title) else ():
        for match in _FORM.finditer(sentence):
            if match[0] not in known:
                yield Hit(
                    K.PROSEDUR,
                    sentence,
                    said(_("Dipakai di sini, tetapi tidak ada di daftar sarana: {things}."), things=match[0]),
                    said(_("Tambahkan ke Sarana Prasarana: {things}."), things=match[0]),
                )


@rules("settled_when", W)
def settled_when(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """How soon a complaint is passed on is said, how soon it is settled is not."""
    sentences = sheet.part(K.PENGADUAN).sentences
    timed = [one for one in sentences if spans(one) or _BOUNDED.search(one)]
    settled = [one for one in sentences if _SETTLES.search(one)]
    unbounded = not any(one in timed or _AT_ONCE.search(one) for one in settled)
    if settled and timed and unbounded and all(_PASSES_ON.search(one) for one in timed):
        yield Hit(
            K.PENGADUAN,
            settled[0],
            _("Penyelesaian pengaduan tidak berbatas waktu."),
            _("Tulis batasnya, misalnya paling lama 14 hari kerja."),
        )


@rules("stamp_unlisted", W)
def stamp_unlisted(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A stamp for one thing is used, the list of facilities has others."""
    listed = sheet.part(K.SARANA).text
    if not re.search(r"\b(?:cap|stempel)\b", listed, re.IGNORECASE):
        return
    for key in (K.PROSEDUR, K.JAMINAN_KEAMANAN):
        for sentence in sheet.part(key).sentences:
            for match in _STAMP.finditer(sentence):
                if not re.search(rf"\b(?:cap|stempel)\s+{match['which']}\b", listed, re.IGNORECASE):
                    yield Hit(
                        key,
                        sentence,
                        said(
                            _("Dipakai di sini, tetapi tidak ada di daftar sarana: {things}."),
                            things=match[0],
                        ),
                        said(_("Tambahkan ke Sarana Prasarana: {things}."), things=match[0]),
                    )
                    return


@rules("other_body", E)
def other_body(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Sesuai Maklumat Pelayanan Kantor Imigrasi": the words of quite another body."""
    for key in (K.PENGADUAN, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.PENGAWASAN, K.EVALUASI):
        rule = _TO_OTHERS if key is K.PENGADUAN else _PLEDGE
        for sentence in sheet.part(key).sentences:
            match = rule.search(sentence)
            if match and not _NOT_OURS.search(sentence):
                yield Hit(
                    key,
                    sentence,
                    said(_("Ini kantor lain: {name}."), name=match["who"]),
                    _("Sebut kantor dan pejabat sendiri."),
                )


@rules("product_for", I)
def product_for(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The product is for one thing only, and neither title nor requirements know of it."""
    texts = (sheet.title, *sheet.definitions, sheet.text(K.PERSYARATAN, K.PROSEDUR))
    known = set(re.findall(r"[a-z]{4,}", " ".join(texts).casefold()))
    for sentence in sheet.part(K.PRODUK).sentences:
        for match in _AIM.finditer(sentence):
            what = [
                word
                for word in re.findall(r"[a-z]{4,}", match["what"].casefold())
                if word not in filler() and word not in _ANY_AIM
            ]
            if what and not known.intersection(what):
                yield Hit(
                    K.PRODUK,
                    sentence,
                    said(_("“{words}” tidak disebut di judul atau persyaratan."), words=match[0].strip()),
                    _("Tulis keperluannya di judul, atau hapus di sini."),
                )


@rules("attachment_missing", W)
def attachment_missing(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Bagan alir terlampir", and nothing is attached."""
    if sheet.chart or any(re.match(r"\W*lampiran\b", line, re.IGNORECASE) for line in sheet.beside):
        return
    for key in (K.PROSEDUR, K.PENGADUAN, K.PRODUK):
        for text in (sheet.part(key).heading, *sheet.part(key).sentences):
            if match := _ATTACHED.search(text):
                yield Hit(
                    key,
                    text,
                    said(_("{annex} tidak ada di dokumen ini."), annex=match[0]),
                    _("Lampirkan, atau hapus rujukannya."),
                )


@rules("word_fallen_out", W)
def word_fallen_out(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Persyaratan, prosedur, jangka waktu, dan dalam standar ini": the last of them is not there."""
    for key in (K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.PENGAWASAN, K.EVALUASI):
        for sentence in sheet.part(key).sentences:
            match = _FALLEN_OUT.search(sentence)
            if match and not re.search(
                rf"\b{match['word']}\b", sentence[: match.start("word")], re.IGNORECASE
            ):
                yield Hit(
                    key,
                    sentence,
                    said(_("Sesudah “{words}” ada kata yang hilang."), words=match[0].strip()),
                    _("Lengkapi kalimatnya."),
                )
