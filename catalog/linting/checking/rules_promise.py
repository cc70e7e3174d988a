"""Time, fee, guarantees, complaints, evaluation: is the promise bounded and of one mind (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.amounts import spans, working_minutes
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import any_vague, one
from standards.reading import values
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_COMPLETE = seek(r"\b(?:lengkap|benar|memenuhi (?:syarat|persyaratan))\b", re.IGNORECASE)
_LATE = seek(
    r"\b(?:lebih dari (?:waktu|\d)|melebihi|terlambat|keterlambatan"
    r"|(?:tidak|belum) (?:tepat waktu|selesai|sesuai|(?:dapat )?(?:terpenuhi|dipenuhi))|lewat (?:dari )?waktu"
    r"|terlampaui|terlewati|melampaui|melewati|(?:waktu|batas)(?:nya)? (?:habis|lewat))\b",
    re.IGNORECASE,
)
_NOTICE = seek(
    r"\b(?:menghubungi|dihubungi|memberi\s?tahu|diberi\s?tahu|menginformasikan|diinformasikan|mengabari|dikabari)\w*",
    re.IGNORECASE,
)
_LEFT_TO_THEM = seek(
    r"\b(?:pemohon|masyarakat|warga)\b[^.;]{0,25}\b(?:melapor\w*|mengadu\w*|menanyakan|bertanya|menunggu"
    r"|datang kembali|mengajukan keberatan|menghubungi"
    r"|(?:harap |mohon |dimohon )?(?:bersabar|maklum|memaklumi))\b",
    re.IGNORECASE,
)
_LATER_ON = seek(
    r"\b(?:hari|jam|minggu)(?: kerja)? (?:kemudian|berikutnya|setelahnya|sesudahnya)\b", re.IGNORECASE
)
_NEXT_DAY = seek(
    r"\b(?:ke)?esok(?:an)?\s*(?:hari)?(?:nya)?\b|\bhari (?:kerja )?berikutnya\b|\bbesoknya\b", re.IGNORECASE
)
_FROM_COMPLETE = seek(
    r"\b(?:setelah|sejak)\s+(?:(?:semua|seluruh)\s+)?(?:berkas|(?:per)?syarat(?:an)?|dokumen|permohonan)\b[^.;]{0,30}\b(?:lengkap|diterima|masuk)\b",
    re.IGNORECASE,
)
_EXCEPT = seek(
    r"\b(?:kecuali|tergantung|menyesuaikan|sepanjang|asalkan|dengan catatan)\b[^.;]*"
    r"|\b(?:sampai|hingga|menunggu|setelah|sesudah)\s+(?:jaringan|listrik|sistem|aplikasi|server|perangkat|blangko|blanko)\b[^.;]*"
    r"|(?:\bs/d|\bsampai(?: dengan)?|\bhingga)\s+selesai\b"
    r"|\b(?:sampai|hingga|menunggu|setelah|sesudah|sepulang|sekembali(?:nya)?)\s+(?:dengan\s+)?(?:camat|lurah|pimpinan|pejabat|kepulangan)\b[^.;]*",
    re.IGNORECASE,
)
_SAME_DAY = seek(
    r"\b(?:hari (?:itu juga|yang sama|kerja (?:berikutnya|berikut|itu juga|yang sama))|keesokan|besok)\w*",
    re.IGNORECASE,
)
_SLOGAN = seek(
    r"\b(?:cepat|tepat|ramah|prima|sepenuh hati|terbaik|profesional|memuaskan|kepuasan|kebanggaan"
    r"|kehormatan|senyum|santun|transparan"
    r"|nyaman|mudah|ikhlas|(?:dengan|setulus) hati|humanis|berkualitas|maksimal|optimal|sigap|melayani)\b",
    re.IGNORECASE,
)
_SAFE = seek(
    r"^\W*sesuai (?:dengan )?(?:ketentuan|peraturan|standar)[\w -]*\W*$"
    r"|\b(?:aman|nyaman|keamanan|kenyamanan|keselamatan|selamat|kondusif|tertib|terjamin|terpercaya|menjamin"
    r"|dijamin|keabsahan\w*|dipertanggung\s?jawabkan)\b",
    re.IGNORECASE,
)
_MEANS_SOMETHING = seek(
    r"(?<!sesuai )(?<!sesuai dengan )\bmaklumat\b"
    r"|\bstandar\b|\bdiperbaiki\b|\bhari itu juga\b|\bsasaran mutu\b|\bkode etik\b"
    r"|\btepat waktu\b|\bapabila\b|\bbila\b|\bjika\b|\d",
    re.IGNORECASE,
)
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "working_day": 1440, "week": 10080, "month": 43200}
_FINISHED = seek(
    r"\bselesai|\bdiselesaikan|\bpenyelesaian|\bjangka waktu|\bditerbitkan|\bterbit\b|\bjadi\b", re.IGNORECASE
)
_VALID = seek(
    r"\bsurvei\b|\bSKM\b|\bhasil\w*\b|\brapat\b|\b(?:masa )?berlaku\w*\b|\bpengaduan\b|\bkeluhan\b"
    r"|\bdiperbaiki\b|\bperbaikan\b",
    re.IGNORECASE,
)
_REPAIRED = seek(
    r"\b(?:diperbaiki|perbaikan|dibetulkan|pembetulan|kekeliruan|kesalahan|keliru|kembali)\b", re.IGNORECASE
)
_ISSUED = seek(r"\bditerbitkan\b|\bselesai\b|\bdiselesaikan\b|\bdiserahkan\b", re.IGNORECASE)
_TIME_ROW = seek(
    r"^\W*(?:waktu|lama|jangka\s+waktu)\s+(?:pelayanan|penyelesaian|proses|layanan|pengerjaan)\b|^\W*janji\s+(?:pe)?layanan\b",
    re.IGNORECASE,
)
_HANDED_OVER = seek(
    r"\b(?:menyerahkan|diserahkan|diberikan)\b[^.;]*\bpemohon\b|\bpemohon\s+(?:menerima|mengambil)\b",
    re.IGNORECASE,
)
_ALL_OF_IT = seek(
    r"\b(?:seluruh|keseluruhan|semua)\s+(?:proses|rangkaian|langkah|tahap\w*|pelayanan|prosedur)(?:\s+(?:pelayanan|ini|tersebut|di\s+atas))*"
    r"\s+(?:memerlukan|membutuhkan|memakan|selesai|diselesaikan|berlangsung|paling|dilaksanakan|dilakukan)\b[^.;\d]{0,40}\d",
    re.IGNORECASE,
)
# What an applicant is given before the letter.
_ON_THE_WAY = seek(
    r"\b(?:tanda\s+(?:terima|bukti)|bukti|resi|formulir|nomor|kembali|mengembalikan|kurang|antre?i?an|informasi|penjelasan)\b",
    re.IGNORECASE,
)
# "Waktu pelayanan: 5 hari kerja (Senin s.d. Jumat)": when the office is open.
_OPENS = seek(r"\b(?:senin|jumat|pukul|seminggu|sehari|setiap\s+hari|per\s+(?:hari|minggu))\b", re.IGNORECASE)
_SUMMED = seek(r"^\W*(?:total|jumlah)\b|\b(?:total|jumlah) waktu\b", re.IGNORECASE)
_IN_BRACKETS = seek(r"\(\s*(?:\w+\s+){0,2}\d{1,3}\s*(?:menit|jam|hari(?:\s+kerja)?)\s*\)\W*$", re.IGNORECASE)
# A step of some cases only.
_ONLY_IF = seek(
    r"^\W*(?:bila|apabila|jika|kalau|berkas (?:yang )?(?:kurang|tidak)|permohonan (?:yang )?tidak)\b"
    r"|\bberhalangan\b|\btidak dapat (?:datang|dikabulkan)\b",
    re.IGNORECASE,
)
# "Bila Camat sedang dinas luar, … paling lama 1 hari kerja": another case than the usual one.
_CASE = seek(r"^\W*(?:[a-z0-9]{1,2}[.)]\s*)?(?:bila|apabila|jika|kalau|dalam hal|manakala)\b", re.IGNORECASE)
_TAKES = seek(
    r"\b(?:dalam(?:\s+(?:tempo|waktu|jangka\s+waktu))?|selama|paling\s+lama|maksimal|selambat\S*|memerlukan(?:\s+waktu)?)\s+\d",
    re.IGNORECASE,
)
# Time that is not the office's own work.
_NO_WORK = seek(
    r"\b(?:menyimpan|disimpan|arsip\w*|diarsipkan|melengkapi|dilengkapi|memperbaiki|diperbaiki|mengambil|diambil|pengambilan|pengaduan"
    r"|keberatan|dikembalikan|pemohon)\b",
    re.IGNORECASE,
)
_BEFOREHAND = seek(r"\bsebelum\b|\bberlaku\b", re.IGNORECASE)
_OF_STAFF = seek(r"\b(?:disiplin|kedisiplinan|kehadiran|absensi|apel|atasan langsung|SKP)\b", re.IGNORECASE)
_SURVEY = seek(r"\bSKM\b|\bsurve[iy]\b|\bIKM\b|\bkuesioner\b|\bindeks kepuasan\b", re.IGNORECASE)


@rules("time_missing", E)
def time_missing(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    text = sheet.part(K.WAKTU).text
    if text.strip() and sheet.promise is None:
        yield Hit(
            K.WAKTU,
            text,
            _("Jangka waktu tidak berisi angka dan satuan."),
            _("Janjikan waktu paling lama, misalnya “paling lama 15 menit sejak berkas lengkap”."),
        )


@rules("time_unbounded", E)
def time_unbounded(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The promise holds only under a condition, and nothing bounds the time when it does not."""
    promise, text = sheet.promise, sheet.part(K.WAKTU).text
    if promise is None:
        return
    exception = _EXCEPT.search(text)
    condition = promise.condition or (exception[0] if exception else "") or promise.otherwise
    if not condition or _COMPLETE.search(condition):
        return
    if not (_bounded(condition) or _bounded(promise.otherwise)):
        yield Hit(
            K.WAKTU,
            text or condition,
            said(
                _("Waktu hanya berlaku “{condition}”; untuk keadaan lain tidak ada batasnya."),
                condition=condition,
            ),
            _(
                "Tulis batas waktu untuk keadaan lain, atau siapa yang menandatangani bila pimpinan "
                "tidak ada."
            ),
        )


