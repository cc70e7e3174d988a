"""Whether fonts say of their glyphs what the embedded programs say (ISO 19005-2, 6.2.11.4.2 and 6.2.11.5).

Composite fonts only, which are all that our printer writes: any other kind is named as not judged, so that it
cannot pass unseen.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont, TTLibError
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject

NEAR = 1.0  # a thousandth of the em


def look(held: Any, key: str, default: Any = None) -> Any:
    """What stands under a key, looked up where it is a reference: pyHanko's `get` does not follow these."""
    try:
        return held[key]
    except KeyError:
        return default


def font_problems(font: DictionaryObject, sub: str) -> Iterator[str]:
    """What is wrong with the glyphs of one font dictionary whose program is embedded."""
    if sub == "/Type0":
        return  # its descendant is looked at
    name, held = look(font, "/BaseFont", ""), look(font, "/FontDescriptor", {})
    try:
        widths = _program(sub, held)
    except (TTLibError, KeyError, ValueError, AssertionError) as error:
        yield f"6.2.11.4.1 the program of {name} cannot be read: {type(error).__name__}"
        return
    if widths is None:
        yield f"6.2.11.5 the widths of {name} ({sub}) are not judged"
        return
    said, other = _said(look(font, "/W", ())), float(look(font, "/DW", 1000))
    for cid in range(_many(font, widths)):
        glyph = _glyph(font, cid)
        if glyph >= len(widths) or abs(said.get(cid, other) - widths[glyph]) > NEAR:
            yield f"6.2.11.5 glyph {cid} of {name} has another width in its program"
    listed = look(held, "/CIDSet")
    if listed is not None and not all(_has(listed.data, cid) for cid in range(_many(font, widths))):
        yield f"6.2.11.4.2 the CIDSet of {name} leaves glyphs out"


def _program(sub: str, held: DictionaryObject) -> Sequence[float] | None:
    """The widths of the program's glyphs in thousandths of the em; None for a kind that is not judged."""
    if sub == "/CIDFontType2" and "/FontFile2" in held:
        return _of_truetype(TTFont(BytesIO(held["/FontFile2"].data), lazy=True))
    if sub == "/CIDFontType0" and "/FontFile3" in held:
        return _of_cff(held["/FontFile3"])
    return None


def _of_truetype(font: Any) -> Sequence[float]:
    metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return [metrics[name][0] * 1000 / em for name in font.getGlyphOrder()]


def _of_cff(program: StreamObject) -> Sequence[float] | None:
    if look(program, "/Subtype") == "/OpenType":
        return _of_truetype(TTFont(BytesIO(program.data), lazy=True))
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(program.data), None)
    top = fonts[0]
    if hasattr(top, "ROS"):
        return None  # glyphs by the font's own numbers
    scale = 1000 * getattr(top, "FontMatrix", [0.001])[0]
    return [_drawn(top.CharStrings[name]) * scale for name in top.charset]


def _drawn(outline: Any) -> float:
    from fontTools.pens.basePen import NullPen  # noqa: PLC0415 - seldom needed

    outline.draw(NullPen())
    return float(outline.width)


def _said(rows: Sequence[Any]) -> dict[int, float]:
    """`/W`: either `first [w1 w2 …]` or `first last w`."""
    found: dict[int, float] = {}
    at = 0
    while at < len(rows):
        first, then = int(rows[at]), rows[at + 1]
        if isinstance(then, ArrayObject):
            found |= {first + n: float(width) for n, width in enumerate(then)}
            at += 2
        else:
            found |= dict.fromkeys(range(first, int(then) + 1), float(rows[at + 2]))
            at += 3
    return found


def _many(font: DictionaryObject, widths: Sequence[float]) -> int:
    mapped = look(font, "/CIDToGIDMap")
    return len(mapped.data) // 2 if isinstance(mapped, StreamObject) else len(widths)


def _glyph(font: DictionaryObject, cid: int) -> int:
    mapped = look(font, "/CIDToGIDMap")
    return int.from_bytes(mapped.data[2 * cid : 2 * cid + 2]) if isinstance(mapped, StreamObject) else cid


def _has(bits: bytes, cid: int) -> bool:
    return cid // 8 < len(bits) and bool(bits[cid // 8] & 0x80 >> cid % 8)
