"""A limit of one thing that the definition sets otherwise than the requirements (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
K = ComponentKey
E = Severity.ERROR
Where = ComponentKey | None
Limit = tuple[str, bool]
_LIMIT = seek(
    r"\b(?:(?P<below>kurang\s+dari|paling\s+lama|maksimal|selambat\S*|sebelum\s+genap)"
    r"|lebih\s+dari|paling\s+(?:sedikit|singkat)|minimal|sekurang\S*|sedikitnya|setidaknya|selama)\s+"
    r"(?P<count>\d{1,3})\s*(?:\([a-z ]+\)\s*)?(?P<unit>hari|minggu|bulan|tahun)\b"
    r"(?P<before>\s+(?:kerja\s+)?sebelum\b)?",
    re.IGNORECASE,
)
_TOPICS = tuple(
    (name, seek(words, re.IGNORECASE))
    for name, words in (
        ("stands", r"\b(?:berdiri(?:nya)?|dibentuk|terbentuk|pembentukan)\b"),
        ("runs", r"\b(?:berjalan|beroperasi|dijalankan|menjalankan usaha|berusaha)\b"),
        ("lives", r"\b(?:tinggal|berdomisili|menetap|bermukim|menempati|domisili)\b"),
        ("holds", r"\b(?:dikuasai|menguasai|penguasaan|menggarap|digarap)\b"),
        ("marries", r"\b(?:nikah|pernikahan|perkawinan|kawin|akad|KUA)\b"),
    )
)
_DAYS = {"hari": 1, "minggu": 7, "bulan": 30, "tahun": 360}
_SET_IN = (K.PERSYARATAN, K.PROSEDUR, K.PRODUK)


@rules("limit_differs", E, only=_LIMIT)
def limit_differs(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A group "sekurang-kurangnya 2 tahun berdiri" by definition, "paling singkat 1 tahun" by requirement.

    Compared only where each place knows one limit; several are those of several variants.
    """
    first: dict[Limit, tuple[int, re.Match[str]]] = {}
    for where, sentences in _places(sheet):
        found = _limits(sentences)
        for about, values in found.items():
            if len(values) != 1:
                continue
            days, match = next(iter(values.items()))
            other_days, other = first.setdefault(about, (days, match))
            leads = match["before"] and other["before"]  # `lead_time_differs`
            if other_days != days and not leads:
                yield Hit(
                    where,
                    match.string,
                    said(_("Di tempat lain batasnya lain: “{other}”."), other=other.string.strip()),
                    _("Tulis batas yang sama di semua tempat."),
                )


def _places(sheet: Sheet) -> Iterator[tuple[Where, tuple[str, ...]]]:
    yield None, (*sheet.definitions, *sheet.loose)
    for key in _SET_IN:
        yield key, sheet.part(key).sentences


def _limits(sentences: tuple[str, ...]) -> dict[Limit, dict[int, re.Match[str]]]:
    """For each topic and sense ("less than"), the limits in days, each where it stands first."""
    found: dict[Limit, dict[int, re.Match[str]]] = {}
    for sentence in sentences:
        for match in _LIMIT.finditer(sentence):
            days = int(match["count"]) * _DAYS[match["unit"].casefold()]
            near = sentence[max(0, match.start() - 120) : match.end() + 60]
            for topic, words in _TOPICS:
                if words.search(near) and _fits(topic, bool(match["below"]), days):
                    found.setdefault((topic, bool(match["below"])), {}).setdefault(days, match)
    return found


def _fits(topic: str, below: bool, days: int) -> bool:
    """Days less than which a marriage is late; months and years of all else."""
    return below and days < _DAYS["bulan"] if topic == "marries" else not below and days >= _DAYS["bulan"]
