"""QR codes: what is drawn is what was meant, and large enough for an old phone."""

import re
from itertools import pairwise
from typing import Any

import pytest
import zxingcpp
from PIL.Image import Image, new

from commons import qr
from documents.sheets import Sheet, print_sheet
from tests.documents import samples

DPI = 600


@pytest.mark.parametrize(
    ("sheet", "url"),
    [
        (samples.letter(), samples.CHECK.url),
        (samples.strip(), samples.CHECK.url),
        (samples.receipt(), samples.STATUS.url),
        (samples.receipt(paper="80mm"), samples.STATUS.url),
        (samples.ticket(paper="58mm", status=samples.STATUS), samples.STATUS.url),
    ],
)
def test_the_printed_modules_are_those_of_the_code_and_at_least_20_mm_wide(sheet: Sheet, url: str) -> None:
    expected = qr.matrix(url)
    picture = samples.image(print_sheet(sheet), dpi=DPI)
    left, top, module = _finder(picture)
    assert module * len(expected) / DPI * 25.4 >= 20

    def dark(x: int, y: int) -> bool:
        return _grey(picture, left + (x + 0.5) * module, top + (y + 0.5) * module) < 128

    size = range(len(expected))
    assert [[dark(x, y) for x in size] for y in size] == expected


@pytest.mark.parametrize("url", [samples.CHECK.url, samples.STATUS.url, "x", "https://a.example/", "2026/1"])
def test_a_code_is_that_of_the_text_at_level_m(url: str) -> None:
    (read,) = zxingcpp.read_barcodes(_painted(qr.matrix(url)))
    assert (read.text, read.format, read.ec_level) == (url, zxingcpp.BarcodeFormat.QRCode, "M")


def test_what_is_printed_is_read_as_by_a_telephone_that_is_held_askew() -> None:
    page = samples.image(print_sheet(samples.letter()), dpi=150).rotate(20, expand=True, fillcolor="white")
    assert [read.text for read in zxingcpp.read_barcodes(page)] == [samples.CHECK.url]


def test_the_drawing_shows_the_modules() -> None:
    rows = qr.matrix(samples.CHECK.url)
    dark = {(x + 4, y + 4) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    stretches = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", qr.draw(samples.CHECK.url)["svg"])
    assert {(int(x) + n, int(y)) for x, y, long in stretches for n in range(int(long))} == dark


def test_the_quiet_zone_is_four_modules() -> None:
    drawing = qr.draw(samples.CHECK.url)
    assert drawing["total"] - drawing["modules"] == 8


@pytest.mark.parametrize("text", ["x" * 3000, ""])
def test_text_that_makes_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"too long|empty"):
        qr.draw(text)


def _painted(rows: list[list[bool]]) -> Image:
    """The modules as a picture, four dots wide each, within their quiet zone."""
    side = len(rows) + 8
    picture = new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if dark else 255)
    return picture.resize((side * 4, side * 4), 0)


def _grey(picture: Image, x: float, y: float) -> int:
    value: Any = picture.getpixel((int(x), int(y)))
    return int(value)


def _finder(picture: Image) -> tuple[float, float, float]:
    """(left, top, width of a module) of the first finder pattern: runs of 1:1:3:1:1 that are a square."""
    for y in range(0, picture.height, 6):
        for left, width in _patterns(picture, y):
            top, module = _upper_end(picture, left + width / 14, y), width / 7
            corner = [
                [_grey(picture, left + (c + 0.5) * module, top + (r + 0.5) * module) < 128 for c in range(7)]
                for r in range(7)
            ]
            if corner == FINDER:
                return left, top, module
    raise AssertionError("no finder pattern on this page")


FINDER = [[max(abs(r - 3), abs(c - 3)) != 2 for c in range(7)] for r in range(7)]


def _upper_end(picture: Image, x: float, y: int) -> int:
    """The first row of the dark stretch through (x, y)."""
    while y and _grey(picture, x, y - 1) < 128:
        y -= 1
    return y


def _patterns(picture: Image, y: int) -> list[tuple[int, int]]:
    """(start, width) of each finder-like pattern in the pixel row `y`."""
    line = [grey < 128 for grey in picture.crop((0, y, picture.width, y + 1)).tobytes()]
    edges = [0, *(x for x in range(1, len(line)) if line[x] != line[x - 1]), len(line)]
    runs = [(a, b - a) for a, b in pairwise(edges)]
    found = []
    for at in range(len(runs) - 4):
        start, widths = runs[at][0], [width for _start, width in runs[at : at + 5]]
        if line[start] and _in_ratio(widths):
            found.append((start, sum(widths)))
    return found


def _in_ratio(widths: list[int]) -> bool:
    unit = sum(widths) / 7
    return unit > 8 and all(
        abs(w - unit * n) < unit / 2 for w, n in zip(widths, (1, 1, 3, 1, 1), strict=True)
    )
