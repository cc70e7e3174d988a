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
_ELSEWHERE = (K.PROSEDUR, K.WAKTU, K.BIAYA, K.PRODUK, K.JAMINAN_PELAYANAN, K.JAMINAN_KEAMANAN)
_WORDS = "satu|dua|tiga|empat|lima"
# "2 (dua) lembar", "dua rangkap"; "rangkap 3 (tiga)", "rangkap tiga".
_COPIES = seek(
    rf"\b(?:(?P<count>\d{{1,2}})\s*(?:\([a-z ]+\)\s*)?|(?P<word>{_WORDS})\s+)"
    r"(?:lembar|lbr|rangkap|eksemplar)\b"
    rf"|\brangkap\s+(?:(?P<after>\d)\b|(?P<spelled>{_WORDS})\b)",
    re.IGNORECASE,
)
_EACH_COPY = seek(rf"\bke(?P<word>{_WORDS})\s+rangkap\b", re.IGNORECASE)
_NTH_COPY = seek(rf"\brangkap\s+ke-?\s*(?:(?P<word>{_WORDS})|(?P<count>\d))\b", re.IGNORECASE)
_PIECES = seek(r"[,;]|\bdan\b|\bserta\b", re.IGNORECASE)
_OF_EACH = seek(r"\bmasing(?:-masing|2)\b", re.IGNORECASE)
# "Seluruh berkas dibuat rangkap dua": every paper that is asked for.
_ALL_PAPERS = seek(
    r"\b(?:(?:semua|seluruh|setiap|tiap|masing-masing)\s+(?:\w+\s+)?(?:foto\s?[ck]op[iy]|berkas|dokumen|(?:per)?syarat(?:an)?|salinan)"
    r"|berkas|(?:per)?syarat(?:an)?)"
    r"(?:[\s,]+(?:permohonan|persyaratan|pendukung|lengkap|yang|tersebut|dimaksud|ini|itu|di\s+atas"
    r"|pemohon|harus|wajib|adalah|telah|sudah"
    r"|di(?:serahkan|sampaikan|bawa|buat|jilid|susun|gandakan|fotokopi|ajukan|lampirkan|siapkan|kumpulkan|perbanyak)"
    r"|masing-masing|sebanyak|berjumlah|sejumlah|dalam))*\s*$",
    re.IGNORECASE,
)
# Some of them go to the archive, to another office, or back.
_SOME = seek(
    r"\b(?:di|me(?:ny)?)?simpan\b|\barsip\w*|\bdiarsipkan\b|\bmengarsipkan\b|\b(?:di|me)?kembali(?:kan)?\b|\bmengembalikan\b"
    r"|\b(?:kepada|untuk|bagi)\s+pemohon\b|\b(?:di|me)?teruskan\b|\bmeneruskan\b|\b(?:satu|dua)\s+(?:di\s+antara\w*|lainnya)\b"
    r"|\bsisanya\b|\btambahan\b",
    re.IGNORECASE,
)
_PRINTED = seek(
    r"\b(?:mencetak|dicetak|mengetik|diketik|membuat|dibuat|menerbitkan|diterbitkan)(?:nya)?\b"
    r"(?!\s+(?:tanda|resi|kuitansi|berita|formulir|register|konsep|salinan|foto|daftar))",
    re.IGNORECASE,
)
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
_FEW = 2


