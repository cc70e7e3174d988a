"""Citations of laws, regulations and decrees brought to one key, so that spellings of one rule meet (pure).

Offices write one rule in many ways: "Nomor : 188.45/8/427.12/2022" and "Nomor 188.45/8/427.12/2022",
"04 Tahun 2008" and "4 Tahun 2008", "KEP/25/M.PAN/2/2004" and "25/KEP/M.PAN/2/2004". A number that no
ministry could have issued ("PER/20/M.PAN/712003", a slash read as 1) has no key: it is shown as it was
written and never guessed at.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from commons.seeking import seek


class InstrumentKind(StrEnum):
    """What sort of rule it is; the value begins the normalised key."""

    UU = "uu"
    PP = "pp"
    PERPRES = "perpres"
    INPRES = "inpres"
    PERMENPAN = "permenpan"
    KEPMENPAN = "kepmenpan"
    PERMENPANRB = "permenpanrb"
    PERMENDAGRI = "permendagri"
    KEPMENDAGRI = "kepmendagri"
    SE_MENDAGRI = "se-mendagri"
    PMA = "pma"
    PERKAP = "perkap"
    PERPOL = "perpol"
    PERPU = "perpu"
    KEPPRES = "keppres"
    PERMEN = "permen"
    PERDA_PROVINSI = "perda-provinsi"
    PERGUB = "pergub"
    PERDA = "perda-lumajang"
    PERBUP = "perbup-lumajang"
    KEPBUP = "kepbup-lumajang"
    KEPCAM = "kepcam-lumajang"


K = InstrumentKind

NAMES: dict[InstrumentKind, str] = {
    K.UU: "Undang-Undang",
    K.PP: "Peraturan Pemerintah",
    K.PERPRES: "Peraturan Presiden",
    K.INPRES: "Instruksi Presiden",
    K.PERMENPAN: "Peraturan Menteri Pendayagunaan Aparatur Negara",
    K.KEPMENPAN: "Keputusan Menteri Pendayagunaan Aparatur Negara",
    K.PERMENPANRB: "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
    K.PERMENDAGRI: "Peraturan Menteri Dalam Negeri",
    K.KEPMENDAGRI: "Keputusan Menteri Dalam Negeri",
    K.SE_MENDAGRI: "Surat Edaran Menteri Dalam Negeri",
    K.PMA: "Peraturan Menteri Agama",
    K.PERKAP: "Peraturan Kepala Kepolisian Negara Republik Indonesia",
    K.PERPOL: "Peraturan Kepolisian Negara Republik Indonesia",
    K.PERPU: "Peraturan Pemerintah Pengganti Undang-Undang",
    K.KEPPRES: "Keputusan Presiden",
    K.PERMEN: "Peraturan Menteri",
    K.PERDA_PROVINSI: "Peraturan Daerah Provinsi",
    K.PERGUB: "Peraturan Gubernur",
    K.PERDA: "Peraturan Daerah Kabupaten Lumajang",
    K.PERBUP: "Peraturan Bupati Lumajang",
    K.KEPBUP: "Keputusan Bupati Lumajang",
    K.KEPCAM: "Keputusan Camat",
}
HOME = "Lumajang"
# Whose rule it is stands between its kind and its number; without it, it is the kabupaten's own.
_PLACE = (
    r"(?:\s+(?:(?:kabupaten|kab\.?|kota|provinsi)\s+)?"
    r"(?P<place>(?!(?:nomor|nomer|no|tahun|tentang)\b)[a-z]+(?:\s+(?!(?:nomor|nomer|no|tahun|tentang)\b)[a-z]+){0,2}))?"
)
_OF_MINISTRY = r"\s+(?P<place>(?!(?:nomor|nomer|no)\b)[a-z]+(?:[\s,/]+(?!(?:nomor|nomer|no)\b)[a-z]+){0,7})"

# Longer spellings first: "Menteri PAN dan Reformasi Birokrasi" also begins like "Menteri PAN".
_SPELLINGS: tuple[tuple[InstrumentKind, str], ...] = (
    (K.UU, r"undang\s*[-–—]?\s*undang(?:\s+(?:republik\s+indonesia|ri))?|uu(?:\s+ri)?"),
    (K.PERPU, r"peraturan\s+pemerintah\s+pengganti\s+undang\s*[-–—]?\s*undang|perp+u"),
    (K.PP, r"peraturan\s+pemerintah(?:\s+(?:republik\s+indonesia|ri))?|pp"),
    (K.PERPRES, r"peraturan\s+presiden(?:\s+(?:republik\s+indonesia|ri))?|perpres"),
    (K.KEPPRES, r"keputusan\s+presiden(?:\s+(?:republik\s+indonesia|ri))?|kep+res"),
    (K.INPRES, r"instruksi\s+presiden(?:\s+republik\s+indonesia)?|inpres"),
    (
        K.PERMENPANRB,
        r"(?:peraturan\s+menteri|permen)\s+(?:pendayagunaan\s+aparatur\s+negara|pan)\s*(?:dan|&|,)?\s*(?:reformasi\s+birokrasi|rb\b)"
        r"|(?:permen|peraturan\s+men(?:teri)?)\s*pan\s*(?:-|dan|&)?\s*rb|permen\s+panrb|permenpanrb",
    ),
    (
        K.PERMENPAN,
        r"peraturan\s+menteri\s+pendayagunaan\s+aparatur(?:\s+negara)?|permenpan|peraturan\s+menpan",
    ),
    (
        K.KEPMENPAN,
        r"keputusan\s+menteri\s+pendayagunaan\s+aparatur(?:\s+negara)?|kepmenpan"
        r"|(?:(?:surat\s+)?keputusan|sk|kep\.?)\s+men(?:teri\s+)?pan",
    ),
    (
        K.PERMENDAGRI,
        r"peraturan\s+menteri\s+dalam\s+negeri(?:\s+republik\s+indonesia)?|permendagri|peraturan\s+mendagri",
    ),
    (
        K.KEPMENDAGRI,
        r"keputusan\s+menteri\s+dalam\s+negeri(?:\s+republik\s+indonesia)?|kepmendagri|keputusan\s+mendagri",
    ),
    (K.SE_MENDAGRI, r"surat\s+edaran\s+(?:menteri\s+dalam\s+negeri|mendagri)|se\s+mendagri"),
    (K.PMA, r"peraturan\s+(?:menteri\s+agama|menag)|permenag|pma"),
    (
        K.PERKAP,
        r"peraturan\s+(?:kepala\s+kepolisian(?:\s+negara)?(?:\s+(?:republik\s+indonesia|ri))?|kapolri)|perkap(?:olri)?",
    ),
    (K.PERPOL, r"peraturan\s+kepolisian(?:\s+negara)?(?:\s+(?:republik\s+indonesia|ri))?|perpol"),
    (K.PERMEN, rf"(?:peraturan\s+menteri|permen){_OF_MINISTRY}"),
    (K.PERDA_PROVINSI, r"(?:peraturan\s+daerah|perda)\s+provinsi(?:\s+(?P<place>[a-z]+(?:\s+[a-z]+)?))"),
    (K.PERGUB, rf"(?:peraturan\s+gubernur|pergub){_PLACE}"),
    (K.PERDA, rf"(?:peraturan\s+daerah|perda){_PLACE}"),
    (K.PERBUP, rf"(?:peraturan\s+(?:bupati|wali\s*kota)|perbup|perwali){_PLACE}"),
    (K.KEPBUP, rf"(?:(?:(?:surat\s+)?keputusan|sk\.?)\s+(?:bupati|wali\s*kota)|kep(?:bup|wali)){_PLACE}"),
    (K.KEPCAM, rf"(?:(?:surat\s+)?keputusan|sk\.?)\s+camat{_PLACE}"),
)
# "Republik Indonesia", "RI", "R.I." between the kind of a rule and its number says nothing more.
_OF_THE_STATE = re.compile(
    r"(?<!kepolisian negara)\s+(?:republik\s+indonesia|r\.\s?i\.|ri)(?=\s+(?:(?:nomor|nomer|no)\b|\d))",
    re.IGNORECASE,
)
_NUMBER_WORD = r"(?:(?:nomor|no\.?|nomer)\s*:?\s*)?"
# A rule named in the middle of a sentence, up to its number and year.
_IN_PASSING = seek(
    r"\b(?:UU|PP|Perpres|Inpres|Permen\w*|Kepmen\w*|Perda|Perbup|PMA|Undang-Undang|Instruksi Presiden"
    r"|(?:Surat )?Keputusan (?:Menteri|Bupati)|Peraturan (?:Pemerintah|Presiden|Menteri|Daerah|Bupati))\b"
    r"[^.;()]{0,90}?\b(?:Nomor|Nomer|No\.?)?\s*:?\s*\d[\w./-]*(?:\s+Tahun\s+\d{4})?"
    r"|(?P<bare>\b(?:(?P<first>PER|KEP)/\d+|\d+/(?P<second>PER|KEP))/M\.\s?PAN/\d{1,2}/\d{4}\b)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\s+tentang\s+", re.IGNORECASE)
_YEAR = re.compile(r"^(?P<number>.+?)\s+(?:tahun|thn?\.?)\s*(?P<year>\d{4})$", re.IGNORECASE)
# The title in a column of its own, or behind the year without "tentang"; or what the rule was amended by.
_WITHOUT_ABOUT = re.compile(
    r"^(?P<number>\d[\w./-]*(?:\s+(?i:tahun|thn?\.?)\s*\d{4})?)(?:\s*[,;:–|-]\s*|\s+)"
    r"(?P<title>(?:(?!(?i:tahun|tanggal|nomor|nomer|no)\b)[A-Z][a-z]"
    r"|(?i:jo\b|juncto|terakhir|sebagaimana|beserta|dan perubahan)).*)$"
)
_DATED = re.compile(r"^(?P<number>.+?)\s+tanggal\s+(?P<date>.+)$", re.IGNORECASE)

_MENPAN = re.compile(r"^(?:(?:PER|KEP)/(\d+)|(\d+)/(?:PER|KEP))/M\.PAN/(\d{1,2})/(\d{4})$")
_MENPAN_WORD = {K.PERMENPAN: "PER", K.KEPMENPAN: "KEP"}
_DECREE = re.compile(r"^(\d{2,3}(?:\.\d+)*)/(\d+)/(\d{1,3}(?:\.\d+)*)/(\d{4})$")
# Other regions put more into it: "188.45/12/KEP/429.011/2023".
_LONGER_DECREE = re.compile(r"^(\d{2,3}(?:\.\d+)*(?:/(?:\d[\d.]*|[A-Z][A-Z.-]{1,15})){3,4})/(\d{4})$")
_PLAIN = re.compile(r"^(\d{1,4})(?:/(\d{4}))?$")
# "67/PERMENTAN/SM.050/12/2016", "PER.10/MEN/VIII/2011", "P.83/MENLHK/SETJEN/KUM.1/10/2016".
_OF_MINISTRIES = re.compile(
    r"(?:(\d{1,4})/PERMEN[A-Z-]*|P(?:ER)?[./-]?(\d{1,4})/(?:PERMEN|MEN)[A-Z-]*)(?:/[A-Z0-9.-]+)*/(\d{4})"
)
_KEPMENDAGRI = re.compile(r"^(\d{1,3}(?:\.\d+)*-\d{1,5})(?:/(\d{4}))?$")
_CIRCULAR = re.compile(r"^\d{1,4}/\d{1,5}/[A-Z]{2,6}$")
_PLAIN_KINDS = frozenset(
    {K.UU, K.PP, K.PERPRES, K.INPRES, K.PERMENPANRB, K.PERMENDAGRI, K.PMA, K.PERDA, K.PERBUP}
    | {K.PERMEN, K.PERDA_PROVINSI, K.PERGUB, K.PERKAP, K.PERPOL, K.PERPU, K.KEPPRES}
)
_NAMED = frozenset({K.PERMEN, K.PERDA_PROVINSI, K.PERGUB})
OF_KABUPATEN = frozenset({K.PERDA, K.PERBUP, K.KEPBUP})
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True)
class Citation:
    """One rule as cited. `number` and `title` are as written; `key` is "" when the number cannot be read.

    `place`: the region or the ministry as written, where the citation names one ("Kabupaten Jember" gives
    "Jember"). The key of another region's rule bears its name ("perbup-jember:5:2020").
    """

    kind: InstrumentKind
    number: str
    year: int | None
    title: str
    key: str
    place: str = ""

    @property
    def kind_name(self) -> str:
        """As printed, with its region or ministry: "Peraturan Menteri Sosial", "Peraturan Bupati Jember"."""
        name = NAMES[self.kind]
        if self.is_foreign:
            return name.replace(HOME, self.place)
        return f"{name} {self.place}".strip() if self.kind in _NAMED else name

    @property
    def is_foreign(self) -> bool:
        """Whether it is the rule of another kabupaten or city."""
        return self.kind in OF_KABUPATEN and bool(self.place) and self.place.casefold() != HOME.casefold()


def normalise(kind: InstrumentKind, number: str, year: int | None) -> str:
    """The key of a rule ("uu:23:2014", "kepbup-lumajang:188.45:8:427.12:2022"), or "" if there is none.

    `number` as printed, without the word "Nomor"; `year` where it stands apart ("Tahun 2014").
    A year that contradicts the one inside the number gives no key.
    """
    tight = re.sub(r"\s+", "", number).upper()
    parts, own_year = _parts(kind, tight)
    if not parts or (own_year and year and own_year != year):
        return ""
    settled = own_year or year
    if settled is None:
        return ":".join([kind.value, *parts]) if kind is K.SE_MENDAGRI else ""
    if not _FIRST_YEAR <= settled <= _LAST_YEAR:
        return ""
    return ":".join([kind.value, *parts, str(settled)])


def parse_citation(text: str) -> Citation | None:
    """Read "Peraturan Bupati Lumajang Nomor : 96 Tahun 2019 tentang ...". None if no kind of rule is named.

    The number and the title come back as written; only the key is normalised.
    """
    flat = _OF_THE_STATE.sub("", " ".join(text.split()).rstrip(" ;."), count=1)
    for kind, spelling in _SPELLINGS:
        match = re.match(rf"(?:{spelling})\s+{_NUMBER_WORD}(?P<rest>.+)$", flat, re.IGNORECASE)
        if match:
            return _placed(_citation(kind, match["rest"]), match.groupdict().get("place") or "")
    return None


def cited_within(text: str) -> list[str]:
    """The rules that a text names in passing, each as a citation; a bare Menpan number gets its kind."""
    found = []
    for match in _IN_PASSING.finditer(text):
        word = (match["first"] or match["second"] or "").upper()
        kinds = {word: kind for kind, word in _MENPAN_WORD.items()}
        found.append(f"{NAMES[kinds[word]]} Nomor {match['bare']}" if word else match[0])
    return found


def _placed(citation: Citation, place: str) -> Citation:
    """The citation with the region or ministry it names, in its key too unless it is the kabupaten's own."""
    named = replace(citation, place=place)
    slug = "-".join(re.findall(r"[a-z]+", place.casefold()))
    if not slug or not citation.key:
        return named
    kind, rest = citation.key.split(":", maxsplit=1)
    if named.is_foreign:
        kind = kind.replace(HOME.casefold(), slug)
    elif citation.kind in _NAMED:
        kind = f"{kind}-{slug}"
    return replace(named, key=f"{kind}:{rest}")


