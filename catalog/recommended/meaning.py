"""When two offices ask for the same paper in different words (pure).

A paper's meaning is the set of its words, after synonyms (`data/synonyms.yaml`) and without words that change
nothing. Two papers are the same when their meanings are, or when their offices gave them the same key and
they share a word. Nothing is guessed from likeness: two papers held for one would hide a difference.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from commons.plain_yaml import load_yaml
from standards.document import StandardDocument
from standards.vocabulary import PaperKind

Meaning = frozenset[str]
_WORD = re.compile(r"\w+")


class Synonyms(BaseModel):
    """See `data/synonyms.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    same: Mapping[str, tuple[str, ...]]
    filler: frozenset[str]

    def longest_first(self) -> list[tuple[str, str]]:
        """(words, what stands for them)."""
        pairs = [(words, one) for one, others in self.same.items() for words in others]
        return sorted(pairs, key=lambda pair: (-len(pair[0].split()), pair[0]))


@cache
def synonyms() -> Synonyms:
    """Those of this release of the program."""
    text = (files("recommended") / "data/synonyms.yaml").read_text("utf-8")
    return Synonyms.model_validate(load_yaml(text))


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((f" {words} ", f" {one} ") for words, one in synonyms().longest_first())


@lru_cache(maxsize=4096)
def meaning(text: str) -> Meaning:
    """The words that matter. All of them where none would be left ("asli")."""
    plain = " ".join(_WORD.findall(text.casefold()))
    padded = f" {plain} "
    for words, one in _pairs():
        while words in padded:
            padded = padded.replace(words, one)
    found = frozenset(padded.split())
    return found - synonyms().filler or found


@dataclass(frozen=True)
class Asked:
    """A paper an office asks for. `when`: the case it is asked in, "" for always."""

    key: str
    words: str
    when: str = ""
    copy: bool = False

    @property
    def shown(self) -> str:
        """As a line."""
        return f"{self.words} ({self.when})" if self.when else self.words

    @property
    def meaning(self) -> Meaning:
        """What is asked for; a copy is not the original."""
        return meaning(self.words) | ({"fotokopi"} if self.copy else set())

    @property
    def case(self) -> Meaning:
        """When it is asked for."""
        return meaning(self.when)


def papers_of(document: StandardDocument) -> list[Asked]:
    """What a standard asks for, in its order."""
    found = []
    for group in document.persyaratan.groups:
        for requirement in group.requirements:
            condition = requirement.condition.text if requirement.condition else ""
            when = ": ".join(filter(None, (group.title, condition)))
            found += [
                Asked(paper.key, paper.name, when, paper.kind is PaperKind.COPY)
                for paper in requirement.papers
            ]
    return found


def same(one: Asked, other: Asked) -> bool:
    """Whether both are the same paper in the same case."""
    if one.case != other.case or ("fotokopi" in one.meaning) != ("fotokopi" in other.meaning):
        return False
    if one.meaning == other.meaning:
        return True
    shared = (one.meaning & other.meaning) - {"fotokopi"}
    return bool(one.key) and one.key == other.key and bool(shared)


def classes(papers: Iterable[Asked]) -> list[list[Asked]]:
    """Papers that are the same stand together, whichever way round they come; each in the order given."""
    found: list[list[Asked]] = []
    for paper in dict.fromkeys(papers):
        alike = [each for each in found if any(same(paper, other) for other in each)]
        merged = [other for each in alike for other in each]
        found = [each for each in found if each not in alike]
        found.append([*merged, paper])
    return found
