"""Citations: readable, in the register, in force, rightly titled, of this region (rules; pure)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.region import region_of
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import words
from regulations.citations import NAMES, OF_KABUPATEN, Citation, InstrumentKind, normalise, parse_citation
from regulations.lawbook import Entry
from regulations.register import Status
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
LAWS = ComponentKey.DASAR_HUKUM
_LOOKS_LIKE_LAW = seek(
    r"\b(?:[Uu]ndang|peraturan|keputusan|[Ii]nstruksi|[Ee]daran|UU|PP|Per\w+|Kep\w+|SK|SE)\b"
)
_GROUNDS = (
    ("uu:25:2009", "UU 25/2009"),
    ("pp:96:2012", "PP 96/2012"),
    ("permenpanrb:15:2014", "Permenpan RB 15/2014"),
)
_SURVEY = ("permenpanrb:14:2017", "Permenpan RB 14/2017")
_SURVEYS = seek(r"\bSKM\b|\bsurve[iy]\b|\bindeks kepuasan\b|\bIKM\b", re.IGNORECASE)
# A number of the ministry without the kind of rule before it.
_BARE_MENPAN = seek(r"^\W*(?:(PER|KEP)/\d+|\d+/(PER|KEP))/M\.\s?PAN/")
_BARE = {"PER": NAMES[InstrumentKind.PERMENPAN], "KEP": NAMES[InstrumentKind.KEPMENPAN]}
_CODE = seek(r"^\W*(?:kitab undang|UUD\b|KUH)", re.IGNORECASE)
_PANRB_SINCE = 2010
_NUMBERED = seek(
    r"\([^)]*\)|(?:\b(?:nomor|no\.?)\s*)?\b\d+\s*(?:\btahun\b|\bthn?\b\.?|/)\s*\d{4}\b(?:\s+tentang\b)?",
    re.IGNORECASE,
)
_LIKE, SLIP = 0.75, 0.74


@lru_cache(maxsize=4096)
def cited(text: str) -> Citation | None:
    """One reading of a citation; the rules ask for it again and again."""
    found = parse_citation(
        f"{_BARE[kind[1] or kind[2]]} Nomor {text}" if (kind := _BARE_MENPAN.match(text)) else text
    )
    if found is None or found.key or found.kind is not InstrumentKind.PERMENPAN:
        return found
    return _of_ministry(found)


def _of_ministry(found: Citation) -> Citation:
    """A ministry's rule under the old name or kind: since 2010 it is that of PANRB; "KEP/…" is a decision."""
    decided = re.search(r"\bKEP/", found.number)
    kind = InstrumentKind.KEPMENPAN if decided else InstrumentKind.PERMENPANRB
    if not decided and (found.year or 0) < _PANRB_SINCE:
        return found
    key = normalise(kind, found.number, found.year)
    return replace(found, kind=kind, key=key) if key else found


def citations(sheet: Sheet) -> Iterator[tuple[str, Citation]]:
    """Each citation that names a kind of rule, with its words."""
    for text in sheet.cited:
        if found := cited(text):
            yield text, found


def entry_of(found: Citation, sheet: Sheet, context: Context) -> Entry | None:
    """The rule in the register. A Perda or Perbup without its region is that of the standard's own."""
    named = found.kind not in OF_KABUPATEN or found.place or region_of(sheet, context) == context.region
    return context.laws.find(found.key) if found.key and named else None


