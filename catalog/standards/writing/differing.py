"""What differs between two versions of a standard, component by component, in words (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from standards.vocabulary import OFFICIAL_NAMES, ComponentKey
from standards.writing.spelling import spelled

Data = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """Words that went, came, or were replaced: `before` and `after` hold lines, either may be empty."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What changed in one place. `values`: in what the counter works by; `words`: in what is printed."""

    slug: str
    name: str
    values: tuple[Change, ...]
    words: tuple[Change, ...]


def differences(before: Data, after: Data) -> list[Difference]:
    """The places that differ, in the order of the regulation; [] for two that say the same."""
    found = []
    titles = tuple(_changes(_lines(before.get("title")), _lines(after.get("title"))))
    if titles:
        found.append(Difference("judul", _("Judul"), (), titles))
    for key in ComponentKey:
        old, new = before.get(key.value) or {}, after.get(key.value) or {}
        values = tuple(_changes(spelled(key, old), spelled(key, new)))
        words = tuple(_changes(_printed(old), _printed(new)))
        if values or words:
            found.append(Difference(key.value, OFFICIAL_NAMES[key], values, words if words != values else ()))
    return found


def _lines(text: str | None) -> list[str]:
    return [text] if text else []


def _printed(component: Data) -> list[str]:
    return [f"{one.get('number', '')} {one['text']}".strip() for one in component.get("source_text", ())]


def _changes(before: list[str], after: list[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Change(tuple(before[a:b]), tuple(after[c:d]))
