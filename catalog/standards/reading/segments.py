"""Blocks told apart: which standard, which component, which lines are no part of any (pure).

Every line of every block ends in exactly one place of exactly one `Segment`; nothing is copied or dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from django.utils.translation import gettext_noop

from standards.reading.blocks import Block, Line, Style
from standards.reading.furniture import (
    goes_on_title,
    is_control,
    is_title,
    letterheads,
    signs_below,
    upright,
)
from standards.reading.guessing import guess
from standards.reading.labels import Label, Meaning, is_number, meaning_of, number_of, split_label
from standards.vocabulary import ComponentKey

# Why words stand apart, translated where they are shown.
HEAD_OF_PAGE = gettext_noop("kop atau kepala halaman")
GROUP_TITLE = gettext_noop("judul kelompok")
AFTER_GROUP = gettext_noop("setelah judul kelompok")
NONE_OF_14 = gettext_noop("baris di luar 14 komponen")
NO_LABEL = gettext_noop("tanpa label")
_MANY, _FEW = 8, 3
_TITLE_LINES = 3
_REACH = 6  # rows over which a page may break one label
_SIGNATURE_ROWS = re.compile(r"^(?:Nama|Jabatan|NIP|Tanda tangan|Tanggal)\b(?!\s*:)")
_BEGINS_ITEM = re.compile(r"^(?:[-–—•●▪■➤►▶✓*]\s|\(?\d)")
_SERVICE = re.compile(
    r"^\W*(?:(?:jenis|nama)\s+(?:pelayanan|layanan)\s*:|(?:pelayanan|layanan|legalisasi|penerbitan|pengurusan|pembuatan|permohonan"
    r"|pengajuan|perekaman|fasilitasi|pendaftaran|rekomendasi|dispensasi|surat|kartu|akta|izin|pengantar)\s+\w)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 140
_STAFF_ROW = re.compile(r"^jumlah\s+person[ie]l", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """The text of one component. `headings` as written; `sure` 1.0 for a known label, less for a guess."""

    headings: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    sure: float = 0.0
    merged_with: ComponentKey | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that are none of the 14, and why they stand apart."""

    text: str
    why: str
    place: int


@dataclass(slots=True)
class Segment:
    """One standard of the document."""

    titles: list[str] = field(default_factory=list)
    parts: dict[ComponentKey, Part] = field(default_factory=dict)
    control: list[str] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    def part(self, key: ComponentKey) -> Part:
        return self.parts.setdefault(key, Part())


@dataclass(frozen=True, slots=True)
class Event:
    """A block and what it was taken for: title, head, control, label or text."""

    what: str
    place: int
    text: str = ""
    label: Label | None = None
    lines: tuple[Line, ...] = ()


def segments_of(blocks: list[Block]) -> list[Segment]:
    """The standards of a document in their order; at least one, if only of unplaced words."""
    events = list(_events(upright(blocks)))
    found = [event.label for event in events if event.label and event.label.meaning is Meaning.COMPONENT]
    if len(found) < _FEW:
        events = [_guessed(event) for event in events]
    return [_segment(part) for part in _apart(events)]


def row_line(block: Block) -> tuple[Line, ...]:
    """The lines of a block; the short cells of a row are one line."""
    cells = block.cells
    if len(cells) > 1 and all(len(cell) == 1 and cell[0].style is Style.PLAIN for cell in cells):
        return (Line(block.text),)
    marked = (
        len(cells) > 1 and len(cells[0]) == 1 and bool(re.fullmatch(r"\(?[\w.]{1,5}[.)]?", cells[0][0].text))
    )
    if marked and len(cells[1]) >= 1 and cells[1][0].style is not Style.CHART:
        first = Line(f"{cells[0][0].text} {cells[1][0].text}")
        return (first, *cells[1][1:], *(line for cell in cells[2:] for line in cell))
    return block.lines


