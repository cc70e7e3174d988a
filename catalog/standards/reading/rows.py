"""The label a block or a row begins with, also broken over lines and cells (pure)."""

import re
from dataclasses import dataclass
from itertools import combinations

from standards.reading.blocks import Block, Line, Style
from standards.reading.labels import (
    Label,
    Meaning,
    is_column,
    is_number,
    meaning_of,
    number_of,
    plain,
    split_label,
)

_REACH = 6  # rows over which a page may break one label
_BEGINS_ITEM = re.compile(r"^(?:[-–—•●▪■➤►▶✓*]\s|\(?\d)")
_NO_PERSONS = re.compile(
    r"^\W*\d+\s*(?:\([a-z ]+\)\s*)?(?:menit|jam|hari|minggu|lembar|rangkap|unit|buah|jenis)\b", re.IGNORECASE
)
_STAFF_ROW = re.compile(r"^jumlah\s+person[ie]l", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """A block and what it was taken for: title, head, control, label or text."""

    what: str
    place: int
    text: str = ""
    label: Label | None = None
    lines: tuple[Line, ...] = ()


def row_line(block: Block) -> tuple[Line, ...]:
    """The lines of a block; the short cells of a row are one line."""
    cells = block.cells
    if len(cells) > 1 and _heads_columns(block):
        return (Line(block.text, Style.HEAD),)
    if len(cells) > 1 and all(len(cell) == 1 and cell[0].style is Style.PLAIN for cell in cells):
        return (Line(block.text),)
    marked = (
        len(cells) > 1 and len(cells[0]) == 1 and bool(re.fullmatch(r"\(?[\w.]{1,5}[.)]?", cells[0][0].text))
    )
    if marked and len(cells[1]) >= 1 and cells[1][0].style is not Style.CHART:
        first = Line(f"{cells[0][0].text} {cells[1][0].text}")
        return (first, *cells[1][1:], *(line for cell in cells[2:] for line in cell))
    return block.lines


def labelled(blocks: list[Block], at: int, heads: set[int]) -> tuple[Event, int] | None:
    """The label a block begins with (and, broken over lines, the next ones), and how many blocks it takes."""
    block = blocks[at]
    if len(block.cells) > 1:
        return _labelled_row(blocks, at, heads)
    if block.lines[0].style is Style.CHART or _STAFF_ROW.match(block.lines[0].text):
        return None
    for more in (3, 2, 1, 0):
        taken = blocks[at : at + more + 1]
        if len(taken) == more + 1 and (event := _label_of_lines(taken, heads, at)):
            return event, more + 1
    return None


def _labelled_row(blocks: list[Block], at: int, heads: set[int]) -> tuple[Event, int] | None:
    block = blocks[at]
    if (label := meaning_of(block.text)) and label.meaning is Meaning.GROUP:
        return Event("label", block.place, block.text, label), 1
    if _heads_columns(block):
        return None
    if (found := _together(blocks[at : at + _REACH], at, heads)) and (event := _label_of_row(found[0])):
        return event, found[1]
    event = _label_of_row(block)
    return (event, 1) if event else None


def _heads_columns(block: Block) -> bool:
    """Whether a row only names the columns of a table within a component ("Sarana", "Keterangan")."""
    return all(len(cell) == 1 and is_column(cell[0].text) for cell in block.cells)


def _together(blocks: list[Block], at: int, heads: set[int]) -> tuple[Block, int] | None:
    """A row whose label the page broke over the first cells of later rows, and how many blocks it takes.

    Rows between them hold text of the row only; a row that is a label already grows by the next rows alone.
    """
    begin = _first_cell(blocks[0])
    if not any(letter.isalpha() for letter in begin) or at in heads:
        return None
    whole = meaning_of(begin.rstrip(" :")) is not None
    for size in (3, 2, 1):
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
            if not (lines or label.alone) or _is_sum(joined, lines):
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
    if not (lines or label.alone) or _is_sum(heading, lines):
        return None
    return Event("label", taken[0].place, heading, label, lines)


def _is_sum(heading: str, lines: tuple[Line, ...]) -> bool:
    """Whether "Jumlah : 60 menit" sums up a table of times or things; of persons it is a component."""
    return plain(heading) == "jumlah" and bool(lines) and bool(_NO_PERSONS.match(lines[0].text))


def _needs(taken: list[Block], found: tuple[Label, str, str]) -> bool:
    """Whether the heading surely reaches into the last line."""
    without_last = " ".join(block.lines[0].text for block in taken[:-1])
    first = split_label(taken[0].lines[0].text)
    return found[0].sure and len(found[1]) > len(without_last) + 1 and (first is None or not found[2])
