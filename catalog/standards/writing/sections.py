"""The sections of a draft, each saved by itself: where its values lie, what they were when seen (pure)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from standards.vocabulary import OFFICIAL_NAMES, ComponentKey, Origin
from standards.writing.wholeness import HEAD

Data = dict[str, Any]
OTHER, FORM, LETTER, CONTROL = "teks-lain", "isian", "surat-", "kendali"
_HEAD = ("title", "definitions")
_FORM = ("applicant", "fields")


@dataclass(frozen=True)
class Section:
    """`slug` in addresses; `number` of a component, 0 for the rest."""

    slug: str
    name: str
    number: int = 0


def sections_of(program: Data, document: Data | None = None) -> Iterator[Section]:
    """Every section of a draft with this program, in the order it is written in.

    Document control is written by hand only for what was enacted on paper; Loket fills in its own.
    """
    yield Section(HEAD, _("Judul dan definisi"))
    if document and document.get("origin") == Origin.LEGACY:
        yield Section(CONTROL, _("Kendali dokumen"))
    for number, key in enumerate(ComponentKey, start=1):
        yield Section(key.value, OFFICIAL_NAMES[key], number)
    yield Section(FORM, _("Isian formulir"))
    for letter in program.get("letters", ()):
        yield Section(
            LETTER + letter["key"].replace("_", "-"), _("Surat: {name}").format(name=letter["name"])
        )


def part_of(slug: str, document: Data, program: Data) -> Any:
    """The stored values of a section; {} for a component nobody has written yet. Raises KeyError."""
    if slug in set(ComponentKey):
        return document.get(slug) or {}
    if slug == HEAD:
        return {name: document.get(name) for name in _HEAD}
    if slug == OTHER:
        return document.get("other_text") or []
    if slug == CONTROL:
        return {Origin.LEGACY.value: document.get("control") or {}}[document["origin"]]
    if slug == FORM:
        return {name: program.get(name) or [] for name in _FORM}
    return _letter(slug, program)


def put(slug: str, value: Any, document: Data, program: Data) -> tuple[Data, Data]:
    """Document and program with the section replaced."""
    if slug in set(ComponentKey):
        return {**document, slug: value}, program
    if slug == HEAD:
        return {**document, **value}, program
    if slug == CONTROL:
        return {**document, "control": value}, program
    if slug == FORM:
        return document, {**program, **value}
    old = _letter(slug, program)
    letters = [value if letter is old else letter for letter in program["letters"]]
    return document, {**program, "letters": letters}


def _letter(slug: str, program: Data) -> Data:
    key = slug.removeprefix(LETTER).replace("-", "_")
    found: Data = {letter["key"]: letter for letter in program.get("letters", ())}[key]
    return found


def mark_of(part: Any) -> str:
    """A word that changes when the part does: a form carries it as what its writer saw."""
    plain = json.dumps(part, sort_keys=True, ensure_ascii=False)
    return sha256(plain.encode()).hexdigest()[:20]