@rules("citation_number", E)
def citation_number(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """A number nobody could have issued, mostly a slash read as 1."""
    for text, found in citations(sheet):
        if found.key:
            continue
        meant = meant_by(found, context)
        if not re.search(r"\d", found.number):
            yield Hit(
                LAWS,
                text,
                said(_("{kind} ini dikutip tanpa nomor."), kind=NAMES[found.kind]),
                _("Tulis nomor dan tahunnya."),
            )
            continue
        yield Hit(
            LAWS,
            text,
            said(
                _("Nomor “{number}” tidak terbaca sebagai nomor {kind}."),
                number=found.number,
                kind=NAMES[found.kind],
            ),
            said(_("Cocokkan dengan naskahnya; mungkin {meant}."), meant=meant.cited)
            if meant
            else _("Cocokkan nomor dan tahunnya dengan naskahnya."),
        )


def meant_by(found: Citation, context: Context) -> Entry | None:
    """The rule of the same kind whose title or number is most alike."""
    of_kind = context.laws.by_kind.get(found.kind.value, ())
    likeness = {
        entry.key: max(
            alike(found.title, entry.title),
            alike(re.sub(r"\W", "", found.number), re.sub(r"\W", "", entry.cited.split("Nomor ")[-1])),
        )
        for entry in of_kind
    }
    best = max(of_kind, key=lambda entry: likeness[entry.key], default=None)
    return best if best and likeness[best.key] >= _LIKE else None


def alike(one: str, other: str) -> float:
    """Likeness from 0 to 1; 0 also where a quick look shows that it is below all that is asked for."""
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    least = min(_LIKE, SLIP)
    return matcher.ratio() if matcher.real_quick_ratio() >= least <= matcher.quick_ratio() else 0.0


@rules("law_future", E)
def law_future(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """A rule of a year that has not begun."""
    for text, found in citations(sheet):
        if found.year and found.year > context.today.year:
            yield Hit(
                LAWS,
                text,
                said(_("Tahun {year} belum tiba."), year=found.year),
                _("Cocokkan nomor dan tahunnya dengan naskahnya."),
            )


@rules("law_number_differs", E)
def law_number_differs(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """A number the register does not have, under the very title of another rule of its kind."""
    for text, found in citations(sheet):
        if meant := _misnumbered(found, context):
            yield Hit(
                LAWS,
                text,
                said(_("Judul ini milik {meant}; nomor atau tahunnya lain."), meant=meant.cited),
                said(_("Cocokkan dengan naskahnya; mungkin {meant}."), meant=meant.cited),
            )


def _misnumbered(found: Citation, context: Context) -> Entry | None:
    """The rule whose very title stands under this other number."""
    if not found.key or context.laws.find(found.key) or found.is_foreign or not found.title.strip():
        return None
    meant = meant_by(found, context)
    return meant if meant and terms(found.title) == terms(meant.title) else None


def _slipped(found: Citation, context: Context) -> Entry | None:
    return _misnumbered(found, context) if found.key else meant_by(found, context)


@rules("citation_unknown", I)
def citation_unknown(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """An item of the legal basis that names no kind of rule the register knows."""
    for text in sheet.cited:
        if cited(text) is None and not _CODE.match(text):
            yield Hit(
                LAWS,
                text,
                _("Butir ini tidak terbaca sebagai kutipan peraturan."),
                _("Tulis jenis, nomor, tahun, dan judulnya."),
                None if _LOOKS_LIKE_LAW.search(text) else W,
            )


@rules("law_revoked", E)
def law_revoked(sheet: Sheet, context: Context) -> Iterator[Hit]:
    for where, text, entry in _entries(sheet, context):
        if entry.status is Status.REVOKED and entry.ended(context.today):
            yield no_longer(where, text, entry, context)


@rules("law_outdated", W)
def law_outdated(sheet: Sheet, context: Context) -> Iterator[Hit]:
    for where, text, entry in _entries(sheet, context):
        if entry.status is Status.OUTDATED and entry.ended(context.today):
            yield no_longer(where, text, entry, context)


def _entries(sheet: Sheet, context: Context) -> Iterator[tuple[ComponentKey, str, Entry]]:
    """Rules of the register with the component that cites them; other components cite in passing."""
    for text, found in citations(sheet):
        if entry := entry_of(found, sheet, context):
            yield LAWS, text, entry
    for key, text in sheet.cited_elsewhere:
        named = cited(text)
        if named and (entry := entry_of(named, sheet, context)):
            yield key, text, entry


def no_longer(where: ComponentKey, text: str, entry: Entry, context: Context) -> Hit:
    why = {
        Status.REVOKED: _("{law} sudah dicabut{since}."),
        Status.OUTDATED: _("{law} sudah usang{since}; pencabutan resminya belum ditemukan."),
    }[entry.status]
    since = said(_(" sejak {day}"), day=entry.since.strftime("%d-%m-%Y")) if entry.since else ""
    mend = _mend(context.laws.chain(entry.key))
    return Hit(where, text, said(why, law=entry.cited, since=since), mend)


def _mend(chain: tuple[Entry, ...]) -> "str | Promise":
    """The newest rule; on a way over several, each with the day it came."""
    if not chain:
        return _("Tanyakan penggantinya kepada Bagian Hukum.")
    if len(chain) == 1:
        return said(_("Ganti dengan {newest}."), newest=chain[0].cited)
    steps = ", ".join(one.cited + (f" ({one.since:%d-%m-%Y})" if one.since else "") for one in chain)
    return said(
        _("Ganti dengan {newest}. Urutan penggantinya: {chain}."), newest=chain[-1].cited, chain=steps
    )


@rules("law_unregistered", I)
def law_unregistered(sheet: Sheet, context: Context) -> Iterator[Hit]:
    for text, found in citations(sheet):
        if found.key and not found.is_foreign and entry_of(found, sheet, context) is None:
            yield Hit(
                LAWS,
                text,
                _("Peraturan ini belum ada dalam register hukum, sehingga statusnya tidak dapat diperiksa."),
                _("Minta Bagian Hukum mencatatnya dalam register."),
            )


@rules("law_kind_name", W)
def law_kind_name(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The issuer's name written out, but with a word left out."""
    for text, found in citations(sheet):
        name = NAMES[found.kind].split()
        head = text.split(found.number)[0].split()
        written = {word.casefold().strip(":.,") for word in head}
        written |= {"republik", "indonesia"} if "ri" in written else set()
        lacking = [word for word in name if word.casefold() not in written]
        begun = {name[0].casefold(), "peraturan", "keputusan"} & written
        spelled_out = len(head) >= len(name) - 1 and begun and len(name) > 3
        if spelled_out and 0 < len(lacking) <= 2 and len(name) - len(lacking) >= 3 and not _is_place(lacking):
            yield Hit(
                LAWS,
                text,
                said(_("Nama peraturannya kurang kata “{words}”."), words=" ".join(lacking)),
                said(_("Tulis {name}."), name=NAMES[found.kind]),
            )


def _is_place(lacking: list[str]) -> bool:
    return set(lacking) <= {"Kabupaten", "Lumajang"}


@lru_cache(maxsize=4096)
def terms(title: str) -> tuple[str, ...]:
    """Words of a title, abbreviations written out; parentheses and numbers of other rules left out."""
    text = _NUMBERED.sub(" ", title)
    for short_form, long_form in words()["abbreviations"].items():
        text = re.sub(rf"\b{short_form}\b", long_form, text)
    return tuple(word for word in re.findall(r"\w+", text.casefold()) if word not in {"contoh"})


@rules("law_untitled", W)
def law_untitled(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A number alone: no reader knows what the rule is about."""
    for text, found in citations(sheet):
        if found.key and not found.title.strip():
            yield Hit(
                LAWS,
                text,
                _("Peraturan ini dikutip tanpa judul."),
                _("Tulis “tentang …” sesuai naskahnya."),
            )


@rules("law_missing", W)
def law_missing(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """The rules every standard rests on, and that of the survey where it has one."""
    if not sheet.cited:
        return
    keys = {found.key for _text, found in citations(sheet)}
    wanted = [*_GROUNDS, *([_SURVEY] if _SURVEYS.search(sheet.part(ComponentKey.EVALUASI).text) else [])]
    lacking = [name for key, name in wanted if not {key, context.laws.newest(key)} & keys]
    if lacking:  # a slip in the number, or a citation without its year, is said by itself
        keys |= {meant.key for _text, found in citations(sheet) if (meant := _slipped(found, context))}
        lacking = [name for key, name in wanted if not {key, context.laws.newest(key)} & keys]
    # The law and the ministry's rule say what the regulation between them says.
    slight = set(lacking) <= {_GROUNDS[1][1], _SURVEY[1]}
    if lacking:
        yield Hit(
            LAWS,
            ", ".join(lacking),
            said(_("Dasar hukum pelayanan publik tidak dikutip: {laws}."), laws=", ".join(lacking)),
            _("Tambahkan ke dasar hukum."),
            I if slight else None,
        )


@rules("law_twice", W)
def law_twice(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    seen: set[str] = set()
    for text, found in citations(sheet):
        if found.key and found.key in seen:
            yield Hit(LAWS, text, _("Peraturan ini dikutip dua kali."), _("Hapus salah satunya."))
        seen.add(found.key)
