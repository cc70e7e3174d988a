"""Numbers that contradict each other or cannot be right (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.amounts import DAY, day_of
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.reading import values
from standards.reading.numerals import SPELLED, number_of_words
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_UNIT_WORDS = (
    r"(?:\s+(?:menit|jam|hari|hari kerja|minggu|bulan|tahun|orang|lembar|rangkap|buah|unit|kali|rupiah))?"
)
_NUMBER_WORD = seek(
    r"(?<![\d.,/])(?P<figure>\d{1,3})\s*\(\s*(?:revisi\s+)?(?:ke(?!l)-?\s*)?"
    rf"(?P<word>[A-Za-z]+(?: [A-Za-z]+){{0,4}}?){_UNIT_WORDS}\s*\)"
)
_WORD_NUMBER = seek(rf"\b(?P<word>{SPELLED})\s*\(\s*(?P<figure>\d{{1,3}})\s*\)", re.IGNORECASE)
_RUPIAH = seek(
    r"\bRp\.?\s*(?P<figure>\d{1,3}(?:\.\d{3})+|\d{3,})(?:,\d{2}"
    r"|,-)?\s*\(\s*(?P<word>[a-z ]+?)\s*(?:rupiah)?\s*\)",
    re.IGNORECASE,
)
_LEAST = seek(
    r"\b(?:paling (?:cepat|sedikit|singkat)|minimal|sekurang(?:-| )?kurangnya|sedikitnya"
    r"|(?<!tidak )(?<!tak )lebih dari)\b",
    re.IGNORECASE,
)
_MOST = seek(
    r"\b(?:paling (?:lama|lambat)|maksimal|maksimum|selambat(?:-| )?lambatnya|selama(?:-| )?lamanya)\b",
    re.IGNORECASE,
)
_LATER_THAN = seek(
    r"\b(?:bila|apabila|jika|kalau)\s+dalam\s+(?:waktu\s+)?(?=\d[^.;,]{3,40}\b(?:belum|tidak)\s+(?:selesai|terbit|jadi))"
    r"|\b(?:melebihi|lebih dari|melampaui|lewat(?: dari)?"
    r"|(?:tidak|belum) (?:dapat )?(?:selesai|diselesaikan|terbit|jadi"
    r"|menerima (?:surat|hasil|dokumen|rekomendasi)(?:nya)?)"
    r"(?: dalam| sampai| hingga| setelah| sesudah)?)"
    r"\s+(?:jangka\s+|batas\s+)?(?:waktu\s+)?(?=\d)"
    r"|\b(?:jangka\s+|batas\s+)?waktu\s+(?:pelayanan\s+"
    r"|penyelesaian\s+)?(?=\d{1,3}\s*(?:\([a-z ]+\)\s*)?\w+(?:\s+kerja)?\s+"
    r"(?:itu\s+|tersebut\s+)?(?:terlampaui|terlewati|lewat|habis|dilampaui|tidak\s+(?:terpenuhi|ditepati)))",
    re.IGNORECASE,
)
_DUTY = seek(r"\b(?:ber)?m[ae]t[ae]rai\b[^.;,]{0,20}?\bRp\.?\s*(?P<rupiah>3|6)\.?000\b", re.IGNORECASE)
_TOTAL = seek(
    r"(?:(?:pelaksana|petugas|personil|personel)\s+)?(?:jumlah|total|sebanyak|berjumlah)(?:nya)?"
    r"(?:\s+(?:seluruh(?:nya)?|keseluruhan(?:nya)?|semua(?:nya)?|pelaksana|petugas|personil|pegawai)){0,3}",
    re.IGNORECASE,
)
_PERSONS = seek(r"(?<!\d)(\d{1,3})\s*(?:\([a-z ]+\)\s*)?(?:orang|personil|personel)\b", re.IGNORECASE)
_BARE_COUNT = seek(
    r"(?:[A-Za-z)]|\b[SD]-?[1-4])\s*:?\s+(?P<count>\d{1,2})(?:\s*\([a-z ]+\))?(?=\s*(?:[,;.)]|\bdan\b|$))",
    re.IGNORECASE | re.MULTILINE,
)
_COUNT_FIRST = seek(
    r"(?<![\d.])(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?(?=(?:petugas|operator|kasi|kepala|camat"
    r"|lurah|sek|staf|verifikator"
    r"|bendahara|pengelola|pengadministrasi)\w*\b)",
    re.IGNORECASE,
)
_SUMS_UP = seek(
    r"\b(?:jumlah|total|seluruhnya|semuanya)\b\W+(?:\w+\W+){0,4}?\d{1,3}\s*(?:\([a-z ]+\)\s*)?orang",
    re.IGNORECASE,
)
_GAP = seek(r"/\s*/|/\s+\d|\.{3,}|…|_{2,}|^\s*(?:tahun|tentang|tanggal)\b", re.IGNORECASE)


@rules("number_word", E)
def number_word(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "15 (lima) menit": figure and word say different numbers."""
    for key, text in sheet.texts:
        if "(" not in text:
            continue
        for match in (*_NUMBER_WORD.finditer(text), *_WORD_NUMBER.finditer(text), *_RUPIAH.finditer(text)):
            spelled = _rupiah_of_words(match["word"])
            if spelled is not None and spelled != int(match["figure"].replace(".", "")):
                yield Hit(
                    key,
                    match[0],
                    _("Angka dan hurufnya tidak sama."),
                    _("Tulis angka dan huruf untuk bilangan yang sama."),
                )


