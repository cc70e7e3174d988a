"""Personal data in what people wrote, covered before anybody reads it (pure).

Shapes are covered, not meanings: sixteen digits however they are grouped (NIK, KK), phones, addresses of mail
and of social networks, and any other run of seven digits or more. Names cannot be told from words.
"""

import re

COVER = "▇▇▇"

_SEPARATED = r"(?:[ .\-–/]?\d)"
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HANDLE = re.compile(r"(?<![\w@])@[A-Za-z0-9_.]{3,30}")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,300}", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?\(?62\)?|\(?0)(?:[ .\-()/]{0,2}\d){6,13}(?!\d)")
_DIGITS = re.compile(rf"(?<!\d)\d{_SEPARATED}{{6,24}}(?!\d)")


def masked(text: str) -> str:
    """The text with every such shape replaced by `COVER`."""
    for shape in (_LINK, _MAIL, _HANDLE, _PHONE, _DIGITS):
        text = shape.sub(COVER, text)
    return text