def _events(blocks: list[Block]) -> Iterator[Event]:
    heads = letterheads(blocks)
    at = 0
    signing = titling = 0
    title = ""
    while at < len(blocks):
        block, text = blocks[at], blocks[at].text
        if at in heads:
            yield Event("head", block.place, text)
        elif is_control(text) or (signing and _SIGNATURE_ROWS.match(text)):
            signing = 3 if signs_below(text) else max(signing - 1, 0)
            yield Event("control", block.place, text)
        elif is_title(text):
            titling, title = _TITLE_LINES, text
            yield Event("title", block.place, text)
            at += 1
            continue
        elif labelled := _labelled(blocks, at, heads):
            signing = 0
            event, used = labelled
            yield event
            at += used - 1
        elif titling and len(block.cells) == 1 and (text.isupper() or goes_on_title(title, text)):
            titling -= 1
            title = f"{title} {text}"
            yield Event("title more", block.place, text)
            at += 1
            continue
        else:
            yield Event("text", block.place, text, lines=row_line(block))
        titling = 0
        at += 1


def _labelled(blocks: list[Block], at: int, heads: set[int]) -> tuple[Event, int] | None:
    """The label a block begins with (and, broken over lines, the next ones), and how many blocks it takes."""
    block = blocks[at]
    if len(block.cells) > 1 and (label := meaning_of(block.text)) and label.meaning is Meaning.GROUP:
        return Event("label", block.place, block.text, label), 1
    if len(block.cells) > 1:
        if (found := _together(blocks[at : at + _REACH], at, heads)) and (event := _label_of_row(found[0])):
            return event, found[1]
        if event := _label_of_row(block):
            return event, 1
    first = block.lines[0]
    if first.style is Style.CHART or len(block.cells) > 1 or _STAFF_ROW.match(first.text):
        return None
    for more in (3, 2, 1, 0):
        taken = blocks[at : at + more + 1]
        if len(taken) == more + 1 and (event := _label_of_lines(taken, heads, at)):
            return event, more + 1
    return None


def _together(blocks: list[Block], at: int, heads: set[int]) -> tuple[Block, int] | None:
    """A row whose label the page broke over the first cells of later rows, and how many blocks it takes.

    Rows between them hold text of the row only; a row that is a label already grows by the next rows alone.
    """
    begin = _first_cell(blocks[0])
    if not any(letter.isalpha() for letter in begin) or at in heads:
        return None
    whole = meaning_of(begin.rstrip(" :")) is not None
    for size in (2, 1):
        for picked in combinations(range(1, len(blocks)), size):
            between = [blocks[index] for index in range(1, picked[-1]) if index not in picked]
            if (between and (whole or not _only_text(between))) or heads & {at + index for index in picked}:
                continue
            texts = [_first_cell(blocks[index]) for index in picked]
            if _rows_of_their_own(begin, texts):
                continue
            label = meaning_of(" ".join([begin, *texts]).rstrip(" :")) if all(map(_may_end, texts)) else None
            if label and label.sure and label.meaning is Meaning.COMPONENT:
                return _joined(blocks[: picked[-1] + 1], picked), picked[-1] + 1
    return None


def _rows_of_their_own(first: str, others: list[str]) -> bool:
    """Whether "Waktu" and "Biaya" are two rows: each means another component and neither goes on."""
    if re.search(r"(?:[,/&-]|\b(?:dan|atau|serta))\s*$", first.rstrip(" :"), re.IGNORECASE):
        return False
    own = meaning_of(first.rstrip(" :"))
    return own is not None and any(
        (label := meaning_of(text.rstrip(" :"))) is not None and label.keys != own.keys for text in others
    )


def _first_cell(block: Block) -> str:
    return " ".join(line.text for line in block.cells[0])


def _may_end(text: str) -> bool:
    return len(text) <= 40 and not _BEGINS_ITEM.match(text) and not number_of(text)[0]


def _only_text(blocks: list[Block]) -> bool:
    return all(len(block.cells) == 1 and meaning_of(block.text) is None for block in blocks)


