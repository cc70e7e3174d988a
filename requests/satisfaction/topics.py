"""Comments (Saran) grouped for reading, by word lists that the page shows (pure).

No model, no score: a comment stands under every element of which it holds a word, and under "Lainnya" where
it holds none. Whoever reads can see why it stands there.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from commons.masking import masked
from surveys.elements import ELEMENTS

OTHER = ""


@dataclass(frozen=True)
class Topic:
    """A group: the key of an element ("" for the rest), its name, the words looked for, what was written."""

    key: str
    name: str
    words: tuple[str, ...]
    comments: tuple[str, ...]


@cache
def word_lists() -> dict[str, tuple[str, ...]]:
    """The words of each element."""
    stored = json.loads((files("satisfaction") / "data" / "topics.json").read_text("utf-8"))
    return {one.key: tuple(stored[one.key]) for one in ELEMENTS}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    # An Indonesian word keeps its stem in front and takes -nya, -lah, -kah, -an behind.
    return {
        key: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?:nya|lah|kah|an)?\b", re.IGNORECASE)
        for key, words in word_lists().items()
    }


def topics_of(text: str) -> list[str]:
    """The keys of the elements it speaks of, by their words; `[OTHER]` for none."""
    return [key for key, words in _patterns().items() if words.search(text)] or [OTHER]


def grouped(comments: Iterable[str]) -> list[Topic]:
    """Comments with personal data covered, under their topics; in the order of their words, so that the order
    says nothing about who came when. Empty topics are left out."""
    found: dict[str, list[str]] = {}
    for text in sorted(masked(one.strip()) for one in comments if one.strip()):
        for key in topics_of(text):
            found.setdefault(key, []).append(text)
    names = {one.key: one.name for one in ELEMENTS} | {OTHER: "Lainnya"}
    return [
        Topic(key, name, word_lists().get(key, ()), tuple(found[key]))
        for key, name in names.items()
        if key in found
    ]
