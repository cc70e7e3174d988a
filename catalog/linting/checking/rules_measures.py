"""Times, counts and sizes that are said in two places and differ (rules over one standard; pure)."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.amounts import MONTHS, WORKDAY, months_between, parts_of_year, period_twice, spans
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
Where = ComponentKey | None
_TOTAL = seek(
    r"\b(?:total|jumlah|keseluruhan|seluruhnya)\b[^.;\d]{0,40}$|^\W*(?:total|jumlah)\b", re.IGNORECASE
)
_SPLIT = seek(r"\b(?:terdiri|meliputi|yaitu|yakni|rincian\w*|masing-masing|mencakup)\b", re.IGNORECASE)
_SUM_ROW = seek(r"\n\W*(?:jumlah|total)\b", re.IGNORECASE)
_SURVEY = seek(r"\bSKM\b|\bsurve[iy]\b|\bIKM\b", re.IGNORECASE)
_LEAD = seek(r"\b\d{1,3}\s*(?:\([a-z ]+\)\s*)?(?:hari kerja|hari|minggu|bulan)\s+sebelum\b", re.IGNORECASE)
_EVENT = seek(
    r"\b(?:hari|minggu|bulan)\s+sebelum\s+(?:hari\s+|tanggal\s+|pelaksanaan\s+|tanggal\s+pelaksanaan\s+)?"
    r"(?:akad|(?:per)?nikah(?:an)?|(?:per)?kawin(?:an)?|acara|kegiatan|keramaian|hajatan|pelaksanaan|pertunjukan|hari\s?h)\b",
    re.IGNORECASE,
)
_UNTIL = seek(
    r"\b(?:paling (?:lambat|akhir)|selambat\S*|sebelum|sampai(?: dengan)?"
    r"|batas akhir)\s+(?:pada\s+)?(?:akhir\s+)?(?:tanggal\s+|bulan\s+)?(?:\d{1,2}\s+)?"
    rf"(?P<month>{'|'.join(MONTHS)})\b",
    re.IGNORECASE,
)
_COMPLAINT = seek(r"\b(?:pengaduan|aduan|keluhan)\b", re.IGNORECASE)
_SETTLED = seek(
    r"\b(?:di)?(?:tindak\s?lanjut\w*|selesai\w*|tanggap\w*|jawab\w*|respon\w*)\b|\bmenindaklanjuti\b",
    re.IGNORECASE,
)
_SORTS = seek(
    r"\b(?:ringan|sedang|berat|kategori|sederhana|lapangan|kompleks|normatif|berkadar|tertulis|lisan|langsung)\b",
    re.IGNORECASE,
)
# Whoever is judged by the survey is judged in a time of its own.
_RATED = seek(
    r"\b(?:menilai|dinilai|penilaian)\s+(?:\w+\s+)?(?:kinerja|pelaksana|petugas|pegawai)\b", re.IGNORECASE
)
# A meeting about the results comes when it comes.
_OF_RESULTS = seek(
    r"\b(?:rapat|pertemuan|membahas|dibahas|pembahasan|evaluasi\s+(?:atas\s+|terhadap\s+)?hasil|rencana\s+tindak)\b",
    re.IGNORECASE,
)


@rules("steps_total", E)
def steps_total(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Total waktu 45 menit" under steps that make 60."""
    items = sheet.part(K.PROSEDUR).items
    total = [item for item in items if _is_total(item) and spans(item)]
    each = [sum(spans(item)[:1]) for item in items if item not in total and spans(item)]
    if len(total) == 1 and len(each) > 1 and spans(total[0])[0] != sum(each):
        yield Hit(
            K.PROSEDUR,
            total[0],
            _("Jumlah ini bukan jumlah waktu langkah-langkahnya."),
            _("Jumlahkan lagi waktu tiap langkah."),
        )


def _is_total(item: str) -> bool:
    amount = re.search(r"\d{1,3}\s*(?:\([^()]*\)\s*)?(?:menit|jam|hari|minggu)", item, re.IGNORECASE)
    return bool(amount and _TOTAL.search(item[: amount.start()]))


