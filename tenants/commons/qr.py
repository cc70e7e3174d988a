"""QR codes as drawings: one SVG path, so that a letter stays small and quick."""

import re
from functools import lru_cache
from typing import Any, TypedDict

import zxingcpp
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4

_DARK = re.compile(rb"\x01+")


class Drawing(TypedDict):
    """`svg` is `total` modules wide, quiet zone included; the symbol itself is `modules` wide."""

    svg: str
    modules: int
    total: int


@lru_cache(maxsize=512)
def draw(text: str) -> Drawing:
    """The QR code of `text` at error level M (15 % of it may be damaged), remembered for the next paper.

    Raises `ValueError` if the text is empty or too long.
    """
    return _draw(text)


def inline(text: str) -> SafeString:
    """The same as SVG within a page; nothing is remembered of it, as such an address may be a secret."""
    return mark_safe(_draw(text)["svg"])  # noqa: S308  drawn from modules, no text goes in


def _draw(text: str) -> Drawing:
    rows = matrix(text)
    modules = len(rows)
    total = modules + 2 * QUIET_ZONE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {total}" '
        f'width="{total}" height="{total}">'
        f'<path fill="#fff" d="M0 0h{total}v{total}H0z"/><path fill="#000" d="{_path(rows)}"/></svg>'
    )
    return Drawing(svg=svg, modules=modules, total=total)


def matrix(text: str) -> list[list[bool]]:
    """The modules row by row, True for a dark one. Raises `ValueError` as `draw` does."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    shades: Any = memoryview(picture).tolist()  # row by row, which its types do not say
    return [[shade == 0 for shade in row] for row in shades]


def _path(rows: list[list[bool]]) -> str:
    """Each stretch of dark modules as one rectangle: fewer shapes, and no hairlines between modules."""
    return "".join(
        f"M{dark.start() + QUIET_ZONE} {y + QUIET_ZONE}h{len(dark[0])}v1h-{len(dark[0])}z"
        for y, row in enumerate(rows)
        for dark in _DARK.finditer(bytes(row))
    )
