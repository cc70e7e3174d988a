"""HTML as blocks, by lxml's forgiving parser; no network, no entities of its own (pure)."""

from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from standards.reading.blocks import Block, Cell, Line, Style, cell, flat
from standards.reading.refusals import damaged

_SILENT = frozenset({"script", "style", "head", "template", "noscript"})
_INLINE = frozenset(
    [
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
        ),
        *("i", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    ]
)


class _Page:
    """Collects blocks while the tree is walked; words between two breaks are one line."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.lines: list[Line] = []
        self.inside_row = False

    def end_line(self, style: Style) -> None:
        self.lines += cell(["".join(self.words)], style)
        self.words = []
        if not self.inside_row:
            self.end_block()

    def end_block(self) -> None:
        if self.lines:
            self.blocks.append(Block((tuple(self.lines),), len(self.blocks) + 1))
            self.lines = []


def blocks_of_html(text: str) -> list[Block]:
    """Raises Unreadable for what has no element at all."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise damaged("HTML") from error
    page = _Page()
    _walk(root, page, Style.PLAIN)
    page.end_line(Style.PLAIN)
    page.end_block()
    return page.blocks


def _walk(element: etree._Element, page: _Page, style: Style) -> None:
    name = element.tag if isinstance(element.tag, str) else ""
    if not name or name in _SILENT:
        return
    if name == "tr" and not page.inside_row:
        _row(element, page)
        return
    if name == "tr":
        _inner_row(element, page)
        return
    if name in _INLINE:
        _inside(element, page, style)
        return
    page.end_line(style)
    own = {"pre": Style.CHART, "li": Style.ITEM}.get(name, style)
    _inside(element, page, own)
    page.end_line(own)


def _inside(element: etree._Element, page: _Page, style: Style) -> None:
    page.words.append(element.text or "")
    for child in element:
        _walk(child, page, style)
        page.words.append(child.tail or "")


def _row(element: etree._Element, page: _Page) -> None:
    page.end_line(Style.PLAIN)
    page.inside_row = True
    cells: list[Cell] = []
    for child in _cells(element):
        _inside(child, page, Style.PLAIN)
        page.end_line(Style.PLAIN)
        cells.append(tuple(page.lines))
        page.lines = []
    page.inside_row = False
    if filled := tuple(lines for lines in cells if lines):
        page.blocks.append(Block(filled, len(page.blocks) + 1))
    loose = flat(" ".join([element.text or "", *((child.tail or "") for child in element)]))
    page.words.append(loose)
    page.end_line(Style.PLAIN)


def _inner_row(element: etree._Element, page: _Page) -> None:
    """A row of a table within a cell: its short cells are one line."""
    page.end_line(Style.PLAIN)
    begin = len(page.lines)
    short = True
    for child in _cells(element):
        before = len(page.lines)
        _inside(child, page, Style.PLAIN)
        page.end_line(Style.PLAIN)
        short = short and len(page.lines) - before <= 1
    if short and len(page.lines) - begin > 1:
        page.lines[begin:] = [Line(" ".join(line.text for line in page.lines[begin:]))]


def _cells(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str))
