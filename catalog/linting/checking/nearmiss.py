"""Words one letter away from a word everybody knows (pure)."""

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files

from commons.seeking import seek
from linting.checking.amounts import MONTHS
from regulations.register import load_instruments
from standards.vocabulary import OFFICIAL_NAMES

_SHORTEST, _LONG = 7, 10
_SHORTEST_NAME = 5
# Written one for the other by ear.
_ALIKE = frozenset(map(frozenset, ("mn", "vf", "fp", "sz")))
_VOWELS = frozenset("aiueo")
_WORD = re.compile(r"[A-Za-z]+")
# "3 Pebruari 2025": what stands between a day and a year is a month; "Agt", "Sept" are short for one.
_MONTH = re.compile(r"(?<=\d)\s+(?P<month>[A-Za-z]{5,10})\s+(?:19|20)\d\d\b")
_OLD_MONTH = seek(r"\b(?P<month>pebruari|nopember)\b", re.IGNORECASE)
_OLD_MONTHS = {"pebruari": "Februari", "nopember": "November"}
_LIKE_A_MONTH = 0.7


@cache
def known() -> frozenset[str]:
    """The word list, official names and the titles of the law register."""
    text = (files("linting") / "data" / "known_words.txt").read_text("utf-8")
    texts = [text, *OFFICIAL_NAMES.values(), *(one.title for one in load_instruments())]
    return frozenset(word for one in texts for word in _WORD.findall(one.casefold()))


@cache
def _shapes() -> dict[str, str]:
    """Every long known word with one letter taken out, and the word itself."""
    found: dict[str, str] = {}
    for word in sorted(known()):
        if len(word) >= _SHORTEST:
            for shape in _without_one(word):
                found.setdefault(shape, word)
    return found


def _without_one(word: str) -> list[str]:
    return [word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))]


@lru_cache(maxsize=2048)  # offices say many things in the same words
def near_misses(text: str) -> tuple[tuple[str, str], ...]:
    """(as written, as meant) for each long word of the text that is not known but one letter off."""
    return tuple(
        (word, meant)
        for word in dict.fromkeys(_WORD.findall(text))
        if len(word) >= _SHORTEST and (meant := _meant(word.casefold()))
    )


@lru_cache(maxsize=2048)
def months_misspelt(text: str) -> tuple[tuple[str, str], ...]:
    """(as written, as meant) for each month with a letter wrong, and for those spelt as of old."""
    found = []
    for match in (*_MONTH.finditer(text), *_OLD_MONTH.finditer(text)):
        written = match["month"]
        word = written.casefold()
        near = [] if word in MONTHS else get_close_matches(word, MONTHS, n=1, cutoff=_LIKE_A_MONTH)
        if right := _OLD_MONTHS.get(word) or "".join(near).capitalize():
            found.append((written, right))
    return tuple(found)


@lru_cache(maxsize=16384)
def _meant(word: str) -> str:
    """Same first letter and one letter lacking, too many, or another. "" for a word that may stand."""
    if len(word) < _SHORTEST or word in known() or _inflected(word):
        return ""
    for shape in _without_one(word):
        meant = _shapes().get(shape)
        if meant and abs(len(meant) - len(word)) <= 1 and _differ_by_one(word, meant):
            return meant
    return ""


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two names differ by one letter: another, one more or less, or two swapped."""
    if one == other or min(len(one), len(other)) < _SHORTEST_NAME or abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(pairs) == 1 or (len(pairs) == 2 and pairs[0] == pairs[1][::-1])


def _inflected(word: str) -> bool:
    """A known word with an ending or a first syllable more."""
    stems = [word.removesuffix(end) for end in ("nya", "kan", "an", "lah", "i", "pun") if word.endswith(end)]
    stems += [
        word.removeprefix(first) for first in ("di", "ter", "ber", "se", "ke", "pe") if word.startswith(first)
    ]
    return any(stem in known() for stem in stems)


def _differ_by_one(one: str, other: str) -> bool:
    """A vowel for a consonant, consonants of one sound, two letters swapped, a letter more or less. Vowel for
    vowel makes another word as often as a slip ("pengadaan", "pengaduan"), but hardly in long words."""
    if len(one) == len(other):
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        if len(pairs) == 2:
            return pairs[0] == pairs[1][::-1]
        return len(pairs) == 1 and (
            frozenset(pairs[0]) in _ALIKE
            or (pairs[0][0] in _VOWELS) != (pairs[0][1] in _VOWELS)
            or len(one) >= _LONG
        )
    return True
