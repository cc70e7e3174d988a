"""How many SMS a text is: GSM 03.38 in septets or UCS-2 in code units, cut as phones cut it. Pure.

One message holds 160 septets or 70 units; of several, each gives up room for a header: 153 or 67. A
character is never cut: neither an escape of the GSM table nor a surrogate pair.
"""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("^{}\\[~]|€\f")
_SPARE = {"GSM-7": (160, 153), "UCS-2": (70, 67)}


@dataclass(frozen=True)
class Length:
    """`units`: septets or UTF-16 code units; `segments`: how many SMS are paid; `odd`: the first character
    that makes it UCS-2, "" when none does."""

    encoding: str
    units: int
    segments: int
    odd: str = ""


def length_of(text: str) -> Length:
    """Count a text. The empty text is no SMS."""
    odd = next((char for char in text if char not in _BASIC and char not in _ESCAPED), "")
    encoding = "UCS-2" if odd else "GSM-7"
    sizes = [_ucs2(char) if odd else _gsm7(char) for char in text]
    whole, part = _SPARE[encoding]
    units = sum(sizes)
    segments = min(1, units) if units <= whole else _packed(sizes, part)
    return Length(encoding, units, segments, odd)


def _gsm7(char: str) -> int:
    return 2 if char in _ESCAPED else 1


def _ucs2(char: str) -> int:
    return 2 if ord(char) > 0xFFFF else 1


def _packed(sizes: list[int], part: int) -> int:
    segments, filled = 1, 0
    for size in sizes:
        if filled + size > part:
            segments, filled = segments + 1, 0
        filled += size
    return segments
