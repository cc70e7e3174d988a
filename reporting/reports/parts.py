"""The parts a report on paper is made of, as plain data for `report.typ`. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

Part = dict[str, Any]


def heading(text: str, *, page: bool = False) -> Part:
    """A section; `page` begins a new one."""
    return {"kind": "heading", "text": text, "page": page}


def lead(items: Iterable[str]) -> Part:
    """The sentences to read first."""
    return {"kind": "lead", "items": list(items)}


def text(words: str, *, small: bool = False, keep: bool = False) -> Part:
    """A paragraph; `keep`: on one page with what follows."""
    return {"kind": "text", "text": words, "small": small, "keep": keep}


def points(items: Iterable[str]) -> Part:
    """Sentences, one under the other."""
    return {"kind": "points", "items": list(items)}


def tiles(rows: Iterable[tuple[str, str, str, str]]) -> Part:
    """Large figures: (name, figure, what it rests on, change)."""
    return {"kind": "tiles", "rows": [list(row) for row in rows]}


def picture(svg: str, *, alt: str, width: int = 102, legend: Sequence[tuple[str, str]] = ()) -> Part:
    """A drawing, `width` in mm; the legend (swatch as SVG, words) beside it."""
    return {
        "kind": "picture",
        "svg": svg,
        "alt": alt,
        "width": width,
        "legend": [{"svg": swatch, "text": words} for swatch, words in legend],
    }


def bars(rows: Iterable[tuple[str, str, str]], legend: Iterable[tuple[str, str]]) -> Part:
    """Rows of (name, drawing, total); the legend is (colour, words)."""
    return {
        "kind": "bars",
        "rows": [{"name": name, "svg": svg, "total": total} for name, svg, total in rows],
        "legend": [list(one) for one in legend],
    }


def lines(rows: Iterable[tuple[str, str, str]]) -> Part:
    """Small multiples: (name, drawing, from–to)."""
    return {"kind": "lines", "rows": [{"name": name, "svg": svg, "last": last} for name, svg, last in rows]}


def table(columns: Sequence[tuple[str, float, str]], rows: Sequence[Sequence[str]]) -> Part:
    """Columns as (title, share of the line, left or right). Raises `ValueError` for a crooked row."""
    if any(len(row) != len(columns) for row in rows):
        raise ValueError(f"every row needs {len(columns)} cells")
    return {
        "kind": "table",
        "columns": [{"title": title, "width": width, "align": align} for title, width, align in columns],
        "rows": [list(row) for row in rows],
    }
