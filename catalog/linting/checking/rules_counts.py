"""Copies, witnesses, photographs and ages that requirements and procedure count differently (rules; pure)."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import named
from standards.reading.numerals import number_of_words
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E = Severity.ERROR
Where = ComponentKey | None
_COPIES = seek(
    r"\b(?:(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?|(?P<word>satu|dua|tiga|empat|lima)\s+)(?:lembar"
    r"|rangkap|eksemplar)\b",
    re.IGNORECASE,
)
_COPIES_AFTER = seek(
    r"\brangkap\s+(?P<count>\d)\b|\brangkap\s+(?P<word>dua|tiga|empat|lima)\b", re.IGNORECASE
)
_EACH_COPY = seek(r"\bke(?P<word>dua|tiga|empat|lima)\s+rangkap\b", re.IGNORECASE)
_PIECES = seek(r"[,;]|\bdan\b|\bserta\b", re.IGNORECASE)
_WITNESSES = seek(
    r"\b(?:(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?|(?:ke)?(?P<word>satu|dua|tiga|empat|lima"
    r"|seorang)\s+)(?:orang\s+)?saksi\b"
    r"|\bsaksi\s+(?:sebanyak\s+)?(?P<after>\d{1,2})\s*(?:\([a-z ]+\)\s*)?orang\b",
    re.IGNORECASE,
)
_PHOTO = seek(r"\b(\d)\s*[x×]\s*(\d)\b(?=\s*(?:cm\b)?)", re.IGNORECASE)
_AGE = seek(
    r"\b(?:ber)?(?:usia|umur)\b\D{0,30}?(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?tahun\b", re.IGNORECASE
)
_COMPONENTS = seek(
    r"\b(?:memuat|terdiri (?:atas|dari)|meliputi|berisi|mencakup)\s+(?P<count>\d{1,2})\s*(?:\([a-z ]+\)\s*)?"
    r"komponen\b",
    re.IGNORECASE,
)
_ALL, _OF_GROUPS = 14, (6, 8)


def _number(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    figure = groups.get("count") or groups.get("after")
    word = (groups.get("word") or "").replace("seorang", "satu")
    return int(figure) if figure else number_of_words(word)


@rules("copies_differ", E)
def copies_differ(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Two copies are required, one is taken; two witnesses sign, one is asked for."""
    asked = _copies(sheet.part(K.PERSYARATAN).items)
    yield from _all_copies(sheet)
    for where, sentence in _elsewhere(sheet):
        for what, count in _copies([sentence]).items():
            if what in asked and count != asked[what]:
                yield Hit(
                    where,
                    sentence,
                    said(
                        _("{what}: di persyaratan {asked}, di sini {count}."),
                        what=what,
                        asked=asked[what],
                        count=count,
                    ),
                    _("Samakan jumlahnya dengan persyaratan."),
                )


def _all_copies(sheet: Sheet) -> Iterator[Hit]:
    """ "Kedua rangkap", where three are asked for."""
    asked = [
        match
        for match in _COPIES.finditer(sheet.part(K.PERSYARATAN).text)
        if "rangkap" in match[0].casefold()
    ]
    asked += list(_COPIES_AFTER.finditer(sheet.part(K.PERSYARATAN).text))
    counts = {_number(match) for match in asked}
    for sentence in sheet.part(K.PROSEDUR).sentences:
        if counts and (match := _EACH_COPY.search(sentence)) and _number(match) not in counts:
            yield Hit(
                K.PROSEDUR,
                sentence,
                said(
                    _("Di sini {count} rangkap, di persyaratan {asked}."),
                    count=_number(match),
                    asked=next(iter(counts)),
                ),
                _("Samakan jumlahnya dengan persyaratan."),
            )


def _elsewhere(sheet: Sheet) -> Iterator[tuple[Where, str]]:
    yield from ((None, text) for text in sheet.definitions)
    for key in (K.PROSEDUR, K.WAKTU, K.PRODUK, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN):
        yield from ((key, sentence) for sentence in sheet.part(key).sentences)


def _copies(texts: Iterable[str]) -> dict[str, int]:
    """How many of each paper (where a piece of text names one paper and one number), and of witnesses."""
    found: dict[str, int] = {}
    for text in texts:
        for piece in _PIECES.split(text) if _COPIES.search(text) else ():
            papers, counts = list(named("papers", piece)), list(_COPIES.finditer(piece))
            if len(papers) == 1 and len(counts) == 1 and (count := _number(counts[0])):
                found.setdefault(papers[0], count)
        if (match := _WITNESSES.search(text)) and (count := _number(match)):
            found.setdefault(str(_("saksi")), count)
    return found


@rules("photo_differs", E)
def photo_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A size of photographs that the requirements do not ask for."""
    asked = {match.groups() for match in _PHOTO.finditer(sheet.part(K.PERSYARATAN).text)}
    for where, sentence in _elsewhere(sheet):
        for match in (
            _PHOTO.finditer(sentence) if asked and re.search("foto", sentence, re.IGNORECASE) else ()
        ):
            if match.groups() not in asked:
                yield Hit(
                    where,
                    sentence,
                    _("Ukuran foto di sini lain daripada di persyaratan."),
                    _("Tulis ukuran yang sama."),
                )


@rules("age_differs", E)
def age_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """An age that requirements and definitions do not agree on."""
    asked = {match["count"] for match in _AGE.finditer(sheet.part(K.PERSYARATAN).text)}
    for where, sentence in _elsewhere(sheet):
        for match in _AGE.finditer(sentence) if asked else ():
            if match["count"] not in asked:
                yield Hit(
                    where,
                    sentence,
                    said(
                        _("Batas umur di sini lain daripada di persyaratan ({asked} tahun)."),
                        asked=", ".join(asked),
                    ),
                    _("Tulis batas umur yang sama."),
                )


@rules("components_counted", E, only=_COMPONENTS)
def components_counted(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Standar ini terdiri atas 13 komponen": there are 14, 6 of the desk and 8 of the office."""
    for where, text in sheet.texts:
        for match in _COMPONENTS.finditer(text):
            if int(match["count"]) not in (_ALL, *_OF_GROUPS):
                yield Hit(
                    where,
                    match[0],
                    said(_("Standar pelayanan memuat {all} komponen."), all=_ALL),
                    _("Cocokkan jumlahnya dengan isi dokumen (Permenpan RB 15/2014)."),
                )
