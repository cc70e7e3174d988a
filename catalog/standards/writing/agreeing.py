"""Where the words of a requirement still say what its fields no longer do (pure).

Two things are compared: the number of copies the words name, and the issuer or the kind they name. Only the
first is sure enough to hold a draft up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commons.indonesian import number_words
from standards.vocabulary import PaperKind
from standards.writing import labels
from standards.writing.papers import brought, issuer_of, says_copy

Data = dict[str, Any]
_NUMBERS = {number_words(n): n for n in range(1, 13)}
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_ONE = rf"(?P<n>\d{{1,2}}|\b(?:{_WORDS}))\b(?P<told>\s*\([^)]*\))?"
_SHEETS = re.compile(rf"(?<![\d.,]){_ONE}\s*(?P<unit>lembar|lbr|rangkap)\b", re.IGNORECASE)
_IN_WORDS = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_OF_COPIES = re.compile(r"\b(?:foto\s?cop(?:y|i)|fotokopi|salinan)\b", re.IGNORECASE)
_ITEM = re.compile(r"^\W*(?:\d{1,2}|[a-zA-Z])[.)]\s+")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_SHORT = 2  # words: fewer stand in too many passages


@dataclass(frozen=True)
class Behind:
    """A requirement whose words lag behind its fields; `sure`: the draft waits until they agree."""

    name: str
    message: str
    sure: bool


def behind(data: Data) -> list[Behind]:
    """What the words of the component `persyaratan` say otherwise than its fields, once for each paper."""
    found: dict[str, Behind] = {}
    for texts, papers in _together(data):
        copies = _copies(papers)
        said = [n for text in texts for n in _counts(text)]
        other = next((n for n in said if n not in copies), None)
        if copies and other is not None:
            one = papers[0] if len(papers) == 1 else _copied(papers)[0]
            message = _("{name}: bunyinya masih menyebut {n} lembar, isiannya {copies} lembar.")
            told = message.format(name=one["name"], n=other, copies=one.get("copies", 1))
            found.setdefault(one["name"], Behind(one["name"], told, sure=True))
    for doubt in _doubts(data):
        found.setdefault(doubt.name, doubt)
    return sorted(found.values(), key=lambda one: not one.sure)


def _doubts(data: Data) -> Iterator[Behind]:
    for requirement in _requirements(data):
        papers = requirement["papers"]
        if len(papers) != 1:
            continue
        (paper,) = papers
        name, text = paper["name"], requirement["text"]
        if says_copy(text) and paper["kind"] == PaperKind.ORIGINAL:
            message = _("{name}: bunyinya masih menyebut fotokopi, isiannya asli.")
            yield Behind(name, message.format(name=name), sure=False)
        said = issuer_of(text) if paper["kind"] == PaperKind.LETTER else None
        if said and paper.get("issuer") and said != paper["issuer"]:
            names = dict(labels.ISSUERS)
            message = _("{name}: bunyinya masih menyebut {said}, isiannya {issuer}.")
            told = message.format(name=name, said=names[said.value], issuer=names[paper["issuer"]])
            yield Behind(name, told, sure=False)


def reworded(data: Data) -> Data:
    """The component with the number of copies of its fields in its words, in the way they were written."""
    groups = []
    for group in data.get("groups", ()):
        requirements = [_reworded(one) for one in group["requirements"]]
        groups.append({**group, "requirements": requirements})
    passages = [
        {**passage, "text": _said(passage["text"], _copies(_of_passage(passage["text"], data)))}
        for passage in data.get("source_text", ())
    ]
    return {**data, "groups": groups, "source_text": passages}


def _reworded(requirement: Data) -> Data:
    papers = [{**paper, "name": _said(paper["name"], _copies([paper]))} for paper in requirement["papers"]]
    return {
        **requirement,
        "text": _said(requirement["text"], _copies(requirement["papers"])),
        "papers": papers,
    }


def _said(text: str, copies: set[int]) -> str:
    """The text with this number wherever it names one; as it is where several numbers are right."""
    if len(copies) != 1 or set(_counts(text)) <= copies:
        return text
    (right,) = copies

    def say(match: re.Match[str]) -> str:
        word = number_words(right)
        first = str(right) if match["n"].isdecimal() else word
        told = match["told"] or ""
        unit = match[0][len(match["n"]) + len(told) :]
        return f"{first}{_IN_WORDS.sub(word, told)}{unit}"

    return _SHEETS.sub(say, text)


def _requirements(data: Data) -> list[Data]:
    return [one for group in data.get("groups", ()) for one in group["requirements"]]


def _together(data: Data) -> Iterator[tuple[list[str], list[Data]]]:
    """Texts with the papers they speak of: each name, each requirement, each passage of the standard."""
    for requirement in _requirements(data):
        yield from (([paper["name"]], [paper]) for paper in requirement["papers"])
        yield [requirement["text"]], requirement["papers"]
    for passage in data.get("source_text", ()):
        if papers := _of_passage(passage["text"], data):
            yield [passage["text"]], papers


def _of_passage(text: str, data: Data) -> list[Data]:
    """The papers of the requirements a passage is about, by its words without the numbers."""
    if not _counts(text):
        return []
    words, known = _bare(text), _requirements(data)
    same = [one for one in known if words in {_bare(one["text"]), *_names(one)}]
    within = same or [one for one in known if _within(_bare(one["text"]), words)]
    return [paper for one in within for paper in one["papers"]]


def _names(requirement: Data) -> set[str]:
    return {_bare(paper["name"]) for paper in requirement["papers"]}


def _within(words: str, passage: str) -> bool:
    return words.count(" ") + 1 >= _SHORT and f" {words} " in f" {passage} "


def _bare(text: str) -> str:
    words = brought(_ITEM.sub("", text))
    plain = _OF_COPIES.sub(" ", _SHEETS.sub(" ", words)).casefold()
    return " ".join(_NO_WORD.sub(" ", plain).split())


def _counts(text: str) -> list[int]:
    return [
        int(match["n"]) if match["n"].isdecimal() else _NUMBERS[match["n"].casefold()]
        for match in _SHEETS.finditer(text)
    ]


def _copied(papers: list[Data]) -> list[Data]:
    return [paper for paper in papers if paper["kind"] == PaperKind.COPY]


def _copies(papers: list[Data]) -> set[int]:
    return {paper.get("copies", 1) for paper in _copied(papers)}
