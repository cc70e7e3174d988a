"""Text with the marks people and converters leave in it: tags, pipe tables, Markdown (pure)."""

import html
import re
from collections import Counter
from dataclasses import replace

from standards.reading.blocks import Block, Cell, Line, Style, cell, flat, paragraph, row
from standards.reading.labels import meaning_of, split_label

_BLOCK_TAGS = "ol|ul|li|p|div|br|pre|table|tbody|thead|tr|td|th|h[1-6]"
_TAG = re.compile(rf"<(/?)({_BLOCK_TAGS}|b|i|u|strong|em|span|font|sup|sub)\b[^<>]*>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_TITLE_MARK = re.compile(r"^\s{0,3}#{1,6}\s+")
_RULE = re.compile(r"^\s*\|?[\s:|=-]*-{2,}[\s:|=-]*\|?\s*$|^\s*[+=-][+=-]{3,}\s*$")
_GAP = re.compile(r"^\s*(?P<label>(?:\(?\w{1,3}[.)]?\s+)?\S(?:.{0,58}\S)?)\s*:?\s{3,}(?=[^\s:])")
_ENOUGH_ROWS = 5
_ENOUGH_LABELS, _FEW_UNLIKE = 8, 3
_ONLY_BEHIND = re.compile(r"^\s*:\s*\S")
_FENCE = re.compile(r"^\s*(```|~~~)")
_FLOW = re.compile(r"^\s*(?:graph|flowchart)\s+(?:TD|TB|LR|RL|BT)\b", re.IGNORECASE)
_ARROW = re.compile(r"-->|==>|->|=>|[→↓⇒⟶➔➜▼]")
_INDENT = 5


def _cell_of(text: str) -> Cell:
    """A cell that may hold tags: lists, paragraphs and a drawn chart become lines."""
    lines: list[Line] = []
    style, end = Style.PLAIN, 0
    for tag in _TAG.finditer(text):
        closing, name = bool(tag[1]), tag[2].lower()
        if not re.fullmatch(_BLOCK_TAGS, name):
            continue
        lines += _lines(text[end : tag.start()], style)
        end, style = tag.end(), _style_after(name, closing=closing, style=style)
    return (*lines, *_lines(text[end:], style))


def _style_after(name: str, *, closing: bool, style: Style) -> Style:
    if name == "pre":
        return Style.PLAIN if closing else Style.CHART
    if style is Style.CHART:
        return style
    return Style.ITEM if name == "li" and not closing else Style.PLAIN


def _lines(text: str, style: Style) -> Cell:
    plain = html.unescape(_BOLD.sub("", _TAG.sub("", text)))
    return cell([plain], Style.CHART if _FLOW.match(plain) else style)


def _row_cells(line: str) -> list[str] | None:
    """The cells of a tabbed or piped line; None for a line of text."""
    if "\t" in line:
        return line.split("\t")
    bare = line.strip()
    if bare.startswith("|") and bare.count("|") >= 2:
        return re.split(r"(?<!\\)\|", bare.strip("|"))
    return bare.split("|") if bare.count("|") >= 2 and not _ARROW.search(bare) else None


def blocks_of_text(text: str) -> list[Block]:
    """The blocks of plain text or Markdown; `place` is the line."""
    blocks: list[Block] = []
    fenced = False
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    column = _column_of(lines)
    hanging = _hangs(lines)
    for place, line in enumerate(lines, 1):
        if _FENCE.match(line):
            fenced = not fenced
            blocks += paragraph(re.sub(r"^\s*(?:```|~~~)\s*(?:mermaid|text)?", "", line), place)
        elif fenced or _FLOW.match(line):
            blocks += paragraph(line, place, Style.CHART)
        elif blocks and blocks[-1].place == place - 1 and _ONLY_BEHIND.match(line):
            blocks[-1] = _with_rest(blocks[-1], line)
        elif not _RULE.match(line):
            found = _blocks_of_line(line, place, column)
            blocks += [replace(one, apart=True) for one in found] if hanging and line[:1].isupper() else found
    return blocks


def _hangs(lines: list[str]) -> bool:
    """Whether only labels stand at the margin, from the first label of a component to the last."""
    at_margin = [bool(line[:1].strip()) for line in lines]
    labels = [
        at
        for at, line in enumerate(lines)
        if at_margin[at] and (found := split_label(flat(line))) and found[0].keys
    ]
    if len(labels) < _ENOUGH_LABELS:
        return False
    between = range(labels[0], labels[-1])
    others = [at for at in between if at_margin[at] and at not in labels and lines[at][0].isalnum()]
    unlike = [at for at in others if not ((found := split_label(flat(lines[at]))) and found[0].sure)]
    return len(unlike) <= _FEW_UNLIKE and sum(lines[at][:1].isspace() for at in between) > len(labels)


def _with_rest(block: Block, line: str) -> Block:
    """A label whose text stands behind the colon on the next line ("Kasi Pemberdayaan …", ": S1, …")."""
    last = block.cells[-1]
    if not last or last[-1].style is not Style.PLAIN:
        return Block((*block.cells[:-1], (*last, *_cell_of(line))), block.place)
    return Block((*block.cells[:-1], (*last[:-1], Line(flat(f"{last[-1].text} {line}")))), block.place)


def _column_of(lines: list[str]) -> int:
    """Where the texts begin in a table drawn with spaces: behind the gap after most labels; 0 without one."""
    begins = Counter(
        gap.end()
        for line in lines
        if (gap := _GAP.match(line)) and (label := meaning_of(gap["label"])) and label.keys
    )
    column, rows = begins.most_common(1)[0] if begins else (0, 0)
    return column if rows >= _ENOUGH_ROWS else 0


def _at_column(line: str, column: int) -> list[str] | None:
    """The two cells of a line with a gap right before the column; the rest of an item there is indented."""
    before, behind = line[:column], line[column:]
    cut = before.endswith("  ") and before.strip() and behind[:_INDENT].strip()
    return [before, behind] if column and cut else None


def _blocks_of_line(line: str, place: int, column: int) -> list[Block]:
    if (cells := _row_cells(line) or _at_column(line, column)) is not None:
        return row((_cell_of(text) for text in cells), place)
    lines = _cell_of(_TITLE_MARK.sub("", line))
    if len(lines) == 1 and _ARROW.search(lines[0].text) and lines[0].style is not Style.CHART:
        lines = (Line(flat(lines[0].text), Style.CHART),)
    return [Block((lines,), place)] if lines else []
