"""Sheets to PDF: plain data in, bytes out. No database, no clock, no request.

The one thing asked from outside is whether the office at work is a rehearsal: then every sheet says so.

Data reaches a template as JSON and is shown as text, whatever it looks like. The same data gives the
same bytes, so the SHA-256 of a frozen letter can be checked against a new rendering.
"""

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils.translation import gettext_lazy as _

from commons import qr
from commons.errors import DomainError
from documents import emblems
from documents.glyphs import FONTS, check_text, strings
from offices.scope import office_or_none

Standard = Literal["a-2b", "ua-1"]
TEMPLATES = Path(__file__).parent / "typst"

_EPOCH = date(2000, 1, 1)
_local = threading.local()


class SheetDoesNotFit(DomainError):
    """The content is too long for the paper (only labels have a fixed height)."""


def render(template: str, data: Mapping[str, Any], *, standard: Standard | None = None) -> bytes:
    """The PDF of `template` (a file name in `typst/` without its ending) filled with `data`.

    `data` is JSON-safe (`Sheet.data()`, or what was stored of it); its ISO date `dated` becomes the
    PDF's creation date. Raises `UnprintableCharacter`, `SheetDoesNotFit`, `emblems.BadEmblem`.
    """
    check_text(data)
    whole = drawn(data) | {"longest_word": longest_word(data)}
    return compile_sheet(template, whole, standard=standard)


def compile_sheet(template: str, data: Mapping[str, Any], *, standard: Standard | None) -> bytes:
    """As `render`, for data already checked and drawn."""
    pdf = _compile(template, data, format="pdf", pdf_standards=[standard] if standard else [])
    assert isinstance(pdf, bytes)
    return pdf


@dataclass(frozen=True)
class Spot:
    """A marked place of a sheet: page from 0, points from the upper left corner."""

    page: int
    x: float
    y: float


def spot(template: str, data: Mapping[str, Any], label: str) -> Spot | None:
    """Where a sheet's template put the mark `<label>`; None where it did not. Raises what `render` raises."""
    whole = drawn(data) | {"longest_word": longest_word(data), "rehearsal": False}
    compiler = typst.Compiler(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(whole, ensure_ascii=False)},
    )
    found = json.loads(compiler.query(f"<{label}>", field="value"))
    if not found:
        return None
    return Spot(found[0]["page"] - 1, _points(found[0]["x"]), _points(found[0]["y"]))


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))


def pictures(template: str, data: Mapping[str, Any]) -> list[bytes]:
    """The sheet as one SVG a page, letters as outlines, to read on a screen. Raises what `render` raises."""
    check_text(data)
    whole = drawn(data) | {"longest_word": longest_word(data)}
    pages = _compile(template, whole, format="svg")
    return pages if isinstance(pages, list) else [pages]


def _compile(template: str, data: Mapping[str, Any], **options: Any) -> Any:
    here = office_or_none()
    marked = {**data, "rehearsal": here is not None and here.is_rehearsal}
    try:
        return _compiler(template).compile(
            sys_inputs={"data": json.dumps(marked, ensure_ascii=False)},
            timestamp=_timestamp(data.get("dated")),
            **options,
        )
    except typst.TypstError as error:
        if "does-not-fit" in str(error.message):
            raise SheetDoesNotFit("sheet_does_not_fit", _TOO_LONG, template=template) from error
        raise


_TOO_LONG = _("Isi terlalu panjang untuk label ini. Pilih strip pada kertas A4; isian tidak berubah.")


def drawn(value: Any) -> Any:
    """`value` with each `emblem` and `signature` as an SVG and each `qr` (an address) as a drawing."""
    if isinstance(value, Mapping):
        plain = {key: drawn(item) for key, item in value.items()}
        if "emblem" in plain:
            plain["emblem"] = emblems.svg(plain["emblem"])
        if plain.get("signature"):
            plain["signature"] = emblems.svg(plain["signature"])
        if isinstance(plain.get("qr"), str):
            plain["qr"] = dict(qr.draw(plain["qr"]))
        return plain
    if isinstance(value, list | tuple):
        return [drawn(item) for item in value]
    return value


# Addresses: a template breaks each where it shows it (`address` in kit.typ), and a code shows none.
_ADDRESSES = frozenset({"url", "qr"})


def longest_word(data: Mapping[str, Any]) -> int:
    """Characters in the longest word; templates break words only where one may be wider than its place.

    Of an address, in the longest of its parts.
    """
    texts = (
        text.replace("/", " ") if path and path[-1] in _ADDRESSES else text
        for path, _where, text in strings(data)
    )
    return max((len(word) for text in texts for word in text.split()), default=0)


def _compiler(template: str) -> typst.Compiler:
    """This thread's compiler of `template`. One compiler cannot serve two threads at once, and a cache
    kept by Typst itself is shared by all, so that one per thread costs little."""
    _refuse_fork()
    compilers: dict[str, typst.Compiler] = _local.__dict__.setdefault("compilers", {})
    if template not in compilers:
        source = TEMPLATES / f"{template}.typ"
        compilers[template] = typst.Compiler(
            source, root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True
        )
    return compilers[template]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _process() -> int:
    """The process that rendered first."""
    return os.getpid()


def _refuse_fork() -> None:
    """Typst's worker threads do not survive a fork: a child would wait for them for ever."""
    if _process() != os.getpid():
        raise RuntimeError("this process was forked after its parent rendered; render only in the children")


def _timestamp(dated: str | None) -> int:
    day = date.fromisoformat(dated[:10]) if dated else _EPOCH
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