def _rupiah_of_words(words: str) -> int | None:
    """Also thousands: "dua puluh lima ribu" is 25000."""
    thousands, mark, rest = words.casefold().partition("ribu")
    if not mark:
        return number_of_words(words)
    if thousands.strip() == "se":
        thousands = "satu"
    many, few = number_of_words(thousands), number_of_words(rest) if rest.strip() else 0
    return None if many is None or few is None else many * 1000 + few


@rules("date_impossible", E)
def date_impossible(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "31 Februari 2025"."""
    for where, text in sheet.texts:
        for match in DAY.finditer(text):
            in_number = (
                match.start() and text[match.start() - 1] in ".-/" and text[match.end() :][:1] in "./-"
            )
            if day_of(match) is None and not in_number:
                yield Hit(
                    where, match[0], _("Tanggal ini tidak ada."), _("Periksa hari, bulan, dan tahunnya.")
                )


@rules("staff_sum", E)
def staff_sum(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "4 orang, yaitu loket 1 orang dan operator 1 orang": the posts are not the total."""
    yield from _sum_of_bare(sheet)
    counts = values.people(sheet.part(K.JUMLAH).text)
    total = [one for one in counts if not one["post"] or _TOTAL.fullmatch(one["post"])]
    named = [one for one in counts if one not in total]
    summed = sum(one["count"] or 0 for one in named)
    if not all(one["count"] for one in named):
        return
    stands = total and (
        counts[0] is total[0] or total[0]["post"] or _SUMS_UP.search(sheet.part(K.JUMLAH).text)
    )
    if len(total) == 1 and stands and len(named) > 1 and summed != total[0]["count"]:
        yield Hit(
            K.JUMLAH,
            sheet.part(K.JUMLAH).text,
            said(
                _("Disebut {total} orang, tetapi jabatannya berjumlah {summed} orang."),
                total=total[0]["count"],
                summed=summed,
            ),
            _("Samakan jumlah seluruhnya dengan jumlah tiap jabatan."),
        )


def _sum_of_bare(sheet: Sheet) -> Iterator[Hit]:
    """ "Camat 1, Operator 2, seluruhnya 5 orang": posts with bare numbers beside one number of persons."""
    text = sheet.part(K.JUMLAH).text
    rest = _PERSONS.sub(" ", text)
    totals = _PERSONS.findall(text)
    bare = [int(match["count"]) for match in _BARE_COUNT.finditer(rest)]
    bare = bare or [int(match["count"]) for match in _COUNT_FIRST.finditer(rest)]
    if len(totals) == 1 and len(bare) > 1 and sum(bare) != int(totals[0]):
        yield Hit(
            K.JUMLAH,
            text,
            said(
                _("Disebut {total} orang, tetapi jabatannya berjumlah {summed} orang."),
                total=totals[0],
                summed=sum(bare),
            ),
            _("Samakan jumlah seluruhnya dengan jumlah tiap jabatan."),
        )


@rules("time_least", E)
def time_least(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A least time is no promise: "paling cepat 1 hari kerja"."""
    text = sheet.part(K.WAKTU).text
    if (match := _LEAST.search(text)) and not _MOST.search(text):
        yield Hit(
            K.WAKTU,
            text,
            said(_("“{words}” adalah batas terpendek, bukan batas terlama."), words=match[0]),
            _("Janjikan waktu paling lama."),
        )


@rules("promise_restated", E)
def promise_restated(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Apabila melebihi 2 hari kerja …", where three are promised."""
    if sheet.promise is None:
        return
    for sentence in sheet.part(K.JAMINAN_PELAYANAN).sentences:
        match = _LATER_THAN.search(sentence)
        found = values.duration(sentence[match.end() :]) if match else None
        if found and (found["amount"], found["unit"]) != (sheet.promise.amount, sheet.promise.unit):
            yield Hit(
                K.JAMINAN_PELAYANAN,
                sentence,
                _("Batas yang disebut di sini lain dari jangka waktu yang dijanjikan."),
                _("Samakan dengan komponen Jangka Waktu."),
            )


@rules("stamp_duty", E, only=_DUTY)
def stamp_duty(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Rp3.000 and Rp6.000 ended with 2020 (UU 10/2020)."""
    for key in (K.PERSYARATAN, K.PROSEDUR):
        for item in sheet.part(key).items:
            if match := _DUTY.search(item):
                yield Hit(
                    key,
                    item,
                    said(
                        _("Meterai Rp{old}.000 tidak berlaku lagi sejak 2021 (UU 10/2020)."),
                        old=match["rupiah"],
                    ),
                    _("Tulis meterai Rp10.000."),
                )


@rules("enactment_unnumbered", W)
def enactment_unnumbered(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The decree that sets the standard has a number; copies with a gap in it are published all the time."""
    for match in sheet.enactments:
        if _GAP.search(match["number"]) or not re.search(r"\d", match["number"]):
            yield Hit(
                None,
                match[0],
                _("Nomor Keputusan yang menetapkan standar ini belum diisi."),
                _("Isi nomor dan tanggal Keputusannya."),
            )