@rules("time_parts", E)
def time_parts(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "30 menit, terdiri dari pemeriksaan 10 menit, pengetikan 10 menit, penandatanganan 15 menit"."""
    text = sheet.part(K.WAKTU).text
    split = _SPLIT.search(text)
    if not split:
        return
    whole, parts = spans(text[: split.start()]), spans(_SUM_ROW.split(text[split.end() :])[0])
    if len(whole) != 1 or len(parts) < 2:
        return
    of_days = whole[0] >= WORKDAY > max(parts)  # minutes of work may be done within days
    if sum(parts) > whole[0] if of_days else sum(parts) != whole[0]:
        yield Hit(
            K.WAKTU,
            text,
            _("Rincian waktunya tidak berjumlah sama dengan waktu yang dijanjikan."),
            _("Samakan jumlah rincian dengan jangka waktunya."),
        )


@rules("survey_rare", E)
def survey_rare(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """At least once a year (Permenpan RB 14/2017)."""
    for sentence in sheet.part(K.EVALUASI).sentences:
        months = months_between(sentence) if _SURVEY.search(sentence) else frozenset()
        if months and min(months) > 12:
            yield Hit(
                K.EVALUASI,
                sentence,
                _("Survei kepuasan dilakukan lebih jarang daripada sekali setahun."),
                _("Tulis paling sedikit sekali setahun (Permenpan RB 14/2017)."),
            )


@rules("survey_differs", E)
def survey_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Every half year here, every quarter there."""
    first: frozenset[float] = frozenset()
    for key in (K.EVALUASI, K.PENGAWASAN, K.JAMINAN_PELAYANAN, K.PENGADUAN, K.PROSEDUR):
        for sentence in sheet.part(key).sentences:
            asked = (
                _SURVEY.search(sentence) and not _RATED.search(sentence) and not _OF_RESULTS.search(sentence)
            )
            months = months_between(sentence) or parts_of_year(sentence) if asked else frozenset()
            if months and first and not months & first:
                yield Hit(
                    key,
                    sentence,
                    _("Waktu survei di sini lain daripada di bagian lain."),
                    _("Tulis waktu survei yang sama."),
                )
            first = first or months


@rules("period_differs", E)
def period_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Dua kali setahun pada setiap triwulan": a quarter comes four times a year."""
    for key in (K.EVALUASI, K.PENGAWASAN, K.PENGADUAN):
        for sentence in sheet.part(key).sentences:
            if "kali" in sentence and (words := period_twice(sentence)):
                yield Hit(
                    key,
                    sentence,
                    said(_("“{words}” tidak berjumlah sama."), words=words),
                    _("Tulis satu waktu."),
                )


@rules("lead_time_differs", E)
def lead_time_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Paling lambat 7 hari sebelum acara" here, 14 there; "paling lambat 31 Mei" here, March there."""
    yield from _two_months(sheet)
    seen: dict[int, str] = {}
    for where, sentence in _lead_texts(sheet):
        for match in _LEAD.finditer(sentence):
            amount = spans(match[0])[0]
            if seen and amount not in seen:
                yield Hit(
                    where,
                    sentence,
                    said(_("Di tempat lain tertulis “{other}”."), other=next(iter(seen.values()))),
                    _("Tulis batas pengajuan yang sama."),
                )
            seen.setdefault(amount, match[0])


def _lead_texts(sheet: Sheet) -> Iterator[tuple[Where, str]]:
    """Where a limit before an event is set; in definitions and product only where the event is named."""
    yield from ((None, text) for text in (*sheet.definitions, *sheet.loose) if _EVENT.search(text))
    for key in (K.PERSYARATAN, K.PROSEDUR, K.WAKTU, K.PRODUK, K.JAMINAN_PELAYANAN):
        for sentence in sheet.part(key).sentences:
            if key is not K.PRODUK or _EVENT.search(sentence):
                yield key, sentence


def _two_months(sheet: Sheet) -> Iterator[Hit]:
    seen: dict[str, str] = {}
    for key in (K.PERSYARATAN, K.PROSEDUR, K.WAKTU):
        for sentence in sheet.part(key).sentences:
            for match in _UNTIL.finditer(sentence):
                month = match["month"].casefold()
                if seen and month not in seen:
                    yield Hit(
                        key,
                        sentence,
                        said(_("Di tempat lain tertulis “{other}”."), other=next(iter(seen.values()))),
                        _("Tulis batas pengajuan yang sama."),
                    )
                seen.setdefault(month, match[0])


@rules("complaint_differs", E)
def complaint_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Complaints are settled within another time here than in the component on complaints."""
    own = sheet.part(K.PENGADUAN).sentences
    promised = {time for text in own if _SETTLED.search(text) for time in spans(text)}
    for key in (K.JAMINAN_PELAYANAN, K.PENGAWASAN, K.EVALUASI, K.JAMINAN_KEAMANAN):
        for sentence in sheet.part(key).sentences:
            if not (_COMPLAINT.search(sentence) and _SETTLED.search(sentence)) or _RATED.search(sentence):
                continue
            if promised and spans(sentence) and not promised.intersection(spans(sentence)):
                yield _other_time(key, sentence)
    yield from _two_times(own)


def _two_times(sentences: Iterable[str]) -> Iterator[Hit]:
    """The same act with two limits, and nothing that tells one sort of complaint from another."""
    seen: dict[str, int] = {}
    for sentence in sentences:
        act, times = (
            re.search(r"tindak\s?lanjut|selesai|jawab|tanggap", sentence, re.IGNORECASE),
            spans(sentence),
        )
        if act and len(times) == 1 and not _SORTS.search(sentence):
            word = re.sub(r"\s", "", act[0]).casefold()
            if seen.setdefault(word, times[0]) != times[0]:
                yield _other_time(K.PENGADUAN, sentence)


def _other_time(key: ComponentKey, sentence: str) -> Hit:
    return Hit(
        key,
        sentence,
        _("Batas waktu pengaduan di sini lain daripada yang disebut di tempat lain."),
        _("Tulis batas waktu pengaduan yang sama."),
    )
