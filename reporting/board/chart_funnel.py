"""The funnel plot: each office's figure over its number of files, inside what chance alone would give."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from board import scales, svg
from indicators.results import Limits, Standing

WIDTH, HEIGHT = 720.0, 400.0
LEFT, RIGHT, TOP, BOTTOM = 74.0, 20.0, 18.0, 52.0
# What a letter of a name takes, and a line.
LETTER, LINE = 8.4, 16.0
# Lines above (-) or below the dot's own, in the order in which they are tried; so many places are beside it.
FARTHER = (0, -1, 1, *(lines for step in range(2, 24) for lines in (-step, step)))
BESIDE = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """An office. `words` are shown beside it where it stands outside what is usual."""

    name: str
    n: int
    value: float
    limits: Limits
    standing: Standing
    words: str


@dataclass(frozen=True, slots=True)
class _Box:
    """What a dot or a name covers."""

    left: float
    right: float
    top: float
    bottom: float

    def free(self, others: Iterable["_Box"]) -> bool:
        """Whether it lies on none of them."""
        return not any(
            self.left < one.right
            and one.left < self.right
            and self.top < one.bottom
            and one.top < self.bottom
            for one in others
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a name may stand."""

    across: float
    down: float
    anchor: str
    box: _Box


@dataclass(frozen=True, slots=True)
class Axis:
    """A value and how it is written, on either axis."""

    at: float
    words: str


def bounds(dots: list[Dot], *, ceiling: float | None = None) -> tuple[float, float]:
    """The values the drawing spans: every dot and its limits of 99.8 %."""
    values = [each for dot in dots for each in (dot.value, dot.limits.low998, dot.limits.high998)]
    return scales.padded(values, floor=0.0, ceiling=ceiling)


def draw(
    dots: list[Dot],
    *,
    low: float,
    high: float,
    sides: list[Axis],
    below: list[Axis],
    average: float,
    label: str,
    x_words: str,
) -> SafeString:
    """The plot; `dots` in any order, at least one."""
    most = max(dot.n for dot in dots)
    x = scales.root(0, most * 1.04, LEFT, WIDTH - RIGHT)
    y = scales.linear(low, high, HEIGHT - BOTTOM, TOP)

    def held(value: float) -> float:
        return y(min(max(value, low), high))

    ordered = sorted(dots, key=lambda dot: dot.n)
    parts = [
        _band(ordered, x, held, "998"),
        _band(ordered, x, held, "95"),
        *(_side(axis, y) for axis in sides if low <= axis.at <= high),
        *(_below(axis, x) for axis in below if axis.at <= most),
        svg.el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=held(average), y2=held(average), class_="funnel-mean"),
        svg.words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, x_words, "axis", "middle"),
        *(_dot(dot, x(dot.n), held(dot.value)) for dot in ordered),
        *_names(ordered, x, held),
    ]
    return svg.picture(WIDTH, HEIGHT, *parts, class_="drawn funnel", label=label)


def _band(ordered: list[Dot], x: scales.Scale, y: scales.Scale, share: str) -> SafeString:
    """What chance alone gives with this share of certainty ("95", "998": 99.8 %)."""
    up = [(x(dot.n), y(getattr(dot.limits, f"high{share}"))) for dot in ordered]
    down = [(x(dot.n), y(getattr(dot.limits, f"low{share}"))) for dot in reversed(ordered)]
    if len(ordered) == 1:
        (at, top), (_at, bottom) = up[0], down[0]
        up, down = [(at - 8, top), (at + 8, top)], [(at + 8, bottom), (at - 8, bottom)]
    return svg.el("path", d=svg.path(up + down, closed=True), class_=f"funnel-{share}")


def _side(axis: Axis, y: scales.Scale) -> SafeString:
    at = y(axis.at)
    line = svg.el("line", x1=LEFT, x2=WIDTH - RIGHT, y1=at, y2=at, class_="grid")
    return svg.join([line, svg.words(LEFT - 8, at + 5, axis.words, "axis", "end")])


def _below(axis: Axis, x: scales.Scale) -> SafeString:
    at = x(axis.at)
    line = svg.el("line", x1=at, x2=at, y1=HEIGHT - BOTTOM, y2=HEIGHT - BOTTOM + 6, class_="tick")
    return svg.join([line, svg.words(at, HEIGHT - BOTTOM + 22, axis.words, "axis", "middle")])


def _dot(dot: Dot, x: float, y: float) -> SafeString:
    """A ring for what is usual, a square for what needs attention, a full circle for what is better."""
    title = svg.el("title", f"{dot.name}: {dot.words}")
    if dot.standing is Standing.WORSE:
        return svg.el("rect", title, x=x - 7, y=y - 7, width=14, height=14, class_="dot dot-WORSE")
    return svg.el(
        "circle",
        title,
        cx=x,
        cy=y,
        r=7 if dot.standing is Standing.BETTER else 5.5,
        class_=f"dot dot-{dot.standing}",
    )


def _names(ordered: list[Dot], x: scales.Scale, y: scales.Scale) -> list[SafeString]:
    """The names of those outside, on no dot and on no other name. A good office without room for its name
    goes without, as the table has it; one that needs attention is named farther from its dot."""
    dots = [_Box(x(dot.n) - 8, x(dot.n) + 8, y(dot.value) - 8, y(dot.value) + 8) for dot in ordered]
    outside = [dot for dot in ordered if dot.standing is Standing.WORSE]
    outside += [dot for dot in ordered if dot.standing is Standing.BETTER]
    taken: list[_Box] = []
    found = []
    for dot in outside:
        places = list(_places(dot, x(dot.n), y(dot.value)))
        place = next((one for one in places[:BESIDE] if one.box.free(dots) and one.box.free(taken)), None)
        if place is None and dot.standing is Standing.WORSE:
            place = next((one for one in places if one.box.free(taken)), None)
        if place is not None:
            taken.append(place.box)
            found.append(svg.words(place.across, place.down, dot.name, "dot-name", place.anchor))
    return found


def _places(dot: Dot, across: float, down: float) -> Iterator[_Place]:
    """Where a name may stand inside the frame: beside its dot first, then farther line by line."""
    wide = len(dot.name) * LETTER
    for lines in FARTHER:
        height = down + 5 + lines * LINE
        if not TOP - 4 <= height - LINE * 0.8 <= height <= HEIGHT - BOTTOM - 2:
            continue
        gap = 12 if abs(lines) <= 1 else 0
        for at, anchor in ((across + gap, "start"), (across - gap, "end")):
            left = at if anchor == "start" else at - wide
            if left >= LEFT + 2 and left + wide <= WIDTH - 2:
                yield _Place(at, height, anchor, _Box(left, left + wide, height - LINE * 0.8, height + 3))
