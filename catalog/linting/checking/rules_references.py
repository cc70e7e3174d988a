"""Steps, items, components, chapters and annexes that are referred to and are not there (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.indonesian import roman
from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Part, Sheet
from standards.reading.numerals import SPELLED, number_of_words
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, W = Severity.ERROR, Severity.WARNING
_TO = r"\s*(?:s/d|s\.d\.?|sampai(?:\s+dengan)?|hingga|-|–)\s*"
_NO_COUNT = (
    r"(?!\s*(?:\([a-z ]+\)\s*)?(?:hari|jam|menit|orang|lembar|rangkap|tahun|kali|bulan|minggu|buah|unit))"
)
_STEP = seek(
    r"\b(?P<what>langkah|tahap(?:an)?|(?:per)?syarat(?:an)?|prosedur)\s+(?:(?:pada|dalam|di)\s+)?"
    rf"(?:(?:ke(?P<word>{SPELLED}))|(?:(?:nomor|angka|butir|poin|ke)[\s-]*)?"
    r"(?P<first>\d{1,2})(?!\s*[x×/.\d])(?!\s*\(?\d)"
    rf"(?:{_TO}(?:(?:nomor|angka|butir|poin|ke)[\s-]*)?(?P<last>\d{{1,2}})\b)?)" + _NO_COUNT,
    re.IGNORECASE,
)
_LETTER = seek(
    r"\bhuruf\s+(?P<first>[a-z])\b(?:(?:" + _TO + r"|\s*,\s*(?:dan\s+)?|\s+dan\s+|\s+atau\s+)"
    r"(?:huruf\s+)?(?P<last>[a-z])\b)*",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?:^|\s)\(?([a-z])[.)]\s")
_ROMAN = {roman(number): number for number in range(1, 40)}
_FIGURE = r"(?:(?P<digits>\d{1,2})(?![.,/]?\d)|(?-i:(?P<roman>[IVX]{1,6}))\b)"
_LAST = (
    rf"(?:{_TO}(?:bab\s+|angka\s+|komponen\s+)?"
    r"(?:(?P<digits2>\d{1,2})(?![.,/]?\d)|(?-i:(?P<roman2>[IVX]{1,6}))\b))?"
)
_CHAPTER = seek(rf"\bbab\s+(?:ke-?\s*)?{_FIGURE}{_LAST}", re.IGNORECASE)
_COMPONENT = seek(rf"\bkomponen\s+(?:ke-?\s*|nomor\s+|angka\s+)?{_FIGURE}{_LAST}{_NO_COUNT}", re.IGNORECASE)
_NUMBER = seek(
    r"\b(?:(?:angka|butir|poin|point)\s+(?:ke-?\s*)?"
    r"|(?:dimaksud|tersebut|tercantum|diatur|disebut(?:kan)?|lihat|sesuai|pada|dalam)\s+(?:pada\s+|dalam\s+|di\s+)?(?:nomor|no\.)\s+)"
    + _FIGURE
    + _LAST
    + _NO_COUNT,
    re.IGNORECASE,
)
_WITHIN = seek(r"\b(?:angka|butir|poin|nomor)\s+(?P<of>\d{1,2})\.(?P<item>\d{1,2})\b(?!\.\d)", re.IGNORECASE)
# A figure that is measured, not a place in the document.
_MEASURED = seek(
    r"\b(?:mencapai|sebesar|skor|nilai|indeks|target|skala|di\s?atas|minimal|kredit|kecelakaan)\b",
    re.IGNORECASE,
)
_ARTICLE = seek(r"\bpasal\s+\d{1,3}\b", re.IGNORECASE)
_PARTS = ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam")
_GROUP = seek(
    r"\bbagian\s+(?:ke-?\s*)?(?:(?P<digits>\d{1,2})\b(?![.,/]?\d)"
    rf"|(?P<word>{'|'.join(_PARTS)})\b|(?-i:(?P<roman>[IVX]{{1,4}})\b)|(?-i:(?P<letter>[A-H])\b))"
    + _NO_COUNT,
    re.IGNORECASE,
)
_FIGURED = seek(r"\b(?P<what>tabel|gambar|bagan)\s+(?P<number>\d{1,2})\b(?![.,/]?\d)", re.IGNORECASE)
_ANNEX = seek(
    r"\b(?:[Ll]ampiran|LAMPIRAN)\s+(?:ke-?\s*|[Nn]omor\s+|[Aa]ngka\s+|[Hh]uruf\s+)?"
    r"(?P<which>[IVX]{1,4}|\d{1,2}|[A-H]|kedua|ketiga|keempat|kelima)\b(?!\s*(?:lembar|berkas|[(]))"
)
_OF_LAW = seek(
    r"\b(?:UU\w*|undang\s?-?\s?undang\b(?!an)|PP|Perpu|Perpres|Permen\w*|Perda|Perbup|Perwali|Pergub|Kepmen\w*|Inpres|KUH\w*|UUD"
    r"|(?:peraturan|keputusan|instruksi)\s+(?!perundang|ini\b)\w+)\b",
    re.IGNORECASE,
)
_OF_DECREE = seek(r"\b(?:keputusan|peraturan)\b", re.IGNORECASE)
_OWN = {"prosedur": K.PROSEDUR, "langkah": K.PROSEDUR, "tahap": K.PROSEDUR, "syarat": K.PERSYARATAN}
# "Jangka waktu pada angka 4": the component of that name has a number of its own.
_NAMED_NUMBER = seek(
    r"\b(?P<what>waktu|biaya|tarif|prosedur|mekanisme|persyaratan|produk|pengaduan|sarana|kompetensi|pengawasan)\s+"
    r"(?:pelayanan\s+|penyelesaian\s+)?(?:sebagaimana\s+)?(?:dimaksud\s+|tersebut\s+|tercantum\s+)?(?:pada|dalam|di)\s+"
    r"(?:angka|nomor|butir|poin|komponen|bagian)\s+(?P<number>\d{1,2})\b(?![.,/]?\d)",
    re.IGNORECASE,
)
_OF_NAME = {
    "waktu": K.WAKTU, "biaya": K.BIAYA, "tarif": K.BIAYA, "prosedur": K.PROSEDUR, "mekanisme": K.PROSEDUR,
    "persyaratan": K.PERSYARATAN, "produk": K.PRODUK, "pengaduan": K.PENGADUAN, "sarana": K.SARANA,
    "kompetensi": K.KOMPETENSI, "pengawasan": K.PENGAWASAN,
}  # fmt: skip
_REFERS = seek(
    r"\b(?:langkah|tahap\w*|(?:per)?syarat\w*|prosedur|huruf|bab|komponen|angka|butir|point?|nomor|no\.|pasal|bagian|tabel|gambar|bagan)\s"
    r"(?:[^.;]{0,15}?\d|[^.;]{0,10}?(?:\b[a-z]\b|\bke|\b[IVX]+\b))",
    re.IGNORECASE,
)
_NAMED_PART = (
    (K.PERSYARATAN, seek(r"\b(?:per)?syarat(?:an)?\b[^.;]{0,25}$|\bberkas\s*$", re.IGNORECASE)),
    (K.PROSEDUR, seek(r"\b(?:prosedur|mekanisme|langkah|tahap(?:an)?)\b[^.;]{0,25}$", re.IGNORECASE)),
)
_HEADED = re.compile(
    r"^\W*(?:(?i:bab|bagian|komponen)\s+)?(?:(?:\d{1,2}|[A-Z])\.\s?)?(?:(?P<digits>\d{1,2})|(?P<roman>[IVX]{1,6}))\b"
)
_CHAPTER_LINE = re.compile(r"^\W*bab\s+(?:(?P<digits>\d{1,2})|(?P<roman>[IVX]{1,6}))\b", re.IGNORECASE)
_GROUP_LINE = re.compile(
    rf"^\W*bagian\s+(?:(?P<digits>\d{{1,2}})|(?P<word>{'|'.join(_PARTS)})|(?-i:(?P<roman>[IVX]{{1,4}}))|(?-i:(?P<letter>[A-H])))\b",
    re.IGNORECASE,
)
_ALL, _MOST = len(ComponentKey), 40


@rules("reference_missing", E, only=_REFERS)
def reference_missing(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Kembali ke langkah 9", where there are seven; "syarat 1 sampai 6" of five; "Bab XVI"."""
    for key in K:
        for sentence in sheet.part(key).sentences if key is not K.DASAR_HUKUM else ():
            found = next(_lost(sheet, key, sentence), None) if _REFERS.search(sentence) else None
            if found and not _OF_LAW.search(sentence):
                yield Hit(key, sentence, found, _("Periksa nomor yang dirujuk."))


