"""Titles of rules, and rules named inside them, by the register (rules over one standard; pure)."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.rules_law import (
    LAWS,
    SLIP,
    alike,
    citations,
    cited,
    entry_of,
    meant_by,
    no_longer,
    terms,
)
from linting.checking.sheet import Sheet
from regulations.citations import Citation
from regulations.lawbook import Entry
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_INSIDE = seek(
    r"\b(?:nomor|nomer|no\.?)\s*(?P<number>\d{1,4})\s*(?:tahun|thn?\.?|/)\s*(?P<year>\d{4})\b", re.IGNORECASE
)
_WITHOUT_WORD = seek(r"\b(?:UU|PP|Perpres|Permen\w*)\s+(?P<number>\d{1,4})/(?P<year>\d{4})\b")
# What follows tells how the rule itself was amended, not what it is about.
_AMENDED = seek(
    r"[\s,(]*\b(?:sebagaimana|terakhir|juncto|jo\.?|diubah|beserta|dan perubahan\w*)\b", re.IGNORECASE
)
_NAMED = seek(
    r"\b(?:atas|pelaksanaan|pencabutan|penetapan)\s+"
    r"(?P<rule>(?:Undang|Peraturan|Keputusan|Instruksi|UU|PP|Per[a-z]+)\b.*)$",
    re.IGNORECASE,
)
_INNER = seek(r"(?P<rule>\bnomor\s+\d+\s+tahun\s+\d+)\s+tentang\b.*", re.IGNORECASE)
_NO_ABOUT = seek(
    r"^(?:(?!\b[Tt]entang\b)[^,;:|(])*?\bTahun\s+\d{4}\s+"
    r"(?!tentang\b|Tentang\b|TENTANG\b|jo\b|tanggal\b|sebagaimana\b|mengenai\b|perihal\b|ttg\b)[A-Z][a-z]{3,}\b"
)
_IN_PASSING = seek(
    r"\b(?:Undang-Undang|UU|Peraturan\s+(?:Pemerintah|Presiden|Menteri)|PP|Perpres|Permen\w*)\b[^.;()]{0,90}?"
    r"\b(?:Nomor|No\.?)\s*:?\s*\d[\w/-]*\s+Tahun\s+\d{4}\s+tentang\s+(?:(?!\b(?:sebagaimana|dan\s+Peraturan|serta)\b)[^.;,()])+"
)
_AMENDED_BY = seek(
    r"\b(?:diubah|terakhir)\s+(?:\w+\s+){0,3}?dengan\s+"
    r"(?P<by>(?:Undang|Peraturan|UU|PP|Per[a-z]+)\b.*?)(?=\W+(?:dan\s+)?terakhir\b|\)|$)",
    re.IGNORECASE,
)
_SMALL = frozenset(
    {"dan", "atau", "di", "ke", "dari", "yang", "untuk", "pada", "tentang", "dalam", "serta", "terhadap"}
)
_MOST_APART = 3
Number = tuple[int, int]


@rules("law_inner_number", E)
def law_inner_number(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """ "UU 24/2013 tentang Perubahan atas UU 32/2006 tentang Administrasi Kependudukan": it amends 23/2006.

    The title in the register says it; else that of the rule named inside.
    """
    for text, found in citations(sheet):
        title = _own_title(found)
        written = _numbers(title)
        if not written:
            continue
        entry = context.laws.find(found.key) if found.key else None
        meant = _of_title(entry, written) or _of_named(title, written, context)
        if meant:
            number, year = meant
            yield Hit(
                LAWS,
                text,
                said(
                    _("Peraturan yang disebut di dalam judul ini bernomor {number} Tahun {year}."),
                    number=number,
                    year=year,
                ),
                _("Cocokkan nomor dan tahunnya dengan naskahnya."),
            )


def _own_title(found: Citation) -> str:
    cut = _AMENDED.search(found.title)
    return found.title[: cut.start()] if cut else found.title


def _numbers(title: str) -> list[Number]:
    matches = (*_INSIDE.finditer(title), *_WITHOUT_WORD.finditer(title))
    return [(int(match["number"]), int(match["year"])) for match in matches]


def _of_title(entry: Entry | None, written: list[Number]) -> Number | None:
    """The number in the title of the register, where the citation has another in its place."""
    official = _numbers(entry.title) if entry else []
    first = official[0] if official else None
    return first if first and written[0] not in official else None


def _of_named(title: str, written: list[Number], context: Context) -> Number | None:
    """The number of the rule whose very title stands behind the one named inside; of a rule the register
    has under that number, only where it is about something else."""
    match = _NAMED.search(title)
    inner = cited(match["rule"]) if match else None
    if not inner or not inner.key or inner.is_foreign or not inner.title.strip():
        return None
    about = terms(_own_title(inner))
    known = context.laws.find(inner.key)
    if known and set(about) & set(terms(known.title)):
        return None
    kind = context.laws.by_kind.get(inner.kind.value, ())
    same = [entry for entry in kind if terms(entry.title) == about]
    number = _of_cited(same[0]) if len(same) == 1 and len(about) > 1 else None
    return number if number and number not in written else None


def _of_cited(entry: Entry) -> Number | None:
    return next(iter(_numbers(entry.cited)), None)


@rules("amended_by_revoked", W)
def amended_by_revoked(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """ "Sebagaimana telah diubah dengan …": the rule named last is itself no longer in force."""
    for text in sheet.cited:
        named = [cited(match["by"]) for match in _AMENDED_BY.finditer(text)]
        entry = entry_of(named[-1], sheet, context) if named and named[-1] else None
        if entry and entry.ended(context.today):
            yield no_longer(LAWS, text, entry, context)


@rules("title_elsewhere", E)
def title_elsewhere(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """A rule of the register under the title of quite another, where a component cites it in passing."""
    for key in ComponentKey:
        for match in _IN_PASSING.finditer(sheet.part(key).text) if key is not LAWS else ():
            found = cited(" ".join(match[0].split()))
            entry = entry_of(found, sheet, context) if found else None
            title = set(terms(found.title)) - _SMALL if found else set()
            if entry and len(title) > 1 and not title & set(terms(entry.title)):
                yield _title_at(key, match[0], _("Judul lain dari judul resminya."), entry)


def _title_at(key: ComponentKey, text: str, why: object, entry: Entry) -> Hit:
    return Hit(key, text, why, said(_("Judul resmi: “{title}”."), title=entry.title))  # type: ignore[arg-type]


@rules("about_missing", W)
def about_missing(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "Nomor 17 Tahun 2018 Kecamatan", where the other rules have "tentang" before their titles."""
    without = [text for text in sheet.cited if _NO_ABOUT.search(text)]
    others = [text for text in sheet.cited if text not in without and re.search(r"\btentang\b", text)]
    for text in without if len(others) > len(without) + 1 else ():
        yield Hit(LAWS, text, _("Kata “tentang” tidak ada di depan judulnya."), _("Tulis “tentang …”."))


