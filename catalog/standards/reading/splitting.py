"""Lines of one component split into its items: numbered, lettered, dashed or one a line (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from standards.reading.blocks import Line, Style, charted

_MARK = re.compile(r"(?:(?<=\s)|^)\(?(?P<number>\d{1,2}|[a-z])(?P<end>[.)])(?=\s|[A-Za-z]|$)\s*")
_DEEP = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.?\s+")
_STEP = re.compile(
    r"^(?:langkah|tahap(?:an)?|step)\s+(?:ke-?\s*)?(?P<number>\d{1,2})(?:\s*[:.)–—-]\s*|\s{1,}(?=[A-Z]))(?=\w)",
    re.IGNORECASE,
)
_TICK = re.compile(r"^(?:[-*]\s+)?(?:\[[xX ]?\]|[☐☑☒✔✅])\s*")
_BARE = re.compile(
    r"^(?P<number>\d{1,2})\s+(?=[A-Z])(?!(?:Tahun|Menit|Jam|Hari|Minggu|Bulan|Orang|Lembar|Buah)\b)"
)
_BULLET = re.compile(r"^[-–—•●○▪■➤►▶✓·*o]\s+")
_INNER_BULLET = re.compile(r"\s+(?=[•●▪➤►▶✓]\s)")
_LEAD = re.compile(
    r"^(?:dapat dijelaskan melalui\b.*"
    r"|(?:sistem,?\s*)?mekanisme (?:dan|&) prosedur\s*:?|alur\s*:?|.*sebagai berikut\s*:)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:[,(/-]|(?-i:\b[A-Z]\.)|\b(?:dan|atau|yang|di|ke|dari|dengan|untuk|oleh|tentang|serta))$",
    re.IGNORECASE,
)
# Within an item no page could break better: "Keputusan Bupati Lumajang Nomor", "Kasi".
_HALF_NAMED = re.compile(
    r"\b(?:nomor|no\.|tahun|peraturan|menteri|keputusan|undang-undang|kasi|seksi|petugas|sekretaris|kepala|kantor|jalan)$",
    re.IGNORECASE,
)
_NO_GAP = re.compile(r"\w/$|\bwww\.$")
_NO_CITY_NUMBER = re.compile(r"\b(?:No|Nomor|Jl|RT|RW)\.?\s*:?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Item:
    """One item as written; `number` its own label. `lead`: it introduces the others. `chart`: drawn."""

    text: str
    number: str = ""
    lead: bool = False
    chart: bool = False
    listed: bool = False


def items_of(lines: Iterable[Line]) -> list[Item]:
    """All words of the lines as items in their order; wrapped lines are put together again."""
    items: list[Item] = []
    lines = charted(lines)
    counter = _Counter(" \n".join(line.text for line in lines))
    above = Style.PLAIN
    for line in lines:
        below_list = above is Style.ITEM and line.style is Style.PLAIN and line.text[:1].isupper()
        above = line.style
        if line.style is Style.CHART:
            items.append(Item(line.text, chart=True))
            continue
        if line.style is Style.HEAD:
            items.append(Item(line.text, lead=True))
            continue
        for item in counter.split(line):
            # What the format says is an item, no page has broken.
            if items and not below_list and _carries_on(items[-1], item):
                gap = "" if _NO_GAP.search(items[-1].text) else " "
                items[-1].text = f"{items[-1].text}{gap}{item.text}"
            else:
                items.append(item)
    return items


class _Counter:
    """Splits within a line where a number carries on the count of its kind."""

    def __init__(self, everything: str) -> None:
        self.last: dict[str, int] = {}
        self.marks = {(_kind(mark), _value(mark)) for mark in _MARK.finditer(everything)}

    def split(self, line: Line) -> list[Item]:
        if tick := _TICK.match(line.text):
            return [Item(line.text[tick.end() :], tick[0].strip(), listed=True)]
        text, bullet = line.text, _BULLET.match(line.text)
        if bullet and (_DEEP.match(text[bullet.end() :]) or _MARK.match(text[bullet.end() :])):
            text, bullet = text[bullet.end() :], None
        if deep := _DEEP.match(text) or _STEP.match(text) or _BARE.match(text):
            return [Item(text[deep.end() :], deep["number"], listed=True)]
        if bullet:
            return [_bulleted(part) for part in _INNER_BULLET.split(text)]
        cuts = [mark for mark in _MARK.finditer(text) if self._counts(mark, text)]
        return self._cut(text, cuts, line.style)

    def _counts(self, mark: re.Match[str], text: str) -> bool:
        kind, value = _kind(mark), _value(mark)
        at_start = mark.start() == 0
        if mark["number"].isdigit() and _NO_CITY_NUMBER.search(text[: mark.start()]):
            return False
        begins = value == 1 and (at_start or (kind, 2) in self.marks)
        if not (at_start or begins or value == self.last.get(kind, 0) + 1):
            return False
        self.last[kind] = value
        return True

    def _cut(self, text: str, cuts: list[re.Match[str]], style: Style) -> list[Item]:
        head = text[: cuts[0].start()] if cuts else text
        items = [Item(head.strip(), listed=style is Style.ITEM and not cuts)] if head.strip() else []
        for at, mark in enumerate(cuts):
            end = cuts[at + 1].start() if at + 1 < len(cuts) else len(text)
            items.append(Item(text[mark.end() : end].strip(), mark[0].strip(), listed=True))
        for item in items:
            item.lead = not item.number and bool(_LEAD.match(item.text))
        return items


def _bulleted(text: str) -> Item:
    mark = _BULLET.match(text)
    return Item(text[mark.end() :] if mark else text, mark[0].strip() if mark else "", listed=True)


def _kind(mark: re.Match[str]) -> str:
    return ("digit" if mark["number"].isdigit() else "letter") + mark["end"]


def _value(mark: re.Match[str]) -> int:
    return int(mark["number"]) if mark["number"].isdigit() else ord(mark["number"]) - ord("a") + 1


def _carries_on(before: Item, item: Item) -> bool:
    """Whether an unmarked line is the rest of the item above, broken by the width of the page."""
    if item.listed or item.lead or before.lead or before.chart:
        return False
    if not item.text or not before.text:
        return True
    if item.text[0].islower() or item.text[0] in "(/" or _GOES_ON.search(before.text):
        return True
    if before.listed and _HALF_NAMED.search(before.text):
        return True
    unclosed = before.text.count("(") > before.text.count(")")
    return unclosed or (
        before.listed and not item.text.isupper() and before.text[-1] not in ".;:" and len(before.text) > 40
    )