def _lost(sheet: Sheet, key: ComponentKey, sentence: str) -> Iterator[Promise]:
    yield from _lost_steps(sheet, sentence)
    yield from _lost_letters(sheet, key, sentence)
    yield from _misnamed(sheet, sentence)
    chapters, components, items = (list(rule.finditer(sentence)) for rule in (_CHAPTER, _COMPONENT, _NUMBER))
    if not (chapters or components or items):
        yield from _lost_others(sheet, sentence)
        return
    places = _places(sheet)
    for matches, most in (
        (chapters, _chapters(sheet) or (0 if _in_figures(sheet) else places)),
        (components, places),
        ([] if _MEASURED.search(sentence) else items, max(places, _longest(sheet))),
    ):
        for match in matches:
            number = _value(match)
            if number and most < number <= _MOST:
                yield said(_("“{what}” tidak ada di dokumen ini."), what=match[0].strip())
    yield from _lost_others(sheet, sentence)


def _lost_steps(sheet: Sheet, sentence: str) -> Iterator[Promise]:
    for match in _STEP.finditer(sentence):
        word = match["what"].casefold()
        key = next(key for start, key in _OWN.items() if start in word)
        part = sheet.part(key)
        most = max((*part.numbers, len(part.items)))
        number = int(match["last"] or match["first"] or number_of_words(match["word"] or "") or 0)
        if most > 1 and number > most and number != _own_number(part):
            yield said(_("“{what}” tidak ada: hanya ada {most}."), what=match[0], most=most)


