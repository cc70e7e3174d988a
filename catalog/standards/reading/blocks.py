"""What every format is brought to: blocks of cells of lines, in the order of the document (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Style(StrEnum):
    PLAIN = "plain"
    ITEM = "item"  # a list item whose number the format draws and the text does not hold
    CHART = "chart"
    HEAD = "head"  # the row that names the columns of a table


@dataclass(frozen=True, slots=True)
class Line:
    """Words without line breaks; `style` is what the format says of them."""

    text: str
    style: Style = Style.PLAIN


Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph (one cell) or a table row (several); `place` counts in the source from 1.

    `running`: the head or foot of a page, as the format shows it. `apart`: it begins at the margin of a text
    that has only its labels there, everything else being indented.
    """

    cells: tuple[Cell, ...]
    place: int = 0
    running: bool = False
    apart: bool = False

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for cell in self.cells for line in cell)

    @cached_property
    def text(self) -> str:
        """All words on one line."""
        return " ".join(line.text for line in self.lines)


_FLOW = re.compile(r"^\s*(?:graph|flowchart)\s+(?:TD|TB|LR|RL|BT)\b", re.IGNORECASE)
_FLOWS_ON = re.compile(r"--|->|^>|[\])}]\s*$|^\s*\w+\s*[\[({]")
_CONTROL_MARKS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ufeff\u200b\u00ad]")


def flat(text: str) -> str:
    """One line: marks nobody sees removed, white space single."""
    return " ".join(_CONTROL_MARKS.sub("", text).split())


def cell(texts: Iterable[str], style: Style = Style.PLAIN) -> Cell:
    """A cell of the texts that hold words."""
    return charted(Line(words, style) for text in texts if (words := flat(text)))


def charted(lines: Iterable[Line]) -> Cell:
    """The lines, those of a flow chart written as text marked as such, also where the page broke them."""
    found: list[Line] = []
    for line in lines:
        goes_on = bool(found) and found[-1].style is Style.CHART and line.style is Style.PLAIN
        chart = _FLOW.match(line.text) or (goes_on and _FLOWS_ON.search(line.text))
        found.append(Line(line.text, Style.CHART) if chart else line)
    return tuple(found)


def paragraph(text: str, place: int, style: Style = Style.PLAIN) -> list[Block]:
    """One block, or none where there are no words."""
    lines = cell([text], style)
    return [Block((lines,), place)] if lines else []


def row(cells: Iterable[Cell], place: int) -> list[Block]:
    """One block of the cells that hold words; none where none does."""
    filled = tuple(lines for lines in cells if lines)
    return [Block(filled, place)] if filled else []
