"""Which component a heading means, whatever its number, case, order or small slips (pure)."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from commons.plain_yaml import load_yaml
from standards.vocabulary import ComponentKey

# "2.", "(2)", "[2]", "2/", "2 -", "B.2", "§ 2", "②", "Komponen 2:", "Bagian ke-2 –".
_FIGURE = r"(?:(?:[A-Za-z][.-])?\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[IVXivx]{1,5})"
_CALLED = r"(?:komponen|bagian|unsur|butir|poin|angka|huruf|bab|pasal|nomor|no\.?|ke)"
_NUMBER = re.compile(
    rf"^\s*(?:[(\[<{{]?\s*{_FIGURE}\s*(?:[.)\]>}}/°]+|:(?=\s))|(?:[A-Z]\.)?\d{{1,2}}(?:\.\d{{1,2}})+|[A-Z]\.\d{{1,2}}|#?\s?\d{{1,2}}(?:\s+[-–—|])?|§\s*\d{{1,2}}|[①-⑳]"
    rf"|(?i:{_CALLED}[\s-]*(?:ke[\s-]*)?(?:nomor\s+)?{_FIGURE})(?:\s*[.:)–—-])?(?=\s))(?=\s|$|[A-Z])\s*"
)
_BARE_NUMBER = re.compile(
    rf"[(\[<{{]?(?:{_FIGURE}[.)\]>}}/°]*|§\s*\d{{1,2}}|[①-⑳])|(?i:{_CALLED}\s+{_FIGURE})"
)
_WORD = re.compile(r"[a-z0-9]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")  # "Biaya/Tarif (Fee)"
_ASIDE = re.compile(r"^komponen ")
_SPLIT = re.compile(r"\s*[:=]\s*|\s+[-–—]\s+|\s*\t\s*")
_CLOSE, _LONG_ENOUGH, _LONGEST = 0.88, 8, 90
_FEW_OTHERS = 3
_ALIKE = 0.93
_REMEMBERED = 4096  # a line is asked about with each of its neighbours


class Meaning(StrEnum):
    COMPONENT = "component"
    OTHER = "other"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading means. `sure`: without a slip of letters; `alone`: also without text beside it."""

    meaning: Meaning
    keys: tuple[ComponentKey, ...] = ()
    sure: bool = True
    alone: bool = True


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml((Path(__file__).parent / "labels.yaml").read_text("utf-8"))
    return data


@cache
def _table() -> dict[str, Label]:
    data = _data()
    found = {alias: Label(Meaning.OTHER) for alias in data["others"]}
    found |= {alias: Label(Meaning.OTHER, alone=False) for alias in data["beside"]}
    for merged in data["merged"]:
        found[merged["alias"]] = Label(Meaning.COMPONENT, tuple(ComponentKey(key) for key in merged["keys"]))
    for key, aliases in data["components"].items():
        found |= dict.fromkeys(aliases, Label(Meaning.COMPONENT, (ComponentKey(key),)))
    return found


@cache
def _small() -> frozenset[str]:
    return frozenset(_data()["small_words"])


@lru_cache(maxsize=_REMEMBERED)
def number_of(text: str) -> tuple[str, str]:
    """The number a heading begins with, and the rest: ("2.", "Persyaratan"), ("", "Persyaratan")."""
    match = _NUMBER.match(text)
    return (match[0].strip(), text[match.end() :]) if match else ("", text)


def is_number(text: str) -> bool:
    """Whether a cell holds nothing but a number: "4", "IV", "b."."""
    return bool(_BARE_NUMBER.fullmatch(text.strip()))


def plain(text: str) -> str:
    """Lower case words without number, marks and small words."""
    return " ".join(word for word in _WORD.findall(text.lower()) if word not in _small())


def meaning_of(heading: str) -> Label | None:
    """What the whole heading means; None when it is no heading."""
    if len(heading) > _LONGEST or heading.rstrip().endswith((";", ",")):
        return None
    return _meaning_of(heading)


@lru_cache(maxsize=_REMEMBERED)
def _meaning_of(heading: str) -> Label | None:
    words = plain(number_of(heading)[1])
    if label := _meaning(words) or _meaning(plain(heading)):
        return label
    if "(" not in heading and not _ASIDE.match(words):
        return None
    return _meaning(_ASIDE.sub("", plain(number_of(_IN_BRACKETS.sub(" ", heading))[1])))


def is_column(text: str) -> bool:
    """Whether a cell names a column ("Keterangan", "Jumlah"), as the first row of a table does."""
    return plain(text) in _columns()


@cache
def _columns() -> frozenset[str]:
    return frozenset(_data()["columns"])


@cache
def _known() -> dict[str, list[str]]:
    """The longer labels by the first letters of their words: a slip leaves these as they should be."""
    found: dict[str, list[str]] = {}
    for alias in _table():
        if len(alias) >= _LONG_ENOUGH:
            found.setdefault(_initials(alias), []).append(alias)
    return found


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split())


def _beside_group(words: str) -> set[str] | None:
    """What stands beside the phrase that names a group or a head of columns, small change aside; None where
    there is no such phrase, or too much beside it."""
    named = [phrase for phrase in _data()["groups"]["phrases"] if f" {phrase} " in f" {words} "]
    for phrase in named:
        before, _found, after = f" {words} ".partition(f" {phrase} ")
        rest = set(f"{before} {after}".split()) - _change()
        # Named twice, in both languages, a group may also say whose it is.
        if not rest or (len(named) > 1 and len(rest) <= _FEW_OTHERS):
            return rest
    return None


@cache
def _change() -> frozenset[str]:
    data = _data()["groups"]
    return frozenset(data["words"]) | {word for phrase in data["phrases"] for word in phrase.split()}


@lru_cache(maxsize=_REMEMBERED)
def _meaning(words: str) -> Label | None:
    if exact := _table().get(words):
        return exact
    if (others := _beside_group(words)) is not None:
        return Label(Meaning.GROUP, sure=not others)
    if len(words) < _LONG_ENOUGH:
        return None
    close = [
        (SequenceMatcher(None, words, alias, autojunk=False).ratio(), alias)
        for alias in _known().get(_initials(words), ())
        if abs(len(alias) - len(words)) <= 3
    ]
    likeness, alias = max(close, default=(0.0, ""))
    if likeness < _CLOSE:
        return None
    label = _table()[alias]
    if label.meaning is Meaning.OTHER and likeness < _ALIKE:  # "pengetikan" is no slip of "pengertian"
        return None
    return Label(label.meaning, label.keys, sure=False)


@lru_cache(maxsize=_REMEMBERED)
def split_label(text: str) -> tuple[Label, str, str] | None:
    """`label : text` on one line: the label, the heading as written and the text after the mark."""
    if (whole := meaning_of(text.rstrip(" :="))) is not None:
        return whole, text, ""
    for mark in _SPLIT.finditer(text[: _LONGEST + 10]):
        if mark.start() and (label := meaning_of(text[: mark.start()])) is not None:
            return label, text[: mark.end()].strip(), text[mark.end() :]
    return None