def _misnamed(sheet: Sheet, sentence: str) -> Iterator[Promise]:
    """The number of another component, and too high for an item of this one."""
    for match in _NAMED_NUMBER.finditer(sentence):
        part = sheet.part(_OF_NAME[match["what"].casefold()])
        own, number = _own_number(part), int(match["number"])
        items = len(part.items) if len(part.items) > 1 else 0
        if own and number != own and number > max(items, *part.numbers, 0):
            yield said(_("“{what}”: komponen itu bernomor {number}."), what=match[0], number=own)


def _lost_letters(sheet: Sheet, key: ComponentKey, sentence: str) -> Iterator[Promise]:
    for match in _LETTER.finditer(sentence):
        before = sentence[: match.start()]
        named = [part for part, words in _NAMED_PART if words.search(before)]
        parts = [sheet.part(one) for one in named or (key, K.PERSYARATAN, K.PROSEDUR)]
        most = max(_letters(part) for part in parts)
        last = ord((match["last"] or match["first"]).casefold()) - ord("a") + 1
        if 1 < most < last:
            yield said(_("“{what}” tidak ada: hanya ada {most}."), what=match[0], most=most)


def _letters(part: Part) -> int:
    """How many items, or the last letter that stands before one of them."""
    letters = [ord(letter) - ord("a") + 1 for letter in _LETTERED.findall(part.text)]
    return max(len(part.items), len(part.sentences), *letters, 0)


