"""The *alur* of a service: the steps of its standard laid out from top to bottom, as on the wall. Pure.

One column of 320 units: a phone of 360 px shows it at its full size. What a shape is, its form says (rounded:
begin and end; box: a step; rhombus: a decision), never its colour alone.

Letters are reckoned as wide as those of Arimo (and so of Arial and Helvetica) with a tenth to spare, so that
a line that fits here fits in any of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

WIDTH = 320
LEFT, RIGHT = 4, 292
LANE = 310
MIDDLE = (LEFT + RIGHT) / 2
GAP, PAD = 26, 10
TITLE, SMALL, LEADING = 15.0, 13.0, 1.3
RHOMBUS_W, RHOMBUS_H = 236, 84
TALLEST = 760
SPARE, BOLDER = 1.1, 1.08
# Thousandths of the size: signs that are much narrower or wider than the others.
_WIDTHS = dict.fromkeys("ijl|.,:;'!It/ ()[]-r\"*`f", 400) | dict.fromkeys("mwMWQOG%@&", 1020)
_WIDTHS |= {"\N{TWO-EM DASH}": 1800, "\N{THREE-EM DASH}": 2700}
_SMALL_LETTER, _CAPITAL, _FOREIGN = 580, 760, 1250

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step: what is done, by whom, how long. `decides`: after it an incomplete file goes back."""

    title: str
    who: str = ""
    time: str = ""
    decides: bool = False


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the drawing says besides the steps; `resumed` and `onward` where one goes over to another."""

    begin: str
    end: str
    question: str
    yes: str
    no: str
    resumed: str
    onward: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text; `x` is its middle, `y` its base line."""

    text: str
    x: float
    y: float
    size: float = SMALL
    bold: bool = False

    @property
    def width(self) -> float:
        """At least as wide as it is set."""
        return width_of(self.text, self.size, bold=self.bold)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """`kind` is `end`, `step` or `decision`."""

    kind: str
    y: float
    height: float
    width: float = RIGHT - LEFT
    lines: tuple[Line, ...] = ()

    @property
    def x(self) -> float:
        return MIDDLE - self.width / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass
class Flow:
    """A drawing `WIDTH` wide: shapes from top to bottom, arrows (a head at the last point), words beside."""

    shapes: list[Shape] = field(default_factory=list)
    arrows: list[tuple[Point, ...]] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)

    @property
    def height(self) -> float:
        return self.shapes[-1].bottom + 4


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """At least as wide as `text` is set at `size`."""
    return sum(map(_width, text)) * size / 1000 * SPARE * (BOLDER if bold else 1)


def _width(char: str) -> int:
    usual = _SMALL_LETTER if char.islower() or char.isdigit() else _CAPITAL
    return _WIDTHS.get(char, usual if char.isascii() else _FOREIGN)


def wrapped(text: str, size: float, *, room: float, bold: bool = False) -> list[str]:
    """`text` in lines no wider than `room`; a word that is wider itself is broken."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines += _broken(word, size, room, bold)
    return lines


def _broken(word: str, size: float, room: float, bold: bool) -> list[str]:
    parts = [""]
    for char in word:
        if parts[-1] and width_of(parts[-1] + char, size, bold=bold) > room:
            parts.append("")
        parts[-1] += char
    return parts


def flow(steps: Sequence[Step], words: Words) -> Flow:
    """One drawing of all the steps, however many."""
    return _drawn(steps, words, words.begin, words.end, first=1)


def flows(steps: Sequence[Step], words: Words, *, tallest: float = TALLEST) -> list[Flow]:
    """As `flow`, divided into drawings at most `tallest` high (unless one step alone is higher)."""
    parts: list[list[Step]] = [[]]
    for step in steps:
        if parts[-1] and _drawn([*parts[-1], step], words, words.begin, words.end, first=99).height > tallest:
            parts.append([])
        parts[-1].append(step)
    return list(_divided(parts, words))


def _divided(parts: list[list[Step]], words: Words) -> Iterator[Flow]:
    first = 1
    for place, part in enumerate(parts):
        begin = words.resumed if place else words.begin
        end = words.end if part is parts[-1] else words.onward
        yield _drawn(part, words, begin, end, first=first)
        first += len(part)


def _drawn(steps: Sequence[Step], words: Words, begin: str, end: str, *, first: int) -> Flow:
    drawn = Flow([_end(begin, 4)])
    for number, step in enumerate(steps, start=first):
        _put(drawn, _step(number, step, _below(drawn)))
        if step.decides:
            _put(drawn, _decision(words.question, _below(drawn)))
            _send_back(drawn, words)
    _put(drawn, _end(end, _below(drawn)))
    return drawn


def _below(drawn: Flow) -> float:
    return drawn.shapes[-1].bottom + GAP


def _put(drawn: Flow, shape: Shape) -> None:
    """Add a shape and the arrow that leads down to it."""
    drawn.arrows.append(((MIDDLE, drawn.shapes[-1].bottom), (MIDDLE, shape.y)))
    drawn.shapes.append(shape)


def _send_back(drawn: Flow, words: Words) -> None:
    """From the decision just put, to the right and up to where the applicant is; and its two answers."""
    decision, start = drawn.shapes[-1], drawn.shapes[0]
    middle, top = decision.y + decision.height / 2, start.y + start.height / 2
    drawn.arrows.append(((MIDDLE + decision.width / 2, middle), (LANE, middle), (LANE, top), (RIGHT, top)))
    drawn.labels.append(_beside(words.no, right=LANE - 4, y=middle - 7))
    drawn.labels.append(_beside(words.yes, left=MIDDLE + 8, y=decision.bottom + GAP / 2 + 2))


def _beside(text: str, *, y: float, left: float = 0, right: float = 0) -> Line:
    half = width_of(text, SMALL) / 2
    return Line(text=text, x=left + half if left else right - half, y=y)


def _step(number: int, step: Step, y: float) -> Shape:
    room = RIGHT - LEFT - 2 * PAD
    title = [(text, TITLE, True) for text in wrapped(f"{number}. {step.title}", TITLE, room=room, bold=True)]
    small = " · ".join(filter(None, (step.who, step.time)))
    return _block("step", y, [*title, *((text, SMALL, False) for text in wrapped(small, SMALL, room=room))])


def _end(text: str, y: float) -> Shape:
    room = RIGHT - LEFT - 4 * PAD
    return _block("end", y, [(line, TITLE, False) for line in wrapped(text, TITLE, room=room)])


def _decision(question: str, y: float) -> Shape:
    lines = [(line, SMALL, False) for line in wrapped(question, SMALL, room=RHOMBUS_W * 0.55)]
    above = (RHOMBUS_H - sum(size for _text, size, _bold in lines) * LEADING) / 2
    return Shape(kind="decision", y=y, height=RHOMBUS_H, width=RHOMBUS_W, lines=_set(lines, y + above))


def _block(kind: str, y: float, lines: list[tuple[str, float, bool]]) -> Shape:
    height = 2 * PAD + sum(size for _text, size, _bold in lines) * LEADING
    return Shape(kind=kind, y=y, height=height, lines=_set(lines, y + PAD))


def _set(lines: list[tuple[str, float, bool]], top: float) -> tuple[Line, ...]:
    found = []
    for text, size, bold in lines:
        # Letters stand at four fifths of their size from its top.
        found.append(
            Line(text=text, x=MIDDLE, y=top + size * ((LEADING - 1) / 2 + 0.83), size=size, bold=bold)
        )
        top += size * LEADING
    return tuple(found)
