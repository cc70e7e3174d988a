"""The text layer of a PDF as blocks, by pdfium: words with their places, put back into rows of a table."""

import re
from dataclasses import dataclass

import pypdfium2 as pdfium
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pypdfium2 import PdfiumError

from standards.reading.blocks import Block, Cell, Line, charted, flat
from standards.reading.labels import split_label
from standards.reading.refusals import MOST_CHARACTERS, MOST_PAGES, Unreadable, damaged, too_long

_GAP = 1.6  # of the height of a line: a wider gap begins another column
_ALIGNED = 6.0  # points by which the left edges of one column differ
_HANGING = 40.0  # points by which the text of an item may begin to the right of its number
_NO_GAP = re.compile(r"\w[/-]$|\bwww\.$")
_BEGINS_ITEM = re.compile(
    r"(?:[-–—•●▪■➤►▶✓*·]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z])[.)])\s|\d{1,2}\.\d{1,2}\s"
)

_ADDRESS = re.compile(r"\S+[@.]\w")  # "Website :" is no end of a list's head
_NAMES = re.compile(r"[A-Z][^:.;,\d]{1,40}:(?:\s|$)")  # "Pengalaman kerja : …" is no rest of anything


@dataclass(slots=True)
class _Piece:
    left: float
    right: float
    bottom: float
    top: float
    text: str


def blocks_of_pdf(data: bytes) -> list[Block]:
    """Raises Unreadable for a damaged, locked, scanned or endless file."""
    try:
        document = pdfium.PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                _(
                    "Berkas PDF dikunci sandi. Tidak ada yang disimpan. Simpan ulang tanpa sandi, lalu coba "
                    "lagi."
                )
            ) from error
        raise damaged("PDF") from error
    try:
        return _blocks(document)
    except PdfiumError as error:
        raise damaged("PDF") from error
    finally:
        document.close()


def _blocks(document: pdfium.PdfDocument) -> list[Block]:
    if len(document) > MOST_PAGES:
        message = _(
            "Berkas PDF lebih dari {pages} halaman. Tidak ada yang disimpan. Pisahkan per layanan, lalu coba "
            "lagi."
        )
        raise Unreadable(format_lazy(message, pages=MOST_PAGES))
    pages: list[tuple[int, list[_Piece]]] = []
    characters = 0
    for number in range(len(document)):
        page = document[number]
        pieces = _pieces(page.get_textpage())
        characters += sum(len(piece.text) for piece in pieces)
        if characters > MOST_CHARACTERS:
            raise too_long()
        pages.append((round(page.get_width()), pieces))
        page.close()
    if not characters:
        raise Unreadable(
            _(
                "PDF ini hasil pindaian: tidak ada teks di dalamnya. Tidak ada yang disimpan. Pakai berkas "
                "asli atau hasil OCR."
            )
        )
    # A page of short lines does not show where its text would have ended: pages of one width share the edge.
    edges: dict[int, float] = {}
    for width, pieces in pages:
        edges[width] = max([edges.get(width, 0.0), *(piece.right for piece in pieces)])
    rows = [cells for width, pieces in pages for cells in _rows(_columns(pieces), edges[width])]
    return [Block(cells, place) for place, cells in enumerate(rows, 1)]


def _pieces(text: pdfium.PdfTextPage) -> list[_Piece]:
    """Runs of characters on one line without a wide gap, in the order of the text layer."""
    pieces: list[_Piece] = []
    whole = text.get_text_range()
    if not whole.strip():
        return pieces
    new = True
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if not letter or letter in "\r\n":
            new = True
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        last = pieces[-1] if pieces else None
        if letter.isspace():
            if last is not None and not new:
                last.text += " "
            continue
        if new or last is None or not _follows(last, left, bottom, top):
            pieces.append(_Piece(left, right, bottom, top, letter))
        else:
            last.text += letter
            last.right = max(last.right, right)
            last.bottom, last.top = min(last.bottom, bottom), max(last.top, top)
        new = False
    return [piece for piece in pieces if piece.text.strip()]


def _follows(last: _Piece, left: float, bottom: float, top: float) -> bool:
    height = max(last.top - last.bottom, 1.0)
    middle = (bottom + top) / 2
    return last.bottom - 2 <= middle <= last.top + 2 and -height < left - last.right < _GAP * height


def _columns(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces that stand side by side, from top to bottom, each line from left to right."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: -(p.top + p.bottom) / 2):
        middle = (piece.top + piece.bottom) / 2
        if lines and lines[-1][0].bottom < middle < lines[-1][0].top:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda p: p.left) for line in lines]


def _rows(lines: list[list[_Piece]], edge: float) -> list[tuple[Cell, ...]]:
    """Join lines that carry on the cells of the row above: they begin at its later columns only."""
    rows: list[list[tuple[float, list[_Piece]]]] = []
    for line in lines:
        above = rows[-1] if rows else None
        if above is not None and len(above) > 1 and _carries_on(above, line):
            for piece in line:
                _, cell = min(
                    above,
                    key=lambda column: (
                        abs(column[0] - piece.left) + 1e6 * (column[0] - _ALIGNED > piece.left)
                    ),
                )
                cell.append(piece)
        elif above is not None and len(above) == len(line) == 1 and _goes_on(above[0][1][-1], line[0], edge):
            above[0][1].append(line[0])
        else:
            rows.append([(piece.left, [piece]) for piece in line])
    return [tuple(charted(_cell(cells, at, edge)) for at in range(len(cells))) for cells in rows]


def _cell(cells: list[tuple[float, list[_Piece]]], at: int, edge: float) -> list[Line]:
    """The lines of a cell; in the last, those broken by the width of the page are put together again."""
    texts: list[str] = []
    before: _Piece | None = None
    for piece in cells[at][1]:
        text = flat(piece.text)
        if before is not None and at == len(cells) - 1 and _is_broken(before, piece, edge):
            texts[-1] += text if _NO_GAP.search(texts[-1]) else f" {text}"
        else:
            texts.append(text)
        before = piece
    return [Line(text) for text in texts]


def _goes_on(before: _Piece, piece: _Piece, edge: float) -> bool:
    """Whether a line of plain text is the rest of the one above, perhaps below a number that hangs out."""
    return -_ALIGNED <= piece.left - before.left <= _HANGING and _is_broken(before, piece, edge)


def _is_broken(before: _Piece, piece: _Piece, edge: float) -> bool:
    """Whether a line ended because the first word of the next had no room before the edge of the text."""
    first = piece.text.split()[0]
    room = (piece.right - piece.left) * (len(first) + 1) / max(len(piece.text), 1)
    begins = _BEGINS_ITEM.match(piece.text) or _NAMES.match(piece.text) or split_label(piece.text)
    over = before.text.rstrip().endswith((";", ":")) and not _ADDRESS.match(first)
    return not (begins or over) and before.right + room > edge


def _carries_on(above: list[tuple[float, list[_Piece]]], line: list[_Piece]) -> bool:
    first, second = above[0][0], above[1][0]
    numbered = above[0][1][0].text.rstrip(".)").isalnum() and len(above[0][1][0].text) <= 3
    begin = second if numbered else first + 4 * _ALIGNED
    return line[0].left >= begin - _ALIGNED and line[0].left > first + _ALIGNED
