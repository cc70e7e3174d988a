"""Small drawings beside words: a figure over the months, whose minutes, a histogram. Pure."""

from collections.abc import Sequence
from itertools import groupby

from django.utils.safestring import SafeString

from board import scales, svg

SPARK_W, SPARK_H = 220.0, 64.0
ROW_W, ROW_H = 600.0, 22.0
HIST_W, HIST_H = 600.0, 180.0
LABEL_W = 80.0


def spark(
    values: Sequence[float | None],
    *,
    low: float,
    high: float,
    beside: Sequence[float | None] = (),
    label: str = "",
) -> SafeString:
    """A line over months; None leaves a gap. `beside`: a thin line to compare with (all offices)."""
    x = scales.linear(0, max(len(values) - 1, 1), 6, SPARK_W - 8)
    y = scales.linear(low, high, SPARK_H - 8, 8)
    parts = [
        svg.el("line", x1=0, x2=SPARK_W, y1=SPARK_H - 2, y2=SPARK_H - 2, class_="base"),
        *(svg.el("path", d=d, class_="spark-beside") for d in _lines(beside, x, y)),
        *(svg.el("path", d=d, class_="spark-line") for d in _lines(values, x, y)),
    ]
    known = _known(values)
    if known:
        place, value = known[-1]
        parts.append(svg.el("circle", cx=x(place), cy=y(value), r=4.5, class_="spark-last"))
    return svg.picture(SPARK_W, SPARK_H, *parts, class_="drawn spark", label=label)


def _known(values: Sequence[float | None]) -> list[tuple[int, float]]:
    return [(place, value) for place, value in enumerate(values) if value is not None]


def _lines(values: Sequence[float | None], x: scales.Scale, y: scales.Scale) -> list[str]:
    """One `d` for each run of months without a gap; a month alone is a line of no length, drawn as a dot."""
    found = []
    for known, run in groupby(enumerate(values), key=lambda one: one[1] is not None):
        points = [(x(place), y(value)) for place, value in run if value is not None]
        if known:
            found.append(svg.path(points if len(points) > 1 else points * 2))
    return found


def stacked(parts: Sequence[tuple[str, float]], *, most: float) -> SafeString:
    """A bar of parts (tone, amount), as long as `most` at most. A table says the same in numbers."""
    scale = scales.linear(0, most or 1.0, 0, ROW_W)
    at, found = 0.0, []
    for tone, amount in parts:
        width = scale(amount)
        if width > 0.2:
            found.append(svg.el("rect", x=at, y=1, width=width, height=ROW_H - 2, class_=f"own own-{tone}"))
        at += width
    return svg.el(
        "svg",
        *found,
        viewBox=f"0 0 {svg.n(ROW_W)} {svg.n(ROW_H)}",
        preserveAspectRatio="none",
        class_="drawn stack",
        aria_hidden="true",
        focusable="false",
    )


def bars(counts: Sequence[tuple[str, int]], *, label: str) -> SafeString:
    """A histogram: (words under the bar, files); words are left out where there are many bars."""
    most = max((n for _words, n in counts), default=0) or 1
    wide = HIST_W / max(len(counts), 1)
    y = scales.linear(0, most, HIST_H - 26, 14)
    every = 1 + len(counts) // 7
    found = []
    for place, (words, n) in enumerate(counts):
        top = y(n)
        found.append(
            svg.el(
                "rect", x=place * wide + 2, y=top, width=wide - 4, height=HIST_H - 26 - top, class_="hist-bar"
            )
        )
        if place % every == 0 and place * wide < HIST_W - LABEL_W:
            found.append(svg.words(place * wide + 2, HIST_H - 8, words, "axis"))
    return svg.picture(HIST_W, HIST_H, *found, class_="drawn hist", label=label)
