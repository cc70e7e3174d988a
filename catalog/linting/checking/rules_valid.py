"""How long a paper is valid, said in two places and two ways (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek, small
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.reading.numerals import SPELLED, number_of_words
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E = Severity.ERROR
Where = ComponentKey | None
_TIME = (
    rf"(?:(?P<count>\d{{1,2}})\s*(?:\([a-z ]+\)\s*)?|\b(?P<word>{SPELLED})\s+)"
    r"(?P<unit>hari|minggu|bulan|tahun)\b"
)
_VALID = seek(
    r"\b(?:(?:masa\s+)?berlaku(?:nya)?|sah\s+(?:di\w+\s+)?(?=selama|untuk)"
    r"|dapat\s+di(?:gunakan|pakai|pergunakan)\s+selama)\b"
    rf"(?:[^.;,\d]{{0,40}}?(?:,\s*(?:yakni|yaitu|ialah|yang)\b[^.;,\d]{{0,30}}?)?{_TIME}"
    r"|\s+(?P<open>(?:selama|sepanjang)\s+(?!\d)(?:\w+\s+){0,3}?(?:usaha|menjalankan|masih|tidak|belum)"
    r"|seumur hidup"
    r"|tanpa batas|selamanya|tidak terbatas))",
    re.IGNORECASE,
)
_ISSUED = (
    r"(?:sejak|setelah|sesudah|dari|terhitung\s+(?:sejak|mulai)|semenjak)\s+(?:tanggal\s+)?"
    r"(?:di)?(?:terbit|keluar|tanda\s?tangan|tetap|cetak|surat)\w*"
)
_OVER = (
    r"(?:(?:tidak|tak)\s+(?:lagi\s+)?(?:dapat|bisa|boleh)?\s*(?:lagi\s+)?(?:di(?:pakai|gunakan|pergunakan)|berlaku|sah)"
    r"|habis\s+masa|k[ea]d[ae]lu?[wu]arsa|daluwarsa|gugur|hangus|batal|(?:harus|wajib|perlu)\s+(?:di)?perbarui)"
)
# Said from the other end: "lewat 1 bulan sejak tanggal terbit tidak dapat dipakai lagi".
_LAPSED = seek(
    r"\b(?:lewat|melewati|melampaui|lebih\s+dari|melebihi|setelah|sesudah|berumur|berusia)\s+(?:dari\s+)?"
    rf"{_TIME}[^.;]{{0,50}}?(?:\b{_ISSUED}\b[^.;]{{0,30}}?)?\b{_OVER}\b",
    re.IGNORECASE,
)
_LAPSES = seek(
    r"\b(?:k[ea]d[ae]lu?[wu]arsa|daluwarsa|tidak\s+berlaku(?:\s+lagi)?|habis\s+masa\s+berlaku(?:nya)?|gugur"
    r"|batas\s+(?:waktu\s+)?(?:pemakaian|penggunaan)(?:nya)?|hanya\s+(?:dapat|boleh|bisa)\s+di(?:pakai|gunakan|pergunakan))\s+"
    r"(?:surat(?:nya)?\s+)?(?:(?:adalah|apabila|bila|jika|kalau|telah|sudah|setelah|sesudah|dalam|selama|lewat|melewati"
    rf"|lebih\s+dari|sampai(?:\s+dengan)?|paling\s+lama)\s+){{0,3}}{_TIME}",
    re.IGNORECASE,
)
# Not the product: what is brought, waited for, kept, or complained about.
_ELSE = seek(
    r"\b(?:pengantar\s+(?:dari\s+)?(?:ketua\s+)?(?:RT|RW|desa|kepala)|KTP|arsip|disimpan|pengaduan|berkas|permohonan"
    r"|tanda\s+terima|resi|antre?i?an|kuitansi|formulir|surat\s+sehat|keterangan\s+sehat|pas\s?foto|SKCK|kode|tautan)\b",
    re.IGNORECASE,
)
# One of these stands wherever one of the patterns above fits.
_TELLING = (
    "berlaku", "sah", "guna", "pakai", "makai", "arsa", "gugur", "hangus", "batal", "perbarui", "habis",
)  # fmt: skip
_VALID_ROW = seek(r"^\W*(?:masa|jangka waktu)\s+(?:ke)?berlaku\w*", re.IGNORECASE)
_OF_OTHERS = frozenset({K.PERSYARATAN, K.DASAR_HUKUM})
_MONTHS = {"bulan": 1, "tahun": 12}
_DAYS = {"hari": 1, "minggu": 7}
_NEAR_MONTH = 30


@rules("validity_differs", E)
def validity_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The letter is valid for three months here, for six there. Papers asked for have their own time."""
    seen: dict[float | None, str] = {}
    for where, sentence in _valid_texts(sheet) if _said_of(sheet.folded) else ():
        for match in _times(sentence):
            seen.setdefault(_long(match), match[0])
            if len(seen) > 1:
                yield Hit(
                    where,
                    sentence,
                    said(_("Masa berlaku di sini lain daripada “{other}”."), other=next(iter(seen.values()))),
                    _("Tulis satu masa berlaku."),
                )
                return


def _said_of(text: str) -> bool:
    """Whether small letters tell of validity at all."""
    return any(word in text for word in _TELLING)


def _times(sentence: str) -> list[re.Match[str]]:
    """Places that say how long the paper is valid, in order."""
    lapsed = [] if _ELSE.search(sentence) else [*_LAPSED.finditer(sentence), *_LAPSES.finditer(sentence)]
    begun = {match.start("unit") for match in lapsed}
    valid = [
        match for match in _VALID.finditer(sentence) if not match["unit"] or match.start("unit") not in begun
    ]
    return sorted([*valid, *lapsed], key=lambda match: match.start())


def _long(match: re.Match[str]) -> float | None:
    """In months; a year is 12, thirty days are one. None: without an end."""
    if not match["unit"]:
        return None
    count = int(match["count"]) if match["count"] else number_of_words(match["word"]) or 0
    unit = match["unit"].casefold()
    return count * _MONTHS[unit] if unit in _MONTHS else count * _DAYS[unit] / _NEAR_MONTH


def _valid_texts(sheet: Sheet) -> Iterator[tuple[Where, str]]:
    """Sentences of the components that speak of the product, definitions, and a row "Masa berlaku"."""
    yield from ((None, text) for text in sheet.definitions)
    for key in K:
        if key not in _OF_OTHERS and _said_of(small(sheet.part(key).text)):
            yield from ((key, sentence) for sentence in sheet.part(key).sentences)
    yield from ((None, f"berlaku {text}") for heading, text in sheet.extra if _VALID_ROW.search(heading))
