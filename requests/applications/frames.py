"""How a village writes the numbers of its letters: all but the serial number, which the officer types (pure).

A frame is a proposal for typing, shown in full before it is kept: no number is ever made up.
"""

import re
from collections.abc import Sequence
from datetime import date

HOLE = "{}"
ROMAN = frozenset(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"])
# The archive codes of letters have three digits ("470" population), and stand before the serial number.
CODE = re.compile(r"[1-9][0-9]{2}(\.[0-9]+)*")


def frame_of(letters: Sequence[tuple[str, date]], *, year: int) -> str:
    """ "470/12/427.98.03/2026" → "470/{}/427.98.03/2026", with this year in the place of the letter's.

    `letters`: (number, date), newest first; two of one shape show which part counts on, else the newest must
    leave no doubt.
    "" where nothing can be proposed: no letters, no serial number to be seen, or a month in it, which the
    next letter may not share.
    """
    if not letters:
        return ""
    number, dated = letters[0]
    parts = number.split("/")
    if any(part.strip().upper() in ROMAN for part in parts):
        return ""
    before = letters[1][0].split("/") if len(letters) > 1 else []
    alike = len(before) == len(parts)
    place = _counting(parts, before) if alike else _only(parts, dated.year)
    if place is None:
        return ""
    made = [str(year) if part == str(dated.year) else part for part in parts]
    made[place] = HOLE
    return "/".join(made) if len(parts) > 1 else ""


def _counting(parts: Sequence[str], others: Sequence[str]) -> int | None:
    """The one part in which two numbers of one issuer and one shape differ."""
    differing = [at for at, part in enumerate(parts) if part != others[at]]
    if len(differing) != 1:
        return None
    (at,) = differing
    return at if parts[at].isdigit() and others[at].isdigit() else None


def _only(parts: Sequence[str], year: int) -> int | None:
    """The only part that can be the serial number: digits, not the year, not the code at the beginning."""
    first = 1 if CODE.fullmatch(parts[0]) else 0
    found = [at for at, part in enumerate(parts) if at >= first and part.isdigit() and part != str(year)]
    return found[0] if len(found) == 1 else None
