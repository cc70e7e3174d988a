"""The control table of a document, however it lies, as lines of label and text (pure)."""

import re
from collections.abc import Sequence

from standards.reading.blocks import Block, Cell, Line
from standards.reading.furniture import APPROVED, CHECKED, MADE, POST_WORD

_LABEL = re.compile(
    r"(?:(?:no(?:mor)?\.?|kode)\s*(?:dokumen|dok\.?|SP|standar)|(?:(?:status|no(?:mor)?\.?)\s+)?rev(?:isi|\.)?"
    r"|(?:tanggal|tgl\.?)\s+\w+|mulai\s+berlaku|berlaku\s+(?:sejak|mulai)"
    rf"|hal(?:aman)?|(?:{MADE}|{CHECKED}|{APPROVED})(?:\s+oleh)?)\s*:?",
    re.IGNORECASE,
)
_ROLE = re.compile(rf"(?:{MADE}|{CHECKED}|{APPROVED})(?:\s+oleh)?\s*:?", re.IGNORECASE)
_POST = re.compile(rf"^\W*{POST_WORD}", re.IGNORECASE)
_ANY_POST = re.compile(rf"\b{POST_WORD}", re.IGNORECASE)
_FIELD = re.compile(r"(?:nama|jabatan)\s*:?", re.IGNORECASE)
_FEWEST_LABELS, _FEWEST_ROLES = 3, 2


def upright(blocks: list[Block]) -> list[Block]:
    """Labels in one row and what they say in the next, roles above rows of names, roles beside names."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block, below = blocks[at], blocks[at + 1 : at + 5]
        if rows := _roles_above(block, below):
            found += rows[0]
            at += rows[1]
        elif len(below) > 1 and (people := _posts_below(block, *below[:2])):
            found += people
            at += 2
        elif below and _lies(block.cells, below[0].cells):
            pairs = zip(block.cells, below[0].cells, strict=True)
            found += [_line(block, _says(_text(label), _text(value))) for label, value in pairs]
            at += 1
        else:
            found.append(_beside(block))
        at += 1
    return found


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell)


def _line(block: Block, text: str) -> Block:
    return Block(((Line(text),),), block.place)


def _lies(labels: Sequence[Cell], values: Sequence[Cell]) -> bool:
    return len(labels) == len(values) >= _FEWEST_LABELS and all(
        len(cell) == 1 and bool(_LABEL.fullmatch(cell[0].text.strip())) for cell in labels
    )


def _roles_above(block: Block, below: Sequence[Block]) -> tuple[list[Block], int] | None:
    """ "Dibuat oleh | Diperiksa oleh", then "Nama | A | B" and "Jabatan | Kasi | Camat": who did what.

    With the number of rows used. The cell above "Nama" may be empty.
    """
    roles = [_text(cell) for cell in block.cells if _ROLE.fullmatch(_text(cell).strip())]
    if len(roles) < _FEWEST_ROLES or len(block.cells) - len(roles) > 1:
        return None
    rows: list[list[str]] = []
    for row in below:
        if len(row.cells) != len(roles) + 1 or not _FIELD.fullmatch(_text(row.cells[0]).strip()):
            break
        rows.append([_text(cell) for cell in row.cells])
    fields = {row[0].casefold().strip(" :"): row[1:] for row in rows}
    if "nama" not in fields:
        return None
    posts = fields.get("jabatan", [""] * len(roles))
    people = zip(roles, fields["nama"], posts, strict=True)
    others = [text for cell in block.cells if (text := _text(cell)) not in roles]
    rest = " ".join([*others, *(row[0] for row in rows)])
    lines = [rest, *(_says(role, name, post) for role, name, post in people)]
    return [_line(block, text) for text in lines], len(rows)


def _posts_below(block: Block, posts: Block, names: Block) -> list[Block]:
    """Roles, below them posts and below these names (or names and then posts), without words that say so."""
    rows = [[_text(cell).strip() for cell in row.cells] for row in (block, posts, names)]
    roles, first, second = rows
    alike = len(roles) == len(first) == len(second) >= _FEWEST_ROLES and all(map(_ROLE.fullmatch, roles))
    if not alike or all(map(_POST.match, first)) == all(map(_POST.match, second)):
        return []
    people, titles = (second, first) if all(map(_POST.match, first)) else (first, second)
    return [_line(block, _says(*each)) for each in zip(roles, people, titles, strict=True)]


def _says(label: str, *texts: str) -> str:
    """Label and texts on one line, as written; a colon and a dash are put where none stands."""
    told = " - ".join(text for text in texts if text)
    return f"{label} {told}" if label.rstrip().endswith(":") else f"{label} : {told}"


def _beside(block: Block) -> Block:
    """A row (or "Penyusun : …") of a role and who has it: name and post are one text."""
    texts = [_text(cell).strip() for cell in block.cells]
    if len(texts) == 1:
        label, mark, rest = texts[0].partition(":")
        texts = [f"{label}:", rest.strip()] if mark and _ROLE.fullmatch(label.strip()) else texts
    if len(texts) not in {2, 3} or not _LABEL.fullmatch(texts[0]):
        return block
    if not _ROLE.fullmatch(texts[0]):
        return _line(block, _says(texts[0], texts[1])) if len(texts) == 2 else block
    has_post = _POST.match(texts[2]) if len(texts) == 3 else _ANY_POST.search(texts[1])
    return _line(block, _says(*texts)) if has_post else block
