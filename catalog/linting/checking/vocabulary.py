"""The word lists of the rules, compiled once (pure)."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from commons.plain_yaml import load_yaml
from commons.seeking import Seeker, seek


@cache
def pattern(words: str) -> Seeker:
    """Whole words, any case, with "-nya" or without."""
    return seek(rf"(?<!\w)(?:{words})(?:nya)?(?!\w)", re.IGNORECASE)


@cache
def words() -> dict[str, Any]:
    """`data/words.yaml`."""
    data: dict[str, Any] = load_yaml((files("linting") / "data" / "words.yaml").read_text("utf-8"))
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
    data: dict[str, dict[str, list[str]]] = load_yaml(
        (files("linting") / "data" / "regions.yaml").read_text("utf-8")
    )
    return data


@cache
def region_named() -> Seeker:
    """The government of a region by name: "Kabupaten Jember", "Wali Kota Malang"."""
    return seek(
        rf"\b(?:kabupaten|kab\.?|bupati|pemkab|kota|wali ?kota|pemkot)\s+(?P<place>{'|'.join(regions())})\b"
        rf"|\b(?P<host>{'|'.join(regions())})(?:kab|kota)\.go\.id",
        re.IGNORECASE,
    )


@cache
def one(name: str) -> Seeker:
    """A single pattern of the word lists."""
    return pattern(words()[name])


@cache
def table(name: str) -> tuple[tuple[str, Seeker], ...]:
    """Name and pattern of each entry of a table of the word lists."""
    return tuple((key, pattern(text)) for key, text in words()[name].items())


@cache
def any_vague() -> Seeker:
    """Any of the vague words that are a warning: quicker than one after the other where one is enough."""
    return pattern("|".join(words()["vague"]["warning"]))


@cache
def vague(severity: str) -> tuple[Seeker, ...]:
    """The vague words of one severity ("warning", "info"), each by itself: few are in one text."""
    return tuple(pattern(one_) for one_ in words()["vague"][severity])


@cache
def spelling() -> tuple[tuple[Seeker, str], ...]:
    """Each slip and its right form."""
    data: dict[str, str] = load_yaml((files("linting") / "data" / "spelling.yaml").read_text("utf-8"))
    return tuple((pattern(slip), right) for slip, right in data.items())


@cache
def any_belonging() -> Seeker:
    """Any paper that only some services have to do with."""
    return pattern("|".join(words()["belongs"]))


def named(name: str, text: str) -> dict[str, str]:
    """Which entries of a table the text names, each with the words that do."""
    return dict(_named(name, text))


@lru_cache(maxsize=8192)
def _named(name: str, text: str) -> tuple[tuple[str, str], ...]:
    """Several rules ask the same of one text."""
    return tuple((key, match[0]) for key, rule in table(name) if (match := rule.search(text)))
