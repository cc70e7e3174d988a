"""Rules named inside the titles of other rules, by the register (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.rules_law import LAWS, citations, cited, terms
from linting.checking.sheet import Sheet
from regulations.citations import Citation
from regulations.lawbook import Entry

rules: Rules[Sheet] = Rules()
E = Severity.ERROR
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
