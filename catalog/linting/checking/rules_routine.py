"""What is done again and again, and how often by one place and by another (rules over one standard; pure)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.amounts import days_between
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E = Severity.ERROR
_TOLD_IN = (
    K.PROSEDUR, K.PENGADUAN, K.SARANA, K.PENGAWASAN, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN, K.EVALUASI,
)  # fmt: skip
# Another act begins: "memeriksa register setiap minggu | dan melaporkan hasilnya setiap bulan".
_NEXT_ACT = seek(
    r"(?:\s*[,;]\s*|\s+)(?:(?:dan|serta|lalu|kemudian|sedangkan|selanjutnya|yang)\s+)+(?:setelah\s+\w+\s+\w+\s+)?"
    r"(?=(?:me|di)(?!nas|sip)[a-z]{4,}|hasilnya\b)"
    r"|\s*;\s*",
    re.IGNORECASE,
)
_RECAP = seek(
    r"\brekap(?:itulasi|an)?\s+(?:(?:data|hasil|seluruh|semua|penanganan)\s+){0,2}"
    r"(?:(?:bulan|triwulan|semester|tahun|minggu)an\s+)?(?:pengaduan|aduan|keluhan)\b"
    r"|\b(?:pengaduan|aduan|keluhan)\b[^.;]{0,40}\b(?:direkap\w*|dirangkum|direkapitulasi)\b"
    r"|\b(?:merekap|merangkum|merekapitulasi)\b[^.;]{0,30}\b(?:pengaduan|aduan|keluhan)\b"
    r"|\blaporan\s+(?:penanganan\s+|hasil\s+penanganan\s+)?(?:pengaduan|aduan|keluhan)\b",
    re.IGNORECASE,
)
_JUDGES = seek(r"\b(?:menilai|dinilai|penilaian|mengevaluasi|dievaluasi)\b", re.IGNORECASE)
_ACTS = (
    ("make", seek(r"\b(?:di|me|pe)(?:ny|m)?(?:susun|buat|rekap|rangkum)\w*", re.IGNORECASE)),
    (
        "post",
        seek(
            r"\b(?:diumumkan|mengumumkan|ditempel\w*|menempel\w*|dipasang|memasang|dipajang|dipublikasikan|papan)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "tell",
        seek(r"\b(?:dilaporkan|melapor\w*|disampaikan|menyampaikan|dikirim\w*|mengirim\w*)\b", re.IGNORECASE),
    ),
)
_BOX = seek(
    r"\bkotak\s+(?:saran|pengaduan|aduan)\b[^.;]*\b(?:di)?(?:buka|baca|kosongkan|periksa)\b|\bmembuka\s+kotak\s+(?:saran|pengaduan)",
    re.IGNORECASE,
)
_REPORTS = seek(
    r"\b(?:melapor\w*|dilaporkan|laporan|menyampaikan|disampaikan)\b[^.;]*\b(?:pengawasan|pemeriksaan|pemantauan|monitoring)\b"
    r"|\b(?:pengawasan|pemeriksaan|pemantauan|monitoring)\b[^.;]{0,40}\b(?:dilaporkan|disampaikan)\b",
    re.IGNORECASE,
)
_REPORTS_IT = seek(
    r"\b(?:melapor(?:kan)?(?:\s+(?:hasil(?:nya)?|kepada))|hasilnya\s+(?:di(?:laporkan|sampaikan)))\b",
    re.IGNORECASE,
)
_CHECKS = seek(
    r"\b(?:memeriksa|diperiksa|pemeriksaan|mengecek|meneliti|mencocokkan|mengawasi|diawasi|memantau|dipantau)\b[^.;]*",
    re.IGNORECASE,
)
_BOOK = seek(
    r"\bbuku\s+(?P<which>register|registrasi|agenda|penyerahan|ekspedisi|kendali|pengaduan|tamu)\b",
    re.IGNORECASE,
)
_RATES = seek(
    r"\b(?:menilai|dinilai|penilaian|evaluasi|mengevaluasi|dievaluasi)\b[^.;]*\b(?P<what>kinerja|disiplin|kedisiplinan|kehadiran)\b",
    re.IGNORECASE,
)
_YEARLY = seek(r"\b(?:SKP|e-?kinerja|sasaran kerja|rapat|apel|sasaran mutu)\b", re.IGNORECASE)
_TO_WHOM = seek(r"\bkepada\b", re.IGNORECASE)
_WHO = seek(
    r"\b(?:camat|lurah|sekretaris|sekcam|sekkel|seklur|kasi|kepala seksi|kasubbag|atasan|inspektorat"
    r"|petugas pengaduan|petugas loket|tim)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Routine:
    """Something done again and again; `days` from one time to the next. `act` "": the words do not say."""

    what: str
    act: str
    who: frozenset[str]
    days: float
    words: str

    def is_of(self, other: "Routine") -> bool:
        return (
            self.what == other.what
            and (not self.act or not other.act or self.act == other.act)
            and bool(not self.who or not other.who or self.who & other.who)
        )


@rules("routine_differs", E)
def routine_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Complaints are summed up "setiap 3 bulan" here and "setiap semester" there."""
    seen: list[Routine] = []
    for key in _TOLD_IN:
        for sentence in sheet.part(key).sentences:
            for here in _routines(sentence, key):
                same = [one for one in seen if one.is_of(here)]
                if same and all(one.days != here.days for one in same):
                    yield Hit(
                        key,
                        sentence,
                        said(_("Di tempat lain tertulis “{other}”."), other=same[0].words),
                        _("Tulis satu waktu."),
                    )
                    break
                seen.append(here)