def _citation(kind: InstrumentKind, rest: str) -> Citation:
    head, *about = _ABOUT.split(rest, maxsplit=1)
    number, year = head.strip(), None
    if dated := _DATED.match(number):
        number, year = dated["number"], _year_in(dated["date"])
    if with_year := _YEAR.match(number):
        number, year = with_year["number"], int(with_year["year"])
    key = normalise(kind, number, year)
    if not key and (named := _WITHOUT_ABOUT.match(rest.strip())):
        found = _citation(kind, named["number"])
        if found.key:
            return replace(found, title=named["title"])
    settled = year if year is not None or not key else _year_in(key)
    return Citation(kind=kind, number=number, year=settled, title=about[0] if about else "", key=key)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _year_in(text: str) -> int | None:
    match = re.search(r"(\d{4})$", text.strip())
    return int(match[1]) if match else None


def _parts(kind: InstrumentKind, tight: str) -> tuple[list[str], int | None]:
    """The pieces of a number and the year it carries; ([], None) when no such number is ever given out."""
    if kind in _MENPAN_WORD:
        return _menpan_parts(kind, tight)
    if kind in {K.KEPBUP, K.KEPCAM}:
        return _decree_parts(tight)
    if kind is K.PERMEN and (own := _OF_MINISTRIES.fullmatch(tight)):
        tight = f"{own[1] or own[2]}/{own[3]}"
    if kind in _PLAIN_KINDS and (plain := _PLAIN.match(tight)) and int(plain[1]):
        return [str(int(plain[1]))], _number(plain[2])
    if kind is K.KEPMENDAGRI and (ministry := _KEPMENDAGRI.match(tight)):
        return [ministry[1]], _number(ministry[2])
    if kind is K.SE_MENDAGRI and _CIRCULAR.match(tight):
        return tight.lower().split("/"), None
    return [], None


def _decree_parts(tight: str) -> tuple[list[str], int | None]:
    if decree := _DECREE.match(tight):
        code, serial, unit, year = decree.groups()
        return [code, str(int(serial)), unit], int(year)
    longer = _LONGER_DECREE.match(tight)
    return (longer[1].lower().split("/"), int(longer[2])) if longer else ([], None)


def _menpan_parts(kind: InstrumentKind, tight: str) -> tuple[list[str], int | None]:
    """`KEP/25/M.PAN/2/2004` and `25/KEP/M.PAN/2/2004` are one number: serial, month, year."""
    match = _MENPAN.match(tight)
    if not match or _MENPAN_WORD[kind] not in tight:
        return [], None
    serial, month = int(match[1] or match[2]), int(match[3])
    if not (serial and 1 <= month <= 12):
        return [], None
    return [str(serial), str(month)], int(match[4])
