"""The word lists of the rules, compiled once (pure)."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def pattern(words: str) -> re.Pattern[str]:
    """Whole words, any case, with "-nya" or without."""
    return re.compile(rf"(?<!\w)(?:{words})(?:nya)?(?!\w)", re.IGNORECASE)


@cache
def words() -> dict[str, Any]:
    """`data/words.yaml`."""
    data: dict[str, Any] = yaml.safe_load((files("linting") / "data" / "words.yaml").read_text("utf-8"))
    return data


@cache
def filler() -> frozenset[str]:
    """Words of a title or product that say nothing about which service it is."""
    return frozenset(words()["filler"].split())


@cache
def any_paper() -> frozenset[str]:
    """Words that tell no paper from another."""
    return frozenset(words()["any_paper"].split())


@cache
def regions() -> dict[str, dict[str, list[str]]]:
    """`data/regions.yaml`, by the region's name in small letters."""
    data: dict[str, dict[str, list[str]]] = yaml.safe_load(
        (files("linting") / "data" / "regions.yaml").read_text("utf-8")
    )
    return data


@cache
def region_named() -> re.Pattern[str]:
    """The government of a region by name: "Kabupaten Jember", "Wali Kota Malang"."""
    return re.compile(
        rf"\b(?:kabupaten|kab\.?|bupati|pemkab|kota|wali ?kota|pemkot)\s+(?P<place>{'|'.join(regions())})\b"
        rf"|\b(?P<host>{'|'.join(regions())})(?:kab|kota)\.go\.id",
        re.IGNORECASE,
    )


@cache
def one(name: str) -> re.Pattern[str]:
    """A single pattern of the word lists."""
    return pattern(words()[name])


@cache
def table(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Name and pattern of each entry of a table of the word lists."""
    return tuple((key, pattern(text)) for key, text in words()[name].items())


@cache
def vague(severity: str) -> re.Pattern[str]:
    """The vague words of one severity ("warning", "info")."""
    return pattern("|".join(words()["vague"][severity]))


@cache
def spelling() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each slip and its right form."""
    return tuple((pattern(slip), right) for slip, right in _spelling().items())


@cache
def _spelling() -> dict[str, str]:
    data: dict[str, str] = yaml.safe_load((files("linting") / "data" / "spelling.yaml").read_text("utf-8"))
    return data


@cache
def any_slip() -> re.Pattern[str]:
    """Any of them, in one pass; most texts have none."""
    return pattern("|".join(_spelling()))


@cache
def any_renamed() -> re.Pattern[str]:
    """Any old name, in one pass; most texts have none."""
    return pattern("|".join(renamed["pattern"] for renamed in words()["renamed"]))


@cache
def any_belonging() -> re.Pattern[str]:
    """Any paper that only some services have to do with."""
    return pattern("|".join(words()["belongs"]))


@cache
def _any(name: str) -> re.Pattern[str]:
    return pattern("|".join(words()[name].values()))


def named(name: str, text: str) -> dict[str, str]:
    """Which entries of a table the text names, each with the words that do."""
    if not _any(name).search(text):
        return {}
    return {key: match[0] for key, rule in table(name) if (match := rule.search(text))}
