"""What differs between two versions of a standard, component by component, in words (pure)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from standards.vocabulary import OFFICIAL_NAMES, ComponentKey
from standards.writing.sections import FORM, LETTER
from standards.writing.telling import component_lines, intake_lines, letter_lines
from standards.writing.wholeness import HEAD

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
    """The places of two documents that differ, as the regulation orders them; [] where they say the same."""
    found = []
    titles = tuple(_changes(_lines(before.get("title")), _lines(after.get("title"))))
    if titles:
        found.append(Difference(HEAD, _("Judul"), (), titles))
    told = tuple(_changes(_passages(before.get("definitions")), _passages(after.get("definitions"))))
    if told:
        found.append(Difference("definisi", _("Definisi"), (), told))
    for key in ComponentKey:
        old, new = before.get(key.value) or {}, after.get(key.value) or {}
        values = tuple(_changes(component_lines(key, old), component_lines(key, new)))
        words = tuple(_changes(_printed(old), _printed(new)))
        if values or words:
            found.append(Difference(key.value, OFFICIAL_NAMES[key], values, words if words != values else ()))
    return found


def program_differences(before: Data, after: Data) -> list[Difference]:
    """The same of what the counter works by besides: the questions of the form, each letter."""
    found = [(FORM, _("Isian formulir"), intake_lines(before), intake_lines(after))]
    old, new = ({one["key"]: one for one in program.get("letters") or ()} for program in (before, after))
    for key in dict.fromkeys([*old, *new]):
        name = _("Surat: {name}").format(name=(new.get(key) or old[key])["name"])
        was = letter_lines(old[key], before) if key in old else []
        now = letter_lines(new[key], after) if key in new else []
        found.append((LETTER + key.replace("_", "-"), name, was, now))
    changes = [(slug, name, tuple(_changes(was, now))) for slug, name, was, now in found]
    return [Difference(slug, name, values, ()) for slug, name, values in changes if values]


def _lines(text: str | None) -> list[str]:
    return [text] if text else []


def _printed(component: Data) -> list[str]:
    return _passages(component.get("source_text"))


def _passages(stored: Iterable[Data] | None) -> list[str]:
    return [f"{one.get('number', '')} {one['text']}".strip() for one in stored or ()]


def _changes(before: list[str], after: list[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Change(tuple(before[a:b]), tuple(after[c:d]))