@rules("law_title", W)
def law_title(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """The title as in the register: cut short (error), a word left out or misspelt (warning)."""
    for text, found in (*citations(sheet), *_amending(sheet)):
        entry = entry_of(found, sheet, context) if found.key else meant_by(found, context)
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
            yield _title(text, why, entry, I if _only_region(lacking, context) else W)
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


def _near(word: str, official: Sequence[str], written: Sequence[str]) -> str:
    """The official word that `word` is a slip of, "" when it is another word."""
    if len(word) < 4:
        return ""
    best = max((one for one in official if one not in written), key=lambda one: alike(word, one), default="")
    return best if len(best) >= 4 and best[0] == word[0] and alike(word, best) >= SLIP else ""


def _added(mended: Sequence[str], official: Sequence[str]) -> list[str]:
    """Words of the citation that the title does not have; a word or two may be how the office explains it."""
    known = {*official, *_SMALL, "republik", "indonesia"}
    added = [word for word in dict.fromkeys(mended) if word not in known]
    return added if len(added) > 1 else []


def _only_region(lacking: list[str], context: Context) -> bool:
    return set(lacking) <= {"kabupaten", context.region.casefold()}


def _shortened(mended: Sequence[str], lacking: Sequence[str]) -> bool:
    return not set(mended) - _SMALL or len(lacking) >= len(mended)
