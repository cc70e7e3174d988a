"""A flow as SVG: attributes only, no style, so that page policy and printer both take it. Pure."""

from html import escape

from standards.flow import LANE, WIDTH, Flow, Line, Point, Shape

FONT = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif"
INK = "#14181f"
FILLS = {"end": "#e9f1fb", "step": "#ffffff", "decision": "#fff5db"}
HEAD = 5.0


def svg(drawn: Flow, *, label: str = "") -> str:
    """The drawing. With a label it is one image to a screen reader, without one it is hidden from it."""
    told = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    parts = [
        *(_arrow(points) for points in drawn.arrows),
        *(_shape(shape) for shape in drawn.shapes),
        *(_text(line) for shape in drawn.shapes for line in shape.lines),
        *(_text(line) for line in drawn.labels),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(drawn.height)}" width="{WIDTH}" '
        f'height="{_n(drawn.height)}" class="alur" focusable="false" font-family="{FONT}" {told}>'
        f"{''.join(parts)}</svg>"
    )


def _shape(shape: Shape) -> str:
    drawn = f'fill="{FILLS[shape.kind]}" stroke="{INK}" stroke-width="1.5"'
    if shape.kind == "decision":
        middle, half = shape.x + shape.width / 2, shape.y + shape.height / 2
        tips = ((middle, shape.y), (shape.x + shape.width, half), (middle, shape.bottom), (shape.x, half))
        return f'<path d="{_path(tips)}Z" {drawn}/>'
    round_ = min(shape.height / 2, 24) if shape.kind == "end" else 3
    return (
        f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}" '
        f'rx="{_n(round_)}" {drawn}/>'
    )


def _arrow(points: tuple[Point, ...]) -> str:
    (x, y), (before, _above) = points[-1], points[-2]
    if before > x:
        head = ((x + HEAD * 1.6, y - HEAD), (x, y), (x + HEAD * 1.6, y + HEAD))
    else:
        head = ((x - HEAD, y - HEAD * 1.6), (x, y), (x + HEAD, y - HEAD * 1.6))
    # What goes back is dashed as well: where several go back they share one line.
    dashes = ' stroke-dasharray="5 3"' if any(px == LANE for px, _y in points) else ""
    line = f'<path d="{_path(points)}" fill="none" stroke="{INK}" stroke-width="1.5"{dashes}/>'
    return f'{line}<path d="{_path(head)}Z" fill="{INK}"/>'


def _text(line: Line) -> str:
    weight = ' font-weight="700"' if line.bold else ""
    return (
        f'<text x="{_n(line.x)}" y="{_n(line.y)}" font-size="{_n(line.size)}" text-anchor="middle" '
        f'fill="{INK}"{weight}>{escape(line.text)}</text>'
    )


def _path(points: tuple[Point, ...]) -> str:
    return "".join(f"{'L' if place else 'M'}{_n(x)} {_n(y)}" for place, (x, y) in enumerate(points))


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