def _bounded(text: str) -> bool:
    return bool(values.duration(text) or _SAME_DAY.search(text))


# How long the letter is valid is no time of the step that writes it.
_IN_FORCE = seek(
    r"\bberlaku(?:nya)?\b[^.;()\d]{0,25}\d{1,2}\s*(?:\([a-z ]+\)\s*)?(?:bulan|tahun)\b", re.IGNORECASE
)


@rules("steps_longer", E)
def steps_longer(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The steps together take longer than the promise."""
    if sheet.promise is None:
        return
    items = [
        item
        for item in sheet.part(K.PROSEDUR).items
        if not (
            _SUMMED.search(item)
            or _BEFOREHAND.search(item)
            or _ONLY_IF.search(item)
            or _IN_FORCE.search(item)
        )
    ]
    minutes = [_taken(item) for item in items if spans(item)]
    limits = [item for item in sheet.part(K.WAKTU).items if not _CASE.search(item)]
    if len({span for item in limits for span in spans(item)[:1]}) > 1:  # a limit for each case
        return
    promised = working_minutes(sheet.promise.amount, sheet.promise.unit)
    one_alone = any(
        (_IN_BRACKETS.search(item) or (_TAKES.search(item) and not _NO_WORK.search(item)))
        and _taken(item) > promised
        for item in items
    )
    if promised and (one_alone or (len(minutes) >= 2 and sum(minutes) > promised)):
        yield Hit(
            K.PROSEDUR,
            sheet.part(K.WAKTU).text,
            _("Jumlah waktu langkah-langkahnya lebih lama daripada jangka waktu yang dijanjikan."),
            _("Samakan jangka waktu dengan jumlah waktu langkahnya."),
        )


def _taken(item: str) -> int:
    """The time of a step: what stands in brackets at its end, else the first time it names."""
    behind = _IN_BRACKETS.search(item)
    return (spans(behind[0]) if behind else spans(item))[0]


def _promised(sheet: Sheet) -> Iterator[tuple[ComponentKey | None, str]]:
    """Sentences outside the component on time that promise when the service is done."""
    for key in (K.JAMINAN_PELAYANAN, K.PRODUK, K.JAMINAN_KEAMANAN, K.PENGAWASAN, K.EVALUASI):
        for sentence in sheet.part(key).sentences:
            done = _FINISHED.search(sentence) and not _LATE.search(sentence) and not _VALID.search(sentence)
            whole = _FROM_COMPLETE.search(sentence) and not _BEFOREHAND.search(sentence)
            if done or (whole and not _REPAIRED.search(sentence)):
                yield key, sentence
    yield from ((None, line) for line in _rows_of_time(sheet))
    for sentence in sheet.part(K.PROSEDUR).sentences:
        given = (
            _FROM_COMPLETE.search(sentence)
            and _HANDED_OVER.search(sentence)
            and not _ON_THE_WAY.search(sentence)
        )
        if (given or _ALL_OF_IT.search(sentence)) and not _ONLY_IF.search(sentence):
            yield K.PROSEDUR, sentence


def _rows_of_time(sheet: Sheet) -> Iterator[str]:
    """Definitions and rows of the office's own that say how long the service takes."""
    defined = (sentence for text in sheet.definitions for sentence in re.split(r"[.;]\s", text))
    lines = [line for line in defined if _FROM_COMPLETE.search(line) and _ISSUED.search(line)]
    lines += [f"{heading} {text}" for heading, text in sheet.extra if _TIME_ROW.match(heading)]
    lines += [line for line in sheet.loose if _TIME_ROW.match(line)]
    yield from (
        line for line in lines if not (_VALID.search(line) or _LATE.search(line) or _OPENS.search(line))
    )


@rules("promise_differs", E)
def promise_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Another component promises this service in another time."""
    if sheet.promise is None:
        return
    own = sheet.promise.amount * _MINUTES.get(sheet.promise.unit, 0)
    for where, sentence in _promised(sheet):
        found = values.duration(sentence)
        if found and found["amount"] * _MINUTES.get(found["unit"], 0) != own:
            yield Hit(
                where,
                sentence,
                _("Waktu di sini lain dari jangka waktu yang dijanjikan."),
                _("Samakan dengan komponen Jangka Waktu."),
            )
    within_the_day = sheet.promise.unit in {"minute", "hour"}
    for sentence in sheet.part(K.PROSEDUR).sentences:
        found = values.duration(sentence) if _LATER_ON.search(sentence) else None
        later = found and found["amount"] * _MINUTES.get(found["unit"], 0) > own
        if later or (within_the_day and _NEXT_DAY.search(sentence)):
            yield Hit(
                K.PROSEDUR,
                sentence,
                _("Langkah ini baru terjadi setelah waktu yang dijanjikan."),
                _("Samakan dengan komponen Jangka Waktu."),
            )


@rules("guarantee_slogan", W)
def guarantee_slogan(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A guarantee that names neither pledge, standard, limit nor remedy."""
    text = sheet.part(K.JAMINAN_PELAYANAN).text
    if _SLOGAN.search(text) and not _MEANS_SOMETHING.search(text) and not one("remedy").search(text):
        yield Hit(
            K.JAMINAN_PELAYANAN,
            text,
            _("Jaminan pelayanan hanya semboyan; tidak ada yang dapat dituntut pemohon."),
            _("Sebut maklumat pelayanan, batas waktunya, dan apa gantinya bila tidak ditepati."),
        )


@rules("notice_differs", W)
def notice_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """How the applicant is told is the same wherever the standard says it."""
    where = {key: set(values.notices(sheet.part(key).text)) for key in (K.WAKTU, K.JAMINAN_PELAYANAN)}
    first, second = where.values()
    if first and second and first != second:
        yield Hit(
            K.JAMINAN_PELAYANAN,
            _around(sheet.part(K.JAMINAN_PELAYANAN).text),
            _("Cara memberi tahu pemohon lain dari yang ditulis di jangka waktu."),
            _("Sebut saluran yang sama di kedua komponen."),
        )


def _around(text: str) -> str:
    match = _NOTICE.search(text)
    return text[match.start() : match.start() + 120] if match else text


@rules("no_remedy", W)
def no_remedy(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A guarantee that only tells the applicant of the delay, or lets them complain, promises nothing."""
    text = sheet.part(K.JAMINAN_PELAYANAN).text
    told = _NOTICE.search(text) or _LEFT_TO_THEM.search(text)
    if _LATE.search(text) and told and not one("remedy").search(text):
        yield Hit(
            K.JAMINAN_PELAYANAN,
            text,
            _("Bila terlambat, pemohon hanya diberi tahu atau dipersilakan bertanya; tidak ada gantinya."),
            _(
                "Tulis apa yang diterima pemohon bila janji tidak ditepati, misalnya diantar atau "
                "didahulukan."
            ),
        )


@rules("safety_slogan", W)
def safety_slogan(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Words of praise, and no measure or thing that makes them true."""
    text = sheet.part(K.JAMINAN_KEAMANAN).text
    if (_SLOGAN.search(text) or _SAFE.search(text)) and not one("safety").search(text):
        yield Hit(
            K.JAMINAN_KEAMANAN,
            text,
            _("Jaminan keamanan hanya semboyan; tidak ada tindakan atau alat yang menjaminnya."),
            _("Sebut tindakannya, misalnya kerahasiaan data, APAR, CCTV, jalur evakuasi, atau arsip."),
        )


@rules("maklumat_place", I)
def maklumat_place(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    text = sheet.part(K.JAMINAN_KEAMANAN).text
    if match := re.search(r"\bmaklumat(?: pelayanan)?\b", text, re.IGNORECASE):
        yield Hit(
            K.JAMINAN_KEAMANAN,
            match[0],
            _("Maklumat adalah jaminan pelayanan, bukan jaminan keamanan."),
            _("Pindahkan ke Jaminan Pelayanan."),
        )


@rules("evaluation_no_survey", W)
def evaluation_no_survey(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    text = sheet.part(K.EVALUASI).text
    if text.strip() and not _SURVEY.search(text):
        yield Hit(
            K.EVALUASI,
            text,
            _("Evaluasi tidak memakai Survei Kepuasan Masyarakat."),
            _("Tambahkan SKM, paling sedikit sekali setahun (Permenpan RB 14/2017)."),
        )


@rules("evaluation_no_period", W)
def evaluation_no_period(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A survey that has no time is done when somebody thinks of it."""
    text = sheet.part(K.EVALUASI).text
    asked = _SURVEY.search(text)
    surveys = [sentence for sentence in sheet.part(K.EVALUASI).sentences if _SURVEY.search(sentence)]
    loose = any(any_vague().search(sentence) for sentence in surveys)
    timed = [sentence for sentence in sheet.part(K.EVALUASI).sentences if one("period").search(sentence)]
    of_staff = all(_OF_STAFF.search(sentence) and not _SURVEY.search(sentence) for sentence in timed)
    if asked and of_staff and not loose:  # a loose time is said by itself
        yield Hit(
            K.EVALUASI,
            text,
            _("Survei kepuasan tidak disebut kapan atau berapa kali."),
            _("Tulis waktunya, paling sedikit sekali setahun (Permenpan RB 14/2017)."),
        )
