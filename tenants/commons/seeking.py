"""Patterns that look first whether the letters they need are there at all (pure).

Where hundreds of patterns are looked for in every sentence of a text, nearly none is there. To see whether
"tahan" or "simpan" stands in a sentence takes a tenth of the time of a pattern that begins with a choice of
words. What a pattern needs is read from the tree that Python makes of it; of one that cannot be read so it is
not known, and then the pattern itself is asked.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

_MOST_TOGETHER, _MOST_NEEDED = 8, 240
_END = 2**62
Texts = frozenset[str]
_NONE: Texts = frozenset()
_NOWHERE: Iterator[re.Match[str]] = iter(())
_EMPTY: Texts = frozenset({""})


class Seeker:
    """As a compiled pattern, for what rules ask of one. `needs`: any match holds one of these, in small
    letters; empty where that is not known. Both are worked out when first asked for: hundreds of patterns are
    a third of a second, which most processes never need."""

    __slots__ = ("_flags", "_words", "needs", "pattern")
    needs: tuple[str, ...]
    pattern: re.Pattern[str]

    def __init__(self, words: str, flags: int) -> None:
        self._words, self._flags = words, flags

    def __getattr__(self, name: str) -> Any:
        """Only for what is not there yet."""
        if name == "pattern":
            self.pattern = re.compile(self._words, self._flags)
        elif name == "needs":
            self.needs = tuple(sorted(needed(self._words, self._flags), key=len))
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def may_be_in(self, text: str) -> bool:
        """False: it is surely not in the text."""
        if not self.needs:
            return True
        folded, absent = _seen(text)
        if self in absent:
            return False
        for need in self.needs:
            if need in folded:
                return True
        absent.add(self)
        return False

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        return self.pattern.search(text, at) if self.may_be_in(text) else None

    def finditer(self, text: str, at: int = 0, until: int = _END) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text, at, until) if self.may_be_in(text) else _NOWHERE

    def findall(self, text: str) -> list[Any]:
        return self.pattern.findall(text) if self.may_be_in(text) else []

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self.pattern.sub(instead, text, count) if self.may_be_in(text) else text

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        return self.pattern.split(text, maxsplit) if self.may_be_in(text) else [text]

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        return self.pattern.match(text, at)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(text)


def seek(words: str, flags: int = 0) -> Seeker:
    """`re.compile`, and what any match must hold."""
    return Seeker(words, flags)


def small(text: str) -> str:
    """The text in small letters."""
    return _seen(text)[0]


@lru_cache(maxsize=1024)
def _seen(text: str) -> tuple[str, set[Seeker]]:
    """The text in small letters, and who was told that it is not in it: one pattern after another asks for
    the same sentences, and offices say most things in the words of their neighbours.
    """
    return text.casefold(), set()


def needed(words: str, flags: int = 0) -> Texts:
    """Texts in small letters of which any match of the pattern holds one; none when that is not known."""
    parser: Any = import_module("re._parser")
    exact, needs = _of(parser.parse(words, flags))
    best = _better(exact or _NONE, needs)
    fewest = frozenset(one for one in best if not any(other in one for other in best - {one}))
    telling = all(len(one) > 1 or not one.isalnum() for one in fewest) and "" not in fewest
    return fewest if telling and len(fewest) <= _MOST_NEEDED else _NONE


def _worth(texts: Texts) -> tuple[int, int]:
    """The longer the shortest of them, and the fewer, the better."""
    return min(map(len, texts)), -len(texts)


def _of(parts: Iterable[tuple[Any, Any]]) -> tuple[Texts | None, Texts]:
    """(all texts that match, where these are few; texts of which a match holds one) of a row of parts."""
    run: Texts = _EMPTY
    best: Texts = _NONE
    whole = True
    for kind, what in parts:
        exact, needs = _PARTS.get(str(kind), _unknown)(what)
        together = {a + b for a in run for b in exact} if exact is not None else set()
        if exact is not None and len(together) <= max(_MOST_TOGETHER, len(run), len(exact)):
            run = frozenset(together)
            continue
        whole = False
        best = _better(best, run, needs)
        run = exact if exact is not None else _EMPTY
    return (run if whole else None), _better(best, run)


def _better(*choices: Texts) -> Texts:
    return max((one for one in choices if one), key=_worth, default=_NONE)


def _unknown(_what: Any) -> tuple[Texts | None, Texts]:
    return None, _NONE


def _nothing(_what: Any) -> tuple[Texts | None, Texts]:
    """A place between letters."""
    return _EMPTY, _NONE


def _letter(what: Any) -> tuple[Texts | None, Texts]:
    return frozenset({chr(what).casefold()}), _NONE


def _any_of(what: Any) -> tuple[Texts | None, Texts]:
    """A class: as many letters when they are named one by one."""
    if len(what) > 4 or any(str(kind) != "LITERAL" for kind, _letters in what):
        return None, _NONE
    return frozenset(chr(letter).casefold() for _kind, letter in what), _NONE


def _group(what: Any) -> tuple[Texts | None, Texts]:
    return _of(what[-1])


def _choice(what: Any) -> tuple[Texts | None, Texts]:
    ways = [_of(way) for way in what[1]]
    exact = [way for way, _needs in ways]
    if all(way is not None for way in exact):
        texts = frozenset(text for way in exact if way is not None for text in way)
        return texts, _NONE
    needs = [_better(*(one for one in way if one)) for way in ways]
    return None, frozenset().union(*needs) if all(needs) else _NONE


def _repeated(what: Any) -> tuple[Texts | None, Texts]:
    least, most, part = what
    exact, needs = _of(part)
    if most == 1 and exact is not None:
        return (exact if least else exact | _EMPTY), _NONE
    return None, (_better(needs, frozenset(text * least for text in exact or ())) if least else _NONE)


_PARTS: dict[str, Callable[[Any], tuple[Texts | None, Texts]]] = {
    "LITERAL": _letter,
    "AT": _nothing,
    "ASSERT": _nothing,
    "ASSERT_NOT": _nothing,
    "IN": _any_of,
    "SUBPATTERN": _group,
    "ATOMIC_GROUP": _of,
    "BRANCH": _choice,
    "MAX_REPEAT": _repeated,
    "MIN_REPEAT": _repeated,
    "POSSESSIVE_REPEAT": _repeated,
}