def _lost_others(sheet: Sheet, sentence: str) -> Iterator[Promise]:
    for match in _WITHIN.finditer(sentence):
        parts = [part for part in sheet.parts.values() if _own_number(part) == int(match["of"])]
        most = max((len(part.items) for part in parts), default=0)
        if most > 1 and int(match["item"]) > max(most, *(len(part.sentences) for part in parts)):
            yield said(_("“{what}” tidak ada: hanya ada {most}."), what=match[0], most=most)
    for match in _GROUP.finditer(sentence):
        number, most = _value(match), _groups(sheet)
        if number and 1 < most < number <= _MOST:
            yield said(_("“{what}” tidak ada di dokumen ini."), what=match[0].strip())
    for match in _ARTICLE.finditer(sentence):
        if not re.match(r"\W*pasal\b", sentence, re.IGNORECASE) and not _begins(sheet, "pasal"):
            yield said(_("“{what}” tidak ada di dokumen ini."), what=match[0])
    for match in _FIGURED.finditer(sentence):
        word = match["what"].casefold()
        if match.start() > 1 and not _begins(sheet, word) and not (word != "tabel" and sheet.chart):
            yield said(_("“{what}” tidak ada di dokumen ini."), what=match[0])


def _value(match: re.Match[str]) -> int | None:
    """The number a reference ends with, whatever it is written in."""
    groups = match.groupdict()
    if digits := groups.get("digits2") or groups.get("digits"):
        return int(digits)
    if letters := groups.get("roman2") or groups.get("roman"):
        return _ROMAN.get(letters)
    if word := groups.get("word"):
        return _PARTS.index(word.casefold()) + 1
    letter = groups.get("letter") or ""
    return ord(letter) - ord("A") + 1 if letter else None


def _own_number(part: Part) -> int | None:
    match = _HEADED.match(part.heading)
    return _value(match) if match else None


def _places(sheet: Sheet) -> int:
    """The highest number a component or a row beside them may have."""
    numbers = [number for part in sheet.parts.values() if (number := _own_number(part))]
    return max(_ALL, len(sheet.order) + len(sheet.extra), *numbers)


def _chapters(sheet: Sheet) -> int:
    lines = [*sheet.beside, *(part.heading for part in sheet.parts.values())]
    found = [match for line in lines if (match := _CHAPTER_LINE.match(line))]
    return max((number for match in found if (number := _value(match))), default=0)


def _in_figures(sheet: Sheet) -> bool:
    """Whether the headings of all components bear figures, so that none of them is a chapter."""
    headings = [part.heading for part in sheet.parts.values()]
    return all(re.match(r"\W*\d{1,2}[.)]\s", heading) for heading in headings) and not sheet.drawn_here


def _groups(sheet: Sheet) -> int:
    """How many groups of components there are; 0 where it is not known."""
    if any(re.match(r"\W*bagian\b", part.heading, re.IGNORECASE) for part in sheet.parts.values()):
        return 0
    found = [match for line in sheet.beside if (match := _GROUP_LINE.match(line))]
    return max((number for match in found if (number := _value(match))), default=len(sheet.groups))


def _longest(sheet: Sheet) -> int:
    return max((max(len(part.items), *part.numbers, 0) for part in sheet.parts.values()), default=0)


def _begins(sheet: Sheet, word: str) -> bool:
    """Whether any line begins with the word and a number, as a caption or an article does."""
    return bool(re.search(rf"(?:^|\n)\W*{word}\s+\d", sheet.folded))


@rules("annex_missing", W)
def annex_missing(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Lampiran III", and there is none, or only two."""
    if "lampiran" not in sheet.folded:
        return
    heads = [line for line in sheet.beside if re.match(r"\W*lampiran\b", line, re.IGNORECASE)]
    # "LAMPIRAN I KEPUTUSAN CAMAT …": the standard is one annex of a decree that may have others.
    own = [] if any(_OF_DECREE.search(line) for line in heads) else heads
    there = {match["which"] for line in own if (match := _ANNEX.search(line))}
    for key in K if not heads or there else ():
        if key is K.DASAR_HUKUM:
            continue
        for sentence in sheet.part(key).sentences:
            match = _ANNEX.search(sentence)
            if match and match["which"] not in there and not _OF_LAW.search(sentence):
                yield Hit(
                    key,
                    sentence,
                    said(_("{annex} tidak ada di dokumen ini."), annex=match[0]),
                    _("Lampirkan, atau hapus rujukannya."),
                )