def _joined(rows: list[Block], picked: tuple[int, ...]) -> Block:
    """One row: the picked first cells end the label, all other cells are its text."""
    first = rows[0]
    head = [*first.cells[0], *(line for index in picked for line in rows[index].cells[0])]
    text = list(first.cells[-1])
    for index, below in enumerate(rows[1:], 1):
        more = [line for cell in below.cells[1 if index in picked else 0 :] for line in cell]
        if text and more and _is_rest(text[-1], more[0]):
            text[-1] = Line(f"{text[-1].text} {more.pop(0).text}")
        text += more
    return Block((tuple(head), *first.cells[1:-1], tuple(text)), first.place)


def _is_rest(line: Line, below: Line) -> bool:
    plain = line.style is below.style is Style.PLAIN
    return (
        plain and below.text[0].islower() and line.text[-1].isalnum() and not _BEGINS_ITEM.match(below.text)
    )


def _label_of_row(block: Block) -> Event | None:
    """The label among the first cells, after nothing but a number."""
    for index, cell in enumerate(block.cells[:2]):
        joined = " ".join(line.text for line in cell)
        before = [line.text for earlier in block.cells[:index] for line in earlier]
        if not all(map(is_number, before)):
            return None
        if (label := meaning_of(joined.rstrip(" :"))) and not _STAFF_ROW.match(joined):
            heading = " ".join([*before, joined])
            rest = list(block.cells[index + 1 :])
            while rest and all(line.text == ":" for line in rest[0]):
                heading += " :"
                rest.pop(0)
            lines = row_line(Block(tuple(rest))) if rest else ()
            if not (lines or label.alone):
                return None
            return Event("label", block.place, heading, label, lines)
    return None


def _label_of_lines(taken: list[Block], heads: set[int], at: int) -> Event | None:
    """`label`, `label : text`, or a label broken over short lines that only together mean something."""
    if any(len(block.cells) > 1 for block in taken):
        return None
    if len(taken) > 1 and (
        any(at + more in heads for more in range(1, len(taken)))
        or any(":" in block.text or len(block.text) > 50 for block in taken[:-1])
        or any(_BEGINS_ITEM.match(block.text) or number_of(block.text)[0] for block in taken[1:])
        or _rows_of_their_own(taken[0].text, [block.text for block in taken[1:]])
        or any(len(block.lines) > 1 for block in taken)
    ):
        return None
    joined = " ".join(block.lines[0].text for block in taken)
    found = split_label(joined)
    if found is None or (len(taken) > 1 and not _needs(taken, found)):
        return None
    label, heading, rest = found
    lines = ((Line(rest),) if rest.strip() else ()) + taken[-1].lines[1:]
    if not (lines or label.alone):
        return None
    return Event("label", taken[0].place, heading, label, lines)


def _needs(taken: list[Block], found: tuple[Label, str, str]) -> bool:
    """Whether the heading surely reaches into the last line."""
    without_last = " ".join(block.lines[0].text for block in taken[:-1])
    first = split_label(taken[0].lines[0].text)
    return found[0].sure and len(found[1]) > len(without_last) + 1 and (first is None or not found[2])


def _guessed(event: Event) -> Event:
    """A block without any label, placed by what its words speak of."""
    if event.what != "text" or not (key := guess(event.text)):
        return event
    return Event("guess", event.place, "", Label(Meaning.COMPONENT, (key,), sure=False), event.lines)


def _apart(events: list[Event]) -> Iterator[list[Event]]:
    """Cut where a component comes again after a new title, or after most of a standard."""
    seen: set[ComponentKey] = set()
    last: tuple[ComponentKey, ...] = ()
    begin, title = 0, None
    for at, event in enumerate(events):
        if event.what == "title":
            title = at if title is None else title
        if event.what != "label" or not event.label or event.label.meaning is not Meaning.COMPONENT:
            continue
        keys = event.label.keys
        if seen & set(keys) and keys != last and (title is not None or len(seen) >= _MANY):
            cut = title if title is not None else _before_groups(events, at)
            yield events[begin:cut]
            begin, seen = cut, set()
        seen |= set(keys)
        last, title = keys, None
    yield events[begin:]


