"""A Word file as blocks, by python-docx; the archive is measured before it is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph
from lxml import etree

from standards.reading.blocks import Block, Cell, Line, Style, charted, flat
from standards.reading.refusals import MOST_UNPACKED, Unreadable, damaged

_NAME = "Word (.docx)"
_MOST_PARTS = 2000
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
    if not any(part.filename == "word/document.xml" for part in parts):
        raise damaged(_NAME)


def _blocks(document: Any) -> list[Block]:
    """Headers first, once each; then the body; then footers."""
    blocks: list[Block] = []
    sections = list(document.sections)
    for piece in (*(s.header for s in sections), document, *(s.footer for s in sections)):
        if getattr(piece, "is_linked_to_previous", False):
            continue
        for content in piece.iter_inner_content():
            rows = _rows(content) if isinstance(content, Table) else _paragraph(content)
            blocks += [Block(cells, len(blocks) + number) for number, cells in enumerate(rows, 1)]
    return blocks


def _paragraph(content: Paragraph) -> list[tuple[Cell, ...]]:
    lines = _lines(content)
    return [(lines,)] if lines else []


def _lines(content: Paragraph) -> Cell:
    """Line breaks inside a paragraph end a line; a tab stays a space."""
    style = Style.ITEM if _numbered(content) else Style.PLAIN
    texts = "".join(_words(content)).split("\n")
    return charted(
        Line(words, style if not at else Style.PLAIN)
        for at, text in enumerate(texts)
        if (words := flat(text))
    )


def _words(content: Paragraph) -> Iterator[str]:
    """All text of the paragraph, also in links, text boxes and tracked insertions."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    skipped = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for node in content._p.iter(
        f"{space}t", f"{space}tab", f"{space}br", f"{space}cr", f"{space}noBreakHyphen"
    ):
        if next(node.iterancestors(skipped), None) is not None:
            continue
        name = node.tag.removeprefix(space)
        yield (node.text or "") if name == "t" else {"tab": "\t", "noBreakHyphen": "-"}.get(name, "\n")


def _numbered(content: Paragraph) -> bool:
    properties = content._p.pPr
    by_style = (content.style.name or "") if content.style is not None else ""
    return (properties is not None and properties.numPr is not None) or by_style.startswith("List")


def _rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    """One row of cells each; a cell merged over columns or rows comes once."""
    seen: set[Any] = set()
    for line in table.rows:
        cells = []
        for place in line.cells:
            if place._tc not in seen:
                seen.add(place._tc)
                cells.append(_cell(place))
        if filled := tuple(lines for lines in cells if lines):
            yield filled


def _cell(place: WordCell) -> Cell:
    lines: list[Line] = []
    for content in place.iter_inner_content():
        if isinstance(content, Table):
            lines += [
                Line(" ".join(line.text for cell in cells for line in cell)) for cells in _rows(content)
            ]
        else:
            lines += _lines(content)
    return tuple(lines)
