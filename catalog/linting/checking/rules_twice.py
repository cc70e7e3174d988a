"""Numbers, forms and days that a document says twice and differently (rules over one standard; pure)."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, normal, said
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import named
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E, I = Severity.ERROR, Severity.INFO  # noqa: E741
Where = ComponentKey | None
_PHONE = seek(r"(?<![\w.@/-])\(?(?:\+?62|0)\d{2,3}[\d\s().–-]{5,12}\d(?![\d/])")
_DESK = seek(r"0[2-79]")
_FEWEST, _MOST_APART = 9, 2
_FORM = seek(r"\b(?P<kind>[FN])\s?-?\s?(?P<number>\d{1,2}[.-]\d{2})\b")
_HANDED_IN = seek(
    r"\b(?:isian|mengisi|diisi|memeriksa|meneliti|mencocokkan|menyerahkan|formulir)\b", re.IGNORECASE
)
_DAYS = seek(
    r"(?<![\d.,/])(?P<amount>\d{1,3})\s*(?:\([a-z ]+\)\s*)?hari\s+(?P<kind>kerja|kalender|takwim)\b",
    re.IGNORECASE,
)
_LIMITED = (K.PERSYARATAN, K.PROSEDUR, K.WAKTU, K.JAMINAN_PELAYANAN)
_CARD_AGE = seek(
    r"\b(?:ber)?(?:usia|umur)\b\D{0,30}?(?P<age>\d{2})\s*(?:\([a-z ]+\)\s*)?tahun\b", re.IGNORECASE
)
_BY_AGE = seek(r"\b(?:KTP|KIA|kartu tanda penduduk|kartu identitas anak)\b", re.IGNORECASE)
_OF_AGE, _NEAR_AGE = 17, range(15, 22)
_OTHERS = seek(r"\b(?:saksi|pelapor|kuasa|wali|ahli waris|mempelai|orang ?tua|pendamping)\b", re.IGNORECASE)
_ADDRESS = seek(
    r"\b(?:jalan|jln?\.?|jl\.?)\s+(?P<street>[A-Z][\w.' ]{2,40}?)\s+"
    r"(?:nomor|no\.?)\s*(?P<number>\d{1,4}[A-Z]?)\b"
    r"[^;|\n]{0,50}?(?<!\d)(?P<code>[1-9]\d{4})(?!\d)",
    re.IGNORECASE,
)
_SHORT_ADDRESS = seek(
    r"\b(?:jalan|jln?\.?|jl\.?)\s+(?P<street>[A-Z][\w.' ]{2,40}?)\s+(?:nomor"
    r"|no\.?)\s*(?P<number>\d{1,4}[A-Z]?)\b"
    r"(?![^;|\n]{0,50}?(?<!\d)[1-9]\d{4}(?!\d))",
    re.IGNORECASE,
)
# What says of a thing only what it is for; and the ways to name the same people.
_FOR = frozenset(
    [
        "untuk",
        "tempat",
        "penyimpanan",
        "menyimpan",
        "penyimpan",
        "para",
        "buah",
        "unit",
        "dan",
        "yang",
        "guna",
        "bagi",
    ]
)
_PARENTS = seek(
    r"\b(?:(?:kedua )?orang ?tua|ayah (?:dan|serta) ibu|bapak (?:dan|serta) ibu)\b", re.IGNORECASE
)
_COUPLE = seek(
    r"\b(?:suami (?:dan|serta|/) ?ist[er]ri|kedua (?:calon )?(?:mempelai|pengantin))\b", re.IGNORECASE
)


@rules("phone_differs", E)
def phone_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """One telephone, in another place a digit of it other or two swapped; in one place they are two."""
    places: dict[str, dict[Where, str]] = {}
    for where, text in sheet.texts:
        for match in _PHONE.finditer(text):
            places.setdefault(re.sub(r"\D", "", match[0]), {}).setdefault(where, match[0].strip())
    for one, other in combinations(places, 2):
        apart = not places[one].keys() & places[other].keys()
        if _DESK.match(one) and places[one].keys() | places[other].keys() <= {None, K.PENGADUAN}:
            continue  # `letterhead_differs`
        if apart and len(one) == len(other) >= _FEWEST and _nearly(one, other):
            where, shown = max(places[other].items(), key=lambda found: found[0] is not None)
            yield Hit(
                where,
                shown,
                said(_("Di tempat lain tertulis “{other}”."), other=next(iter(places[one].values()))),
                _("Periksa nomor yang masih aktif, lalu tulis yang sama di semua tempat."),
            )


def _nearly(one: str, other: str) -> bool:
    """The same area or provider, and a slip behind it; or another provider before the same number."""
    return _slip(one, other) and (one[:4] == other[:4] or (one[:2] == "08" and one[4:] == other[4:]))


def _slip(one: str, other: str) -> bool:
    """One digit other, or two swapped."""
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(wrong) == _MOST_APART and sorted(one[i] for i in wrong) == sorted(other[i] for i in wrong)
    return len(wrong) == 1 or swapped


@rules("form_differs", E)
def form_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The form that is filled in and checked is one of those asked for."""
    asked = _forms(sheet.part(K.PERSYARATAN).text)
    used = _forms(sheet.part(K.PROSEDUR).text)
    if not asked or asked.keys() & used.keys():
        return
    for sentence in sheet.part(K.PROSEDUR).sentences if used else ():
        for form, shown in _forms(sentence).items():
            if _HANDED_IN.search(sentence) and form[0] in {one[0] for one in asked}:
                yield Hit(
                    K.PROSEDUR,
                    sentence,
                    said(
                        _("Formulir {form} tidak diminta di persyaratan; di sana tertulis {asked}."),
                        form=shown,
                        asked=", ".join(asked.values()),
                    ),
                    _("Tulis nomor formulir yang sama."),
                )