def _before_groups(events: list[Event], at: int) -> int:
    while at and (label := events[at - 1].label) and label.meaning is Meaning.GROUP:
        at -= 1
    return at


def _segment(events: list[Event]) -> Segment:
    segment = Segment()
    current: tuple[ComponentKey, ...] = ()
    why = NO_LABEL
    for event in events:
        if event.what in {"title", "title more"} and not segment.parts and _goes_on(segment, event):
            segment.titles.append(event.text)
        elif event.what in {"title", "title more", "head"}:
            segment.unplaced.append(Unplaced(event.text, HEAD_OF_PAGE, event.place))
        elif event.what == "control":
            segment.control.append(event.text)
        elif event.what == "guess" and event.label:
            part = segment.part(event.label.keys[0])
            part.lines += event.lines
            part.sure = max(part.sure, 0.4)
        elif event.label:
            current, why = _begin(segment, event, event.label, current)
        else:
            _place(segment, event, current, why)
    return _titled(segment)


def _titled(segment: Segment) -> Segment:
    """Without "Standar Pelayanan …" the line above the first component that names a service is the title."""
    if segment.titles:
        return segment
    for at, lost in enumerate(segment.unplaced[:_REACH]):
        if lost.why == NO_LABEL and _SERVICE.search(lost.text) and len(lost.text) < _LONGEST_TITLE:
            segment.titles.append(segment.unplaced.pop(at).text)
            break
    return segment


def _goes_on(segment: Segment, event: Event) -> bool:
    """The first title and the lines below it; the same title again is the head of a page."""
    return not segment.titles or event.what == "title more"


def _begin(
    segment: Segment, event: Event, label: Label, current: tuple[ComponentKey, ...]
) -> tuple[tuple[ComponentKey, ...], str]:
    """Note the heading, place the text beside it; what follows belongs to it."""
    if label.meaning is Meaning.GROUP:
        words = " ".join([event.text, *(line.text for line in event.lines)])
        segment.unplaced.append(Unplaced(words, GROUP_TITLE, event.place))
        return (), AFTER_GROUP
    if label.meaning is Meaning.OTHER:
        segment.unplaced.append(Unplaced(event.text, NONE_OF_14, event.place))
        _place(segment, event, (), NONE_OF_14)
        return (), NONE_OF_14
    part = segment.part(label.keys[0])
    if label.keys == current and _introduces(part.headings, event.text):
        part.lines.append(Line(event.text))
    else:
        part.headings.append(event.text)
    for key in label.keys:
        segment.part(key).sure = max(segment.part(key).sure, 1.0 if label.sure else 0.8)
        segment.part(key).merged_with = None if key is label.keys[0] else label.keys[0]
    _place(segment, event, label.keys, "")
    return label.keys, ""


def _introduces(headings: list[str], text: str) -> bool:
    """Whether a label below the heading of its component heads a list there, and is not the heading's end."""
    whole = meaning_of(" ".join(one.rstrip(" :") for one in (*headings, text)))
    return bool(headings) and (whole is None or not whole.sure)


def _place(segment: Segment, event: Event, keys: tuple[ComponentKey, ...], why: str) -> None:
    for line in event.lines:
        if not keys:
            segment.unplaced.append(Unplaced(line.text, why, event.place))
            continue
        key = _of_merged(keys, line)
        segment.part(key).lines.append(line)


def _of_merged(keys: tuple[ComponentKey, ...], line: Line) -> ComponentKey:
    """Which of the components under one heading a line speaks of."""
    if len(keys) == 1:
        return keys[0]
    if keys == (ComponentKey.KOMPETENSI, ComponentKey.JUMLAH):
        return keys[1] if re.match(r"^\W*jumlah\b", line.text, re.IGNORECASE) else keys[0]
    guessed = guess(line.text)
    return guessed if guessed in keys else keys[0]
