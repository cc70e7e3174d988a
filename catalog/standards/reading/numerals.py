"""Numbers written out in Indonesian: "empat puluh lima" is 45 (pure)."""

import re

_ONES = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100,
}  # fmt: skip
_TIMES = {"puluh": 10, "ratus": 100}
_TEENS = "belas"
_WORD = "|".join((*_ONES, *_TIMES, _TEENS))
SPELLED = rf"(?:(?:{_WORD})\b\s*){{1,6}}"


def number_of_words(text: str) -> int | None:
    """None for words that are no number: "lima belas" is 15, "lima orang" is None."""
    words = re.findall(r"[a-z]+", text.casefold())
    if not words or any(word not in _ONES and word not in _TIMES and word != _TEENS for word in words):
        return None
    total = last = 0
    for word in words:
        if word == _TEENS:
            last += 10
        elif word in _TIMES:
            total, last = total + last * _TIMES[word], 0
        else:
            total, last = total + last, _ONES[word]
    return total + last
