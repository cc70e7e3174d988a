"""SVG as text, element by element: everything is escaped, nothing has an inline style. Pure."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

Attribute = str | float | int | None


def el(name: str, *children: str, **attributes: Attribute) -> SafeString:
    """An element. Attributes in Python's spelling: `class_`, `stroke_width`; None leaves one out."""
    words = "".join(
        f' {_name(key)}="{_text(value)}"' for key, value in attributes.items() if value is not None
    )
    inside = "".join(map(_escaped, children))
    # Names are literals, values and children are escaped.
    return SafeString(f"<{name}{words}>{inside}</{name}>" if inside else f"<{name}{words}/>")


def join(parts: Iterable[str]) -> SafeString:
    """Elements one after the other."""
    return SafeString("".join(map(_escaped, parts)))


def picture(width: float, height: float, *children: str, class_: str, label: str = "") -> SafeString:
    """A whole drawing that scales. With a label it is one image to a reader; without, it is hidden from them
    (a table says the same)."""
    box = f"0 0 {n(width)} {n(height)}"
    if label:
        return el(
            "svg", *children, viewBox=box, class_=class_, role="img", aria_label=label, focusable="false"
        )
    return el("svg", *children, viewBox=box, class_=class_, aria_hidden="true", focusable="false")


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """The `d` of a line through points."""
    steps = [f"{'L' if place else 'M'}{n(x)} {n(y)}" for place, (x, y) in enumerate(points)]
    return "".join(steps) + ("Z" if closed and steps else "")


def n(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def _text(value: Attribute) -> str:
    return n(value) if isinstance(value, int | float) else escape(str(value))


def _escaped(part: str) -> str:
    return part if isinstance(part, SafeString) else escape(str(part))


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def words(x: float, y: float, text: str, class_: str = "", anchor: str | None = None) -> SafeString:
    """A line of text."""
    return el("text", text, x=x, y=y, class_=class_ or None, text_anchor=anchor)
