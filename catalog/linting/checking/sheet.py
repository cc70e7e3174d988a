"""A standard as the rules read it: components, heads of pages, control, contacts, posts (pure)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from regulations.citations import cited_within
from standards.vocabulary import ComponentKey

# Not behind "a.n.", "s.d." and "u.b.".
_SENTENCE = re.compile(r"(?<=[.;])(?<!\ba\.n\.)(?<!\bs\.d\.)(?<!\bu\.b\.)\s+(?=[A-Z(])|\s*;\s*")
_OFFICE = re.compile(
    r"\b(?P<level>KECAMATAN|KELURAHAA?N|KANTOR LURAH|KANTOR CAMAT|Kecamatan|Kelurahaa?n|Kantor Lurah"
    r"|Kantor Camat)"
    r"\s+(?P<name>[A-Z][A-Za-z']+(?:\s+(?:Lor|Kidul|Wetan|Kulon|LOR|KIDUL))?)"
)
_REGION = re.compile(r"\b(?:KABUPATEN|Kabupaten|KOTA|Kota)\s+(?P<name>[A-Z][A-Za-z]{3,})\b")
ENACTED = re.compile(
    r"\b(?:Keputusan|Kep\.)\s+(?:Camat|Lurah)\b(?:(?!;|\bMengingat\b|\bMenimbang\b).){0,40}?\b(?:Nomor\b|No\.)\s*:?\s*(?P<number>[\d.\s/_…-]*(?:tahun\s+\d{4})?)",
    re.IGNORECASE,
)
# In the head of a document: "Nomor Keputusan : 188.45/15/427.90/2026".
_NUMBERED = re.compile(
    r"\b(?:nomor|no\.)\s+(?:surat\s+)?(?:keputusan|SK)(?:\s+(?:camat|lurah|penetapan))*\b[^:\d]{0,20}:\s*"
    r"(?P<number>\d[\d.\s/_…-]*(?:tahun\s+\d{4})?)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:/|\btahun\s+)(?P<year>20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One component: its heading as written and its items. `merged`: under another component's heading.
    `numbers`: those typed before the items of a document. `lists`: how many lists it holds."""

    heading: str = ""
    items: tuple[str, ...] = ()
    merged: bool = False
    numbers: tuple[int, ...] = ()
    lists: int = 1

    @cached_property
    def text(self) -> str:
        return " \n".join(self.items)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Sentence by sentence; an item never runs into the next."""
        return tuple(part for item in self.items for part in _SENTENCE.split(item) if part.strip(" .;"))


# "Surat Keterangan Usaha ialah surat …".
_DEFINES = re.compile(
    r"\W*(?:surat|rekomendasi|legalisasi|pengesahan|dispensasi|pengantar|SK[A-Z]{1,3})\b[^.:;]{0,90}?\s(?:adalah|ialah)\s",
    re.IGNORECASE,
)
_NOTHING = Part()


@dataclass(frozen=True, slots=True)
class Contact:
    """`target` is "" where the printed form cannot be used."""

    kind: str
    shown: str
    target: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A row of the competence table. Empty fields are empty in the document."""

    name: str = ""
    education: str = ""
    training: str = ""
    skills: str = ""
    experience: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    amount: int
    unit: str
    condition: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    number: str = ""
    revision: str = ""
    revised_on: date | None = None
    issued_on: date | None = None
    people: tuple[str, str, str] = ("", "", "")
    posts: tuple[str, str, str] = ("", "", "")
    lines: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.number or self.revision or self.issued_on or any(self.people))