def _forms(text: str) -> dict[str, str]:
    return {f"{match['kind']}{match['number'].replace('-', '.')}": match[0] for match in _FORM.finditer(text)}


@rules("day_kind_differs", E)
def day_kind_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "10 hari kerja" here, "10 hari kalender" there: one limit, counted in two ways."""
    texts = sheet.said_in(*_LIMITED)
    seen: dict[str, tuple[str, str]] = {}
    for where, text in texts if "kalender" in sheet.folded or "takwim" in sheet.folded else ():
        for match in _DAYS.finditer(text):
            kind = "kerja" if match["kind"].casefold() == "kerja" else "kalender"
            first = seen.setdefault(match["amount"], (kind, match[0]))
            if first[0] != kind:
                yield Hit(
                    where,
                    text,
                    said(_("Di tempat lain tertulis “{other}”."), other=first[1]),
                    _("Tulis hari kerja atau hari kalender, di semua tempat sama."),
                )
                return


@rules("card_age", E)
def card_age(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A KTP from 17 years on, a KIA below (UU 24/2013, Permendagri 2/2016)."""
    for key in (K.PERSYARATAN, K.PROSEDUR) if _BY_AGE.search(sheet.title) else ():
        for sentence in sheet.part(key).sentences:
            for match in _CARD_AGE.finditer(sentence) if not _OTHERS.search(sentence) else ():
                if int(match["age"]) in _NEAR_AGE and int(match["age"]) not in {_OF_AGE, _OF_AGE - 1}:
                    yield Hit(
                        key,
                        sentence,
                        _("Batas umur antara KIA dan KTP-el adalah 17 tahun."),
                        _("Tulis 17 tahun."),
                    )


@rules("post_code_differs", E, only=_ADDRESS)
def post_code_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """One house, two post codes."""
    codes: dict[tuple[str, str], str] = {}
    for where, text in sheet.texts:
        for match in _ADDRESS.finditer(text):
            house = (re.sub(r"\W", "", match["street"]).casefold(), match["number"].casefold())
            if codes.setdefault(house, match["code"]) != match["code"]:
                yield Hit(
                    where,
                    match[0],
                    said(_("Di tempat lain kode pos alamat ini {code}."), code=codes[house]),
                    _("Periksa kode posnya, lalu tulis yang sama di semua tempat."),
                )


@rules("house_differs", E, only=_ADDRESS)
def house_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Jalan Sudirman Nomor 21" at the head, "No. 12" below, in one street with one post code."""
    numbers: dict[tuple[str, str], str] = {}
    for where, text in sheet.texts:
        for match in _ADDRESS.finditer(text):
            street = (re.sub(r"\W", "", match["street"]).casefold(), match["code"])
            other = numbers.setdefault(street, match["number"])
            if other != match["number"] and _misread(other, match["number"]):
                yield Hit(
                    where,
                    match[0],
                    said(_("Di tempat lain nomor rumahnya {number}."), number=other),
                    _("Periksa alamatnya, lalu tulis yang sama di semua tempat."),
                )


@rules("house_elsewhere", E, only=_ADDRESS)
def house_elsewhere(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The same where the post code is left away: only the street is compared."""
    numbers = {
        re.sub(r"\W", "", match["street"]).casefold(): match["number"]
        for _where, text in sheet.texts
        for match in _ADDRESS.finditer(text)
    }
    for where, text in sheet.texts:
        for match in _SHORT_ADDRESS.finditer(text):
            other = numbers.get(re.sub(r"\W", "", match["street"]).casefold(), match["number"])
            if other != match["number"] and _misread(other, match["number"]) and not _ADDRESS.match(match[0]):
                yield Hit(
                    where,
                    match[0],
                    said(_("Di tempat lain nomor rumahnya {number}."), number=other),
                    _("Periksa alamatnya, lalu tulis yang sama di semua tempat."),
                )


def _misread(one: str, other: str) -> bool:
    """Digits swapped, or one of three and more other; 12 and 14 are neighbours, and may both be meant."""
    if len(one) != len(other):
        return False
    return sorted(one) == sorted(other) or (len(one) > _MOST_APART and _slip(one, other))


@rules("thing_twice", I)
def thing_twice(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Lemari arsip" and "Lemari untuk menyimpan arsip"; the copy of the parents' KTP, asked for twice."""
    yield from _again(sheet.part(K.SARANA).items, K.SARANA, _thing)
    if not sheet.grouped and sheet.part(K.PERSYARATAN).lists < 2:
        yield from _again(sheet.part(K.PERSYARATAN).items, K.PERSYARATAN, _paper_of)


def _again(
    items: Iterable[str], key: ComponentKey, meant: Callable[[str], tuple[frozenset[str], str]]
) -> Iterator[Hit]:
    seen: dict[tuple[frozenset[str], str], str] = {}
    for item in items:
        what = meant(item)
        if not what[0]:
            continue
        other = seen.setdefault(what, item)
        if other is not item and normal(other) != normal(item):
            why = said(_("Sudah disebut dengan kata lain: “{other}”."), other=other.strip(" ;."))
            yield Hit(key, item, why, _("Hapus salah satunya."))


def _thing(item: str) -> tuple[frozenset[str], str]:
    words = frozenset(re.findall(r"[a-z]{3,}", item.casefold()))
    return (words - _FOR if words & _FOR or len(words) > 1 else frozenset()), ""


def _paper_of(item: str) -> tuple[frozenset[str], str]:
    """Which single paper of both parents, or of the couple."""
    papers = frozenset(named("papers", item))
    whose = "parents" if _PARENTS.search(item) else "couple" if _COUPLE.search(item) else ""
    return (papers if whose and len(papers) == 1 else frozenset()), whose