def _number(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    figure = groups.get("count") or groups.get("after")
    word = (groups.get("word") or groups.get("spelled") or "").replace("seorang", "satu")
    return int(figure) if figure else number_of_words(word)


@rules("copies_differ", E)
def copies_differ(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """Two copies are required, one is taken; two witnesses sign, one is asked for."""
    asked = _copies(sheet.part(K.PERSYARATAN).sentences)
    yield from _all_copies(sheet)
    yield from _printed_copies(sheet)
    for where, sentence in sheet.said_in(*_ELSEWHERE):
        for what, counts in _copies([sentence]).items():
            count = max(counts)
            if what in asked and not counts & asked[what] and not _part_of_them(sentence, count, asked[what]):
                yield _differing(where, sentence, what, asked[what], count)


def _differing(where: Where, sentence: str, what: str, asked: set[int], count: int) -> Hit:
    return Hit(
        where,
        sentence,
        said(
            _("{what}: di persyaratan {asked}, di sini {count}."),
            what=what,
            asked=", ".join(str(one) for one in sorted(asked)),
            count=count,
        ),
        _("Samakan jumlahnya dengan persyaratan."),
    )


def _part_of_them(sentence: str, count: int, asked: set[int]) -> bool:
    return count < max(asked) and bool(_SOME.search(sentence))


def _all_copies(sheet: Sheet) -> Iterator[Hit]:
    """ "Ketiga rangkap", where two are asked for; "semua fotokopi rangkap 3", where one of each is."""
    sentences = sheet.part(K.PERSYARATAN).sentences
    found = [(sentence, match) for sentence in sentences for match in _COPIES.finditer(sentence)]
    sets = {_number(match) for _sentence, match in found if "rangkap" in match[0].casefold()}
    counts = {number for _sentence, match in found if (number := _number(match))}
    for sentence in sheet.part(K.PROSEDUR).sentences:
        if sets and (match := _EACH_COPY.search(sentence)) and _number(match) not in sets:
            yield _rangkap(K.PROSEDUR, sentence, _number(match), min(one for one in sets if one))
    most = max((one for one in sets if one), default=0)
    for item in sheet.part(K.PROSEDUR).items if most else ():
        last = max((_number(match) or 0 for match in _NTH_COPY.finditer(item)), default=0)
        if last > most:
            yield _rangkap(K.PROSEDUR, item, last, most)
    own = [(K.PERSYARATAN, sentence) for sentence in sentences] if len(found) > _FEW else []
    for where, sentence in [*own, *sheet.said_in(*_ELSEWHERE)] if counts else ():
        for match in _COPIES.finditer(sentence):
            number = _number(match)
            others = {_number(other) for _sentence, other in found if _sentence != sentence} or counts
            if number and number not in others and _ALL_PAPERS.search(sentence[: match.start()]):
                if not _SOME.search(sentence):
                    yield _rangkap(where, sentence, number, max(one for one in others if one))
                break


def _rangkap(where: Where, sentence: str, count: int | None, asked: int) -> Hit:
    return Hit(
        where,
        sentence,
        said(_("Di sini {count} rangkap, di persyaratan {asked}."), count=count, asked=asked),
        _("Samakan jumlahnya dengan persyaratan."),
    )


def _printed_copies(sheet: Sheet) -> Iterator[Hit]:
    """The letter is printed in two copies, the product is one in three."""
    product = sheet.part(K.PRODUK)
    made = {number for match in _COPIES.finditer(product.text) if (number := _number(match))}
    for sentence in sheet.part(K.PROSEDUR).sentences if len(made) == 1 else ():
        matches = list(_COPIES.finditer(sentence))
        printed = _PRINTED.search(sentence)
        whole = not _SOME.search(f"{product.text} {sentence}") and not named("papers", sentence)
        if len(matches) == 1 and printed and whole and _number(matches[0]) not in made:
            yield Hit(
                K.PROSEDUR,
                sentence,
                said(
                    _("Di sini {count} rangkap, menurut produknya {made}."),
                    count=_number(matches[0]),
                    made=next(iter(made)),
                ),
                _("Tulis jumlah yang sama di kedua tempat."),
            )


def _copies(texts: Iterable[str]) -> dict[str, set[int]]:
    """How many of each paper, as far as a piece of text names one paper and one number, and of witnesses."""
    found: dict[str, set[int]] = {}
    for text in texts:
        for paper, copies in _counted(text) if _COPIES.search(text) else ():
            found.setdefault(paper, set()).add(copies)
        if (match := _WITNESSES.search(text)) and (count := _number(match)):
            found.setdefault(str(_("saksi")), set()).add(count)
    return found


def _counted(text: str) -> Iterator[tuple[str, int]]:
    """ "KTP dan KK masing-masing 2 lembar" counts both, "fotokopi KTP, 1 lembar" what was named last."""
    waiting: list[list[str]] = []
    last: list[str] = []
    for piece in _PIECES.split(text):
        papers = _papers(piece)
        matches = list(_COPIES.finditer(piece))
        if not matches:
            waiting += [papers] if papers else []
            continue
        count = _number(matches[0])
        if _OF_EACH.search(piece):
            those = [paper for some in [*waiting, papers] for paper in some]
        elif papers:
            those = papers if len(papers) == 1 else []
        else:
            those = [*waiting[-1]] if waiting and len(waiting[-1]) == 1 else last
        waiting, last = [], those
        if count and len(matches) == 1:
            yield from ((paper, count) for paper in those)


def _papers(piece: str) -> list[str]:
    """The papers named; a stamp on one is not another."""
    found = list(named("papers", piece))
    return [paper for paper in found if paper != "meterai"] if len(found) > 1 else found


@rules("photo_differs", E)
def photo_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A size of photographs that the requirements do not ask for."""
    asked = {match.groups() for match in _PHOTO.finditer(sheet.part(K.PERSYARATAN).text)}
    for where, sentence in sheet.said_in(*_ELSEWHERE):
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
    for where, sentence in sheet.said_in(*_ELSEWHERE):
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
