"""The series of emergency sheets: `D` + date + serial + check digit. Pure.

No number of any book is in it: a line of paper that is never used leaves no gap anywhere. The last digit is
Damm's: it catches every single wrong digit and every two neighbours changed over.
"""

import re
from dataclasses import dataclass
from datetime import date

# A totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004).
_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
MOST = 999
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, ".": None, "/": None})
_FORM = re.compile(r"D([0-9]{6})([0-9]{3})([0-9])")


@dataclass(frozen=True, order=True)
class LineCode:
    """One line of the sheets of a day; serials run from 1 to `MOST` over all sheets of that day."""

    day: date
    serial: int

    def __str__(self) -> str:
        """As printed: `D261129-001-7`."""
        digits = f"{self.day:%y%m%d}{self.serial:03d}"
        return f"D{digits[:6]}-{digits[6:]}-{check_digit(digits)}"


class BadCode(Exception):
    """`why`: "form" (it is no code of a sheet), "digit" (a digit is wrong), "date" (there is no such day)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def check_digit(digits: str) -> int:
    """Damm's check digit of a string of digits."""
    interim = 0
    for digit in digits:
        interim = _TABLE[interim][int(digit)]
    return interim


def read(text: str) -> LineCode:
    """The line that was meant: with or without dashes and spaces, small letters, O for 0, I or L for 1.

    Raises `BadCode`.

    >>> str(read("d261129 ool " + str(check_digit("261129001"))))[:11]
    'D261129-001'
    """
    form = _FORM.fullmatch("".join(text[:40].split()).upper().translate(_READ_AS))
    if form is None:
        raise BadCode("form")
    day, serial, digit = form.groups()
    if check_digit(day + serial) != int(digit):
        raise BadCode("digit")
    try:
        found = date(2000 + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError as error:
        raise BadCode("date") from error
    if serial == "000":
        raise BadCode("form")
    return LineCode(found, int(serial))


def looks_like(text: str) -> bool:
    """Whether this is meant as a line of a sheet, right or wrong."""
    return _FORM.fullmatch("".join(text[:40].split()).upper().translate(_READ_AS)) is not None
