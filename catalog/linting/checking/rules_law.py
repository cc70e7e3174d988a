"""Citations: readable, in the register, in force, rightly titled, of this region (rules; pure)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from linting.checking.vocabulary import words
from regulations.citations import NAMES, Citation, InstrumentKind, normalise, parse_citation
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
_SMALL = frozenset(
    {"dan", "atau", "di", "ke", "dari", "yang", "untuk", "pada", "tentang", "dalam", "serta", "terhadap"}
)
# A number of the ministry without the kind of rule before it.
_BARE_MENPAN = seek(r"^\W*(?:(PER|KEP)/\d+|\d+/(PER|KEP))/M\.\s?PAN/")
_BARE = {"PER": NAMES[InstrumentKind.PERMENPAN], "KEP": NAMES[InstrumentKind.KEPMENPAN]}
_CODE = seek(r"^\W*(?:kitab undang|UUD\b|KUH)", re.IGNORECASE)
_PANRB_SINCE = 2010
_INNER = seek(r"(?P<rule>\bnomor\s+\d+\s+tahun\s+\d+)\s+tentang\b.*", re.IGNORECASE)
_NUMBERED = seek(
    r"\([^)]*\)|(?:\b(?:nomor|no\.?)\s*)?\b\d+\s*(?:\btahun\b|\bthn?\b\.?|/)\s*\d{4}\b(?:\s+tentang\b)?",
    re.IGNORECASE,
)
_AMENDED_BY = seek(
    r"\b(?:diubah|terakhir)\s+(?:\w+\s+){0,3}?dengan\s+"
    r"(?P<by>(?:Undang|Peraturan|UU|PP|Per[a-z]+)\b.*?)(?=\W+(?:dan\s+)?terakhir\b|\)|$)",
    re.IGNORECASE,
)
_LIKE, _SLIP = 0.75, 0.74
_MOST_APART = 3


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


@rules("citation_number", E)
def citation_number(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """A number nobody could have issued, mostly a slash read as 1."""
    for text, found in citations(sheet):
        if found.key:
            continue
        meant = _meant(found, context)
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


def _meant(found: Citation, context: Context) -> Entry | None:
    """The rule of the same kind whose title or number is most alike."""
    of_kind = context.laws.by_kind.get(found.kind.value, ())
    likeness = {
        entry.key: max(
            _alike(found.title, entry.title),
            _alike(re.sub(r"\W", "", found.number), re.sub(r"\W", "", entry.cited.split("Nomor ")[-1])),
        )
        for entry in of_kind
    }
    best = max(of_kind, key=lambda entry: likeness[entry.key], default=None)
    return best if best and likeness[best.key] >= _LIKE else None


def _alike(one: str, other: str) -> float:
    """Likeness from 0 to 1; 0 also where a quick look shows that it is below all that is asked for."""
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    least = min(_LIKE, _SLIP)
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
    meant = _meant(found, context)
    return meant if meant and terms(found.title) == terms(meant.title) else None


def _slipped(found: Citation, context: Context) -> Entry | None:
    return _misnumbered(found, context) if found.key else _meant(found, context)


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
            yield _ended(where, text, entry, context)


@rules("law_outdated", W)
def law_outdated(sheet: Sheet, context: Context) -> Iterator[Hit]:
    for where, text, entry in _entries(sheet, context):
        if entry.status is Status.OUTDATED and entry.ended(context.today):
            yield _ended(where, text, entry, context)


def _entries(sheet: Sheet, context: Context) -> Iterator[tuple[ComponentKey, str, Entry]]:
    """Rules of the register with the component that cites them; other components cite in passing."""
    for text, found in citations(sheet):
        if found.key and (entry := context.laws.find(found.key)):
            yield LAWS, text, entry
    for key, text in sheet.cited_elsewhere:
        named = cited(text)
        if named and named.key and (entry := context.laws.find(named.key)):
            yield key, text, entry


def _ended(where: ComponentKey, text: str, entry: Entry, context: Context) -> Hit:
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
        if found.key and not found.is_foreign and context.laws.find(found.key) is None:
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


@rules("law_title", W)
def law_title(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """The title as in the register: cut short (error), a word left out or misspelt (warning)."""
    for text, found in (*citations(sheet), *_amending(sheet)):
        entry = context.laws.find(found.key) if found.key else _meant(found, context)
        if entry is None or not found.title.strip():
            continue
        written, official = terms(found.title), terms(_as_long(entry.title, found.title))
        slips = {
            word: near
            for word in dict.fromkeys(written)
            if word not in official and (near := _near(word, official, written))
        }
        mended = tuple(slips.get(word, word) for word in written)
        lacking = [word for word in dict.fromkeys(official) if word not in mended and word not in _SMALL]
        if slips:
            pairs = ", ".join(f"{wrong} → {right}" for wrong, right in slips.items())
            yield _title(text, said(_("Judul salah tulis: {pairs}."), pairs=pairs), entry, W)
        if lacking and mended == official[: len(mended)] and not _only_region(lacking, context):
            why = said(_("Judul terpotong; kurang “{words}”."), words=" ".join(official[len(mended) :]))
            yield _title(text, why, entry, E)
        elif lacking and len(lacking) <= _MOST_APART and not _shortened(mended, lacking):
            why = said(_("Judul kurang kata “{words}”."), words=" ".join(lacking))
            yield _title(text, why, entry, W)
        elif (
            not lacking
            and mended != official
            and mended[: len(official)] != official
            and _added(mended, official)
        ):
            why = said(
                _("Judul memuat kata yang bukan miliknya: “{words}”."),
                words=" ".join(_added(mended, official)),
            )
            yield _title(text, why, entry, W)
        elif lacking and set(mended) - _SMALL and len(lacking) > len(set(official)) / 3:
            truncated = set(mended) <= set(official)
            why = _("Judul lain dari judul resminya.")
            yield _title(text, why, entry, E if truncated else W)


def _amending(sheet: Sheet) -> Iterator[tuple[str, Citation]]:
    """The rules by which a cited one is said to be amended."""
    for text in sheet.cited:
        for match in _AMENDED_BY.finditer(text):
            if (found := cited(match["by"])) and found.key:
                yield text, found


def _as_long(official: str, written: str) -> str:
    """The title without the title of the rule it carries out, where the citation leaves that away."""
    return official if _INNER.search(written) else _INNER.sub(lambda inner: inner["rule"], official)


def _title(text: str, why: object, entry: Entry, severity: Severity) -> Hit:
    return Hit(LAWS, text, why, said(_("Judul resmi: “{title}”."), title=entry.title), severity)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def terms(title: str) -> tuple[str, ...]:
    """Words of a title, abbreviations written out; parentheses and numbers of other rules left out."""
    text = _NUMBERED.sub(" ", title)
    for short_form, long_form in words()["abbreviations"].items():
        text = re.sub(rf"\b{short_form}\b", long_form, text)
    return tuple(word for word in re.findall(r"\w+", text.casefold()) if word not in {"contoh"})


def _near(word: str, official: Sequence[str], written: Sequence[str]) -> str:
    """The official word that `word` is a slip of, "" when it is another word."""
    if len(word) < 4:
        return ""
    best = max((one for one in official if one not in written), key=lambda one: _alike(word, one), default="")
    return best if len(best) >= 4 and best[0] == word[0] and _alike(word, best) >= _SLIP else ""


def _added(mended: Sequence[str], official: Sequence[str]) -> list[str]:
    """Words of the citation that the title does not have; a word or two may be how the office explains it."""
    known = {*official, *_SMALL, "republik", "indonesia"}
    added = [word for word in dict.fromkeys(mended) if word not in known]
    return added if len(added) > 1 else []


def _only_region(lacking: list[str], context: Context) -> bool:
    return set(lacking) <= {"kabupaten", context.region.casefold()}


def _shortened(mended: Sequence[str], lacking: Sequence[str]) -> bool:
    return not set(mended) - _SMALL or len(lacking) >= len(mended)


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