@dataclass(frozen=True)
class Sheet:
    """`office`: slug, or the name read in a file. `region`: the kabupaten or city that the head names.
    `drawn_here`: written in Loket, which draws headings, page numbers and control table itself. `groups`:
    which headings of the two groups stand in the document, `group_lines` as written. `loose`: what stands
    outside of all components and heads. `grouped`: the requirements are those of several variants of the
    service. `under`: the group (`linting.checking.grouping`) whose heading a component stands below."""

    service: str
    title: str
    parts: Mapping[ComponentKey, Part]
    office: str = ""
    level: str = ""
    region: str = ""
    order: tuple[ComponentKey, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    heads: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    control: Control = Control()
    groups: tuple[str, ...] = ()
    group_lines: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    cited: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    staff: tuple[str, ...] = ()
    staff_total: int | None = None
    supervisor: str = ""
    promise: Promise | None = None
    rupiah: int | None = None
    chart: str = ""
    grouped: bool = False
    under: Mapping[ComponentKey, str] = field(default_factory=dict)
    drawn_here: bool = False

    def part(self, key: ComponentKey) -> Part:
        return self.parts.get(key, _NOTHING)

    def text(self, *keys: ComponentKey) -> str:
        return " \n".join(self.part(key).text for key in keys)

    @cached_property
    def whole(self) -> str:
        """The words of all components."""
        return self.text(*ComponentKey)

    def said_in(self, *keys: ComponentKey) -> Iterator[tuple[ComponentKey | None, str]]:
        """What is defined, then sentence by sentence what these components say, each with where it stands."""
        yield from ((None, text) for text in self.definitions)
        for key in keys:
            yield from ((key, sentence) for sentence in self.part(key).sentences)

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The lines outside all components: control, heads, signatures, rows beyond the 14."""
        rows = (text for row in self.extra for text in row)
        return tuple(dict.fromkeys((*self.control.lines, *self.heads, *self.loose, *rows)))

    @cached_property
    def texts(self) -> tuple[tuple[ComponentKey | None, str], ...]:
        """All that is written, with the component it stands in."""
        return (
            *((None, text) for text in self.beside),
            *((key, self.part(key).text) for key in ComponentKey),
        )

    @cached_property
    def folded(self) -> str:
        """All that is written, in small letters: what is not in here no rule need look for."""
        return " \n".join([self.title, *(text for _where, text in self.texts)]).casefold()

    @cached_property
    def cited_elsewhere(self) -> tuple[tuple[ComponentKey, str], ...]:
        """Rules that other components than the legal basis name in passing."""
        others = (key for key in ComponentKey if key is not ComponentKey.DASAR_HUKUM)
        return tuple((key, text) for key in others for text in cited_within(self.part(key).text))

    @cached_property
    def enactments(self) -> tuple[re.Match[str], ...]:
        """Decrees of the head named outside the components, also over two lines."""
        words = " ".join([*self.loose, *(" ".join(row) for row in self.extra)])
        found = (*ENACTED.finditer(words), *_NUMBERED.finditer(words))
        return tuple(sorted(found, key=lambda match: match.start()))

    @cached_property
    def enacted_in(self) -> int | None:
        """The year of the decree that sets the standard, named outside the components."""
        years = [int(year["year"]) for match in self.enactments if (year := _YEAR.search(match["number"]))]
        return max(years, default=None)

    @cached_property
    def is_enacted(self) -> bool:
        """Whether a decree with a whole number sets the standard."""
        return any(len(re.findall(r"\d+", match["number"])) > 1 for match in self.enactments)

    @cached_property
    def definitions(self) -> tuple[str, ...]:
        """The texts of rows that define something, and lines before the components that do."""
        rows = (text for heading, text in self.extra if re.search(r"definisi|pengertian", heading, re.I))
        return (*rows, *(text for text in self.loose if _DEFINES.match(text)))


def region_in(text: str) -> str:
    """The kabupaten or city a letterhead names: "PEMERINTAH KABUPATEN JEMBER" gives "Jember"; "" for none."""
    match = _REGION.search(text)
    return match["name"].title() if match else ""


def office_in(text: str) -> tuple[str, str]:
    """(name, level) of the first office named: ("Lumajang", "kecamatan"); ("", "") when none is.

    In a letterhead the kelurahan stands on a line of its own below its kecamatan; then it is the office.
    """
    lines = [line.strip() for line in text.splitlines()]
    alone = [match for line in lines if (match := _OFFICE.fullmatch(line))]
    own = [match for match in alone if "lurah" in match["level"].casefold()]
    match = own[0] if own else _first_office(text)
    if not match:
        return "", ""
    level = "kelurahan" if "lurah" in match["level"].casefold() else "kecamatan"
    return match["name"].title(), level


def _first_office(text: str) -> re.Match[str] | None:
    """The first one named; of "KECAMATAN KEPANJEN KELURAHAN ARDIREJO" on one line the second."""
    first, *others = [*_OFFICE.finditer(text), None][:2]
    below = others[0] if first and others else None
    if (
        first
        and below
        and "lurah" in below["level"].casefold()
        and not text[first.end() : below.start()].strip(" \n\t-–—,·|/")
    ):
        return below
    return first
