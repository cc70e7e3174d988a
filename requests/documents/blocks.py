"""What the body of a letter or standard is built of. Every text is plain text; nothing in it is markup."""

from dataclasses import dataclass, field
from typing import Literal

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text. `indent` sets the first line in by 12 mm."""

    text: str
    align: Literal["justify", "center", "left"] = "justify"
    indent: bool = True
    bold: bool = False
    kind: Literal["paragraph"] = field(default="paragraph", init=False)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A bold line above a part of the body; it stays with what follows."""

    text: str
    kind: Literal["heading"] = field(default="heading", init=False)


@dataclass(frozen=True, kw_only=True)
class Fields:
    """`label : value` lines, the colons under each other."""

    rows: tuple[Pair, ...]
    kind: Literal["fields"] = field(default="fields", init=False)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A table column. `width` is its share of the line (0: as wide as its content)."""

    title: str
    width: float = 1
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A ruled table; its head repeats on every page. `numbered` puts a No. column before the others.

    Raises `ValueError` when a row has more or fewer cells than there are columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    numbered: bool = True
    kind: Literal["table"] = field(default="table", init=False)

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row needs {len(self.columns)} cells")


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A counted list; `style` is `1.`, `1)`, `a.` or `a)`."""

    items: tuple[str, ...]
    style: Literal["1.", "1)", "a.", "a)"] = "1."
    kind: Literal["list"] = field(default="list", init=False)


@dataclass(frozen=True, kw_only=True)
class Basis:
    """`Dasar : 1. …`: the supporting letters and the law the letter rests on."""

    items: tuple[str, ...]
    title: str = "Dasar"
    kind: Literal["basis"] = field(default="basis", init=False)


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """People who sign beside the official (berita acara): (name, title) and room for each hand."""

    people: tuple[Pair, ...]
    title: str = ""
    kind: Literal["signatures"] = field(default="signatures", init=False)


Block = Paragraph | Heading | Fields | Table | Numbered | Basis | Signatures
