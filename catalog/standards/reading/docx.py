"""A Word file as blocks, by python-docx; the archive is measured before it is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from docx import Document
from docx.opc.exceptions import OpcError
from docx.text.paragraph import Paragraph
from lxml import etree

from standards.reading.blocks import Block, Cell, Line, Style, charted, flat
from standards.reading.refusals import MOST_UNPACKED, Unreadable, damaged, misnamed

_NAME = "Word (.docx)"
_MOST_PARTS = 2000
_OTHERS = (
    ("xl/workbook.xml", "Excel (.xlsx)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("mimetype", "OpenDocument (.odt)"),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = f"{_MC}Fallback"
# What only wraps paragraphs, rows or cells: content controls, tracked insertions, alternatives.
_WRAPPERS = frozenset(
    {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
    | {f"{_MC}AlternateContent", f"{_MC}Choice"}
)
_TEXTS = frozenset({f"{_W}t", f"{_MATHS}t"})
_SIGNS = {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_SPEAKING = (*_TEXTS, *_SIGNS, f"{_W}br", f"{_W}cr")
_GONE = (f"{_W}del", f"{_W}moveFrom", _FALLBACK)
Notes = Mapping[tuple[str, str], list[str]]
# python-docx trusts its input: wrong XML shows as whatever fails first.
_BROKEN = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    RecursionError,
    NotImplementedError,
)


def blocks_of_docx(data: bytes) -> list[Block]:
    """Raises Unreadable for a damaged, locked or swollen archive."""
    _measure(data)
    try:
        document = Document(io.BytesIO(data))
        return _blocks(document)
    except _BROKEN as error:
        raise damaged(_NAME) from error


def _measure(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(_NAME) from error
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(
            _("Berkas Word dikunci sandi. Tidak ada yang disimpan. Simpan ulang tanpa sandi, lalu coba lagi.")
        )
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(
            _(
                "Isi berkas Word terlalu besar setelah dibuka. Tidak ada yang disimpan. Kecilkan gambar di "
                "dalamnya."
            )
        )
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        other = next((kind for name, kind in _OTHERS if name in names), "")
        raise misnamed(other, _NAME) if other else damaged(_NAME)


def _blocks(document: Any) -> list[Block]:
    """Headers first, once each; then the body; then footers."""
    notes = _notes(document)
    blocks: list[Block] = []
    for element, parent in _pieces(document):
        for content in _inner(element):
            rows = (
                _rows(content, parent, notes)
                if content.tag == f"{_W}tbl"
                else _paragraph(content, parent, notes)
            )
            blocks += [Block(cells, len(blocks) + number) for number, cells in enumerate(rows, 1)]
    return blocks


def _pieces(document: Any) -> Iterator[tuple[Any, Any]]:
    """The parts of the file in the order they are read, each element with what it belongs to."""
    heads = [f"{which}header" for which in ("first_page_", "", "even_page_")]
    feet = [f"{which}footer" for which in ("first_page_", "", "even_page_")]
    yield from _edges(document, heads)
    yield document.element.body, document
    yield from _edges(document, feet)


def _edges(document: Any, names: list[str]) -> Iterator[tuple[Any, Any]]:
    for section in document.sections:
        for name in names:
            edge = getattr(section, name)
            if not edge.is_linked_to_previous:
                yield edge._element, edge


def _notes(document: Any) -> dict[tuple[str, str], list[str]]:
    """The texts of footnotes and endnotes, a line for each paragraph, by kind and number."""
    found: dict[tuple[str, str], list[str]] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
        if kind in {"footnote", "endnote"} and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            for note in root.iter(f"{_W}{kind}"):
                texts = ["".join(_words(paragraph)) for paragraph in note.iter(f"{_W}p")]
                found[kind, note.get(f"{_W}id", "")] = texts
    return found


def _inner(element: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    return _within(element, frozenset({f"{_W}p", f"{_W}tbl"}))


def _within(element: Any, wanted: frozenset[str]) -> Iterator[Any]:
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, wanted)


def _paragraph(content: Any, parent: Any, notes: Notes) -> list[tuple[Cell, ...]]:
    lines = _lines(content, parent, notes)
    return [(lines,)] if lines else []


def _lines(content: Any, parent: Any, notes: Notes) -> Cell:
    """Line breaks inside a paragraph end a line; a tab stays a space. Text boxes and notes that hang on the
    paragraph are lines below its own."""
    style = Style.ITEM if _numbered(Paragraph(content, parent)) else Style.PLAIN
    texts = "".join(_words(content)).split("\n")
    for boxed in content.iter(f"{_W}p"):
        if boxed is not content:
            texts += "".join(_words(boxed)).split("\n")
    for mark in content.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
        if not _gone(mark):
            kind = mark.tag.removeprefix(_W).removesuffix("Reference")
            texts += notes.get((kind, mark.get(f"{_W}id", "")), [])
    return charted(
        Line(words, style if not at else Style.PLAIN)
        for at, text in enumerate(texts)
        if (words := flat(text))
    )


def _words(content: Any) -> Iterator[str]:
    """All text of the paragraph itself, also in links and tracked insertions; comments are not its words."""
    for node in content.iter(*_SPEAKING):
        if _gone(node) or next(node.iterancestors(f"{_W}p"), None) is not content:
            continue
        yield (node.text or "") if node.tag in _TEXTS else _SIGNS.get(node.tag, "\n")


def _gone(node: Any) -> bool:
    """Whether a tracked change took it away, or it is only drawn where a newer drawing is not understood."""
    for above in node.iterancestors(*_GONE):
        if above.tag != _FALLBACK or above.getprevious() is not None:
            return True
    return False


def _numbered(content: Paragraph) -> bool:
    properties = content._p.pPr
    by_style = (content.style.name or "") if content.style is not None else ""
    return (properties is not None and properties.numPr is not None) or by_style.startswith("List")


def _rows(table: Any, parent: Any, notes: Notes) -> Iterator[tuple[Cell, ...]]:
    """One row of cells each; a cell merged over columns comes once, one merged over rows in its first."""
    for line in _within(table, frozenset({f"{_W}tr"})):
        if line.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells = [_cell(place, parent, notes) for place in _within(line, frozenset({f"{_W}tc"}))]
        if filled := tuple(lines for lines in cells if lines):
            yield filled


def _cell(place: Any, parent: Any, notes: Notes) -> Cell:
    lines: list[Line] = []
    for content in _inner(place):
        if content.tag == f"{_W}tbl":
            lines += [
                Line(" ".join(line.text for cell in cells for line in cell))
                for cells in _rows(content, parent, notes)
            ]
        else:
            lines += _lines(content, parent, notes)
    return tuple(lines)
