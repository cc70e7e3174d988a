"""Personal data in what people wrote, covered before anybody reads it (pure).

Shapes are covered, not meanings: sixteen digits however they are grouped (NIK, KK), phones, addresses of mail
and of social networks, and any other run of seven digits or more. Names cannot be told from words.
`identities` finds less: sixteen digits that read as a NIK or the number of a KK.
"""

import re
from collections.abc import Iterator

from commons.nik import check_kk, check_nik

COVER = "▇▇▇"

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HANDLE = re.compile(r"(?<![\w@])@[A-Za-z0-9_.]{3,30}")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,300}", re.IGNORECASE)
_DIGITS = re.compile(r"(?:\+|\()?\d(?:[ .\-–/()]{0,2}\d){6,}")
_SIXTEEN = re.compile(r"(?<!\d)\d(?:[ .\-–/()]{0,2}\d){15}(?!\d)")
_HOURS = re.compile(r"\d{1,2}[.:]\d{2} ?[-–] ?\d{1,2}[.:]\d{2}")


def masked(text: str) -> str:
    """The text with every such shape replaced by `COVER`; opening hours ("08.00-12.00") stay."""
    for shape in (_LINK, _MAIL, _HANDLE):
        text = shape.sub(COVER, text)
    return _DIGITS.sub(lambda found: found[0] if _HOURS.fullmatch(found[0]) else COVER, text)


def identities(text: str) -> Iterator[str]:
    """What stands there that reads as a NIK or the number of a KK, as it was written."""
    for found in _SIXTEEN.findall(text):
        digits = "".join(str(int(sign)) for sign in found if sign.isdecimal())
        if check_nik(digits).ok or check_kk(digits).ok:
            yield found


def without_identities(text: str) -> str:
    """The text with every one of these replaced by `COVER`."""
    for found in identities(text):
        text = text.replace(found, COVER)
    return text