def _routines(sentence: str, key: ComponentKey) -> Iterator[Routine]:
    """Each thing done and how often; where a clause names no time, or two, it is left alone."""
    if not days_between(sentence):
        return
    yield from _recaps(sentence)
    for clause in _NEXT_ACT.split(sentence):
        if clause and len(days := days_between(clause)) == 1:
            # Who receives a report does not make it.
            who = frozenset(word.casefold() for word in _WHO.findall(_TO_WHOM.split(clause)[0]))
            for what in _kinds(clause, key):
                if who or what in {"box", "report"}:
                    alike = frozenset() if what == "box" else who
                    yield Routine(what, "", alike, next(iter(days)), sentence.strip())


def _kinds(clause: str, key: ComponentKey) -> Iterator[str]:
    if _BOX.search(clause):
        yield "box"
    if _REPORTS.search(clause) or (key is K.PENGAWASAN and _REPORTS_IT.search(clause)):
        yield "report"
    if (match := _CHECKS.search(clause)) and (book := _BOOK.search(match[0]) or _BOOK.search(clause)):
        yield f"book {book['which'].casefold().removesuffix('rasi')[:6]}"
    if (match := _RATES.search(clause)) and not _YEARLY.search(clause):
        yield "kinerja" if match["what"].casefold() == "kinerja" else "disiplin"


def _recaps(sentence: str) -> Iterator[Routine]:
    """The recap of complaints. Where somebody is judged by it, its time is what stands behind its name."""
    match = _RECAP.search(sentence)
    if not match:
        return
    begin = match.start() if _JUDGES.search(sentence[: match.start()]) else 0
    rest = sentence[begin:]
    first, *more = re.split(
        r"(?:\s*,\s*|\s+)(?:dan|serta|lalu|kemudian|sedangkan)\s+(?=(?:me|di)[a-z]{4,})", rest
    )
    for clause in (first, *more):
        if len(days := days_between(clause)) == 1:
            acts = [name for name, words in _ACTS if words.search(clause)]
            act = acts[0] if len(acts) == 1 else "make" if "make" in acts else ""
            yield Routine("recap", act, frozenset(), next(iter(days)), sentence.strip())
