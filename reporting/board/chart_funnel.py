"""The funnel plot: each office's figure over its number of files, inside what chance alone would give."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from board import scales, svg
from indicators.results import Limits, Standing

WIDTH, HEIGHT = 720.0, 400.0
LEFT, RIGHT, TOP, BOTTOM = 74.0, 20.0, 18.0, 52.0
# What a name takes.
NAME_WIDTH, LINE = 190.0, 16.0


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
    """The names of those outside, moved apart where two would lie on each other. A good office whose name
    would come to lie far from its dot goes without; the table has it."""
    outside = [dot for dot in ordered if dot.standing is Standing.WORSE]
    outside += [dot for dot in ordered if dot.standing is Standing.BETTER]
    outside = _roomy(outside, x, y)
    outside.sort(key=lambda dot: y(dot.value))
    downs = apart([(x(dot.n), y(dot.value) + 5) for dot in outside], lowest=HEIGHT - BOTTOM - 4)
    found = []
    for dot, down in zip(outside, downs, strict=True):
        across = x(dot.n)
        at, anchor = (across + 13, "start") if across < WIDTH * 0.7 else (across - 13, "end")
        found.append(svg.words(at, down, dot.name, "dot-name", anchor))
    return found


def _roomy(outside: list[Dot], x: scales.Scale, y: scales.Scale) -> list[Dot]:
    """All that need attention, and of the others those with room for their name beside them."""
    found: list[Dot] = []
    for dot in outside:
        crowded = any(
            abs(x(dot.n) - x(one.n)) < NAME_WIDTH and abs(y(dot.value) - y(one.value)) < LINE for one in found
        )
        if dot.standing is Standing.WORSE or not crowded:
            found.append(dot)
    return found


def apart(places: list[tuple[float, float]], *, lowest: float) -> list[float]:
    """The heights of words at these places (from the top down), moved so that no two lie on each other: first
    downwards, then up again where the frame ends."""
    downs = [down for _across, down in places]

    def near(one: int, other: int) -> bool:
        return abs(places[one][0] - places[other][0]) < NAME_WIDTH

    for place in range(len(places)):
        above = [downs[other] + LINE for other in range(place) if near(place, other)]
        downs[place] = max([downs[place], *above])
    for place in reversed(range(len(places))):
        below = [downs[other] - LINE for other in range(place + 1, len(places)) if near(place, other)]
        downs[place] = min([downs[place], lowest, *below])
    return downs
