"""The map of the kecamatan: boundaries, marked by words, pattern and colour. Works without scripts.

Each kecamatan is a link (reached by keyboard) whose name says all that the drawing shows.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString

from board import svg

DATA = Path(__file__).parent / "data" / "kecamatan.geojson"
WIDTH = 1000.0
MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class Area:
    """A kecamatan as it is drawn: the `d` of its path, and where its words stand."""

    code: str
    name: str
    d: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """What is shown of a kecamatan: `tone` chooses pattern and colour; `label` says everything in words."""

    tone: str
    value: str
    label: str
    url: str


@cache
def areas() -> tuple[float, tuple[Area, ...]]:
    """The height of the drawing, and the kecamatan by code."""
    features = json.loads(DATA.read_text("utf-8"))["features"]
    corners = [point for feature in features for ring in _rings(feature) for point in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    scale = (WIDTH - 2 * MARGIN) / (east - west)
    # A degree of longitude is shorter than one of latitude, away from the equator.
    tall = scale / math.cos(math.radians((south + north) / 2))

    def place(point: list[float]) -> tuple[float, float]:
        return MARGIN + (point[0] - west) * scale, MARGIN + (north - point[1]) * tall

    found = tuple(_area(feature, place) for feature in features)
    return 2 * MARGIN + (north - south) * tall, found


def _area(feature: Any, place: Any) -> Area:
    about = feature["properties"]
    d = "".join(svg.path(map(place, ring[:-1]), closed=True) for ring in _rings(feature))
    return Area(about["code"], about["name"], d, *place(about["label"]))


def _rings(feature: Any) -> list[list[list[float]]]:
    shape = feature["geometry"]
    if shape["type"] == "Polygon":
        return list(shape["coordinates"])
    return [ring for polygon in shape["coordinates"] for ring in polygon]


def _patterns() -> SafeString:
    """Stripes for what needs attention, dots for what is better, so that no colour is needed to tell."""
    stripes = svg.el(
        "pattern",
        svg.el("rect", width=14, height=14, class_="ground-WORSE"),
        svg.el("path", d="M-4 18L18 -4M-4 4L4 -4M10 18L18 10", class_="ink-WORSE"),
        id="map-WORSE",
        width=14,
        height=14,
        patternUnits="userSpaceOnUse",
    )
    dots = svg.el(
        "pattern",
        svg.el("rect", width=16, height=16, class_="ground-BETTER"),
        svg.el("circle", cx=5, cy=5, r=2.2, class_="ink-BETTER"),
        svg.el("circle", cx=13, cy=13, r=2.2, class_="ink-BETTER"),
        id="map-BETTER",
        width=16,
        height=16,
        patternUnits="userSpaceOnUse",
    )
    return svg.el("defs", stripes, dots)


def draw(marks: Mapping[str, Mark], label: str) -> SafeString:
    """The map with these marks by code; a kecamatan without one has no office here yet."""
    height, found = areas()
    shapes = [_shape(area, marks.get(area.code)) for area in found]
    texts = [_words(area, marks[area.code]) for area in found if area.code in marks]
    return svg.el(
        "svg",
        _patterns(),
        *shapes,
        svg.el("g", *texts, class_="map-words", aria_hidden="true"),
        viewBox=f"0 0 {svg.n(WIDTH)} {svg.n(height)}",
        class_="map",
        role="group",
        aria_label=label,
        focusable="false",
    )


def _shape(area: Area, mark: Mark | None) -> SafeString:
    if mark is None:
        return svg.el("path", d=area.d, class_="area area-NONE")
    outline = svg.el("path", d=area.d, class_=f"area area-{mark.tone}")
    return svg.el("a", svg.el("title", mark.label), outline, href=mark.url, aria_label=mark.label)


def _words(area: Area, mark: Mark) -> SafeString:
    return svg.join(
        [
            svg.words(area.x, area.y - 4, area.name, "map-name", "middle"),
            svg.words(area.x, area.y + 22, mark.value, "map-value", "middle"),
        ]
    )


def legend(tone: str) -> SafeString:
    """A swatch of a tone, as the map draws it."""
    return svg.picture(
        28, 18, svg.el("rect", x=1, y=1, width=26, height=16, class_=f"area area-{tone}"), class_="swatch"
    )
