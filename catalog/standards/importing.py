"""A document between upload and draft: what the reader found, where people placed the rest, what was saved.

It lies sealed in the cache (`commons.held`), for one person of one office, for two hours from the last touch.
"""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.held import hold, hold_instead, look
from standards.reading.drafts import confidence_of, with_text
from standards.reading.refusals import Unreadable
from standards.vocabulary import ComponentKey, Origin

PURPOSE = "standard-import"
DEFINITIONS = "definisi"  # a place beside the components
SECONDS = 2 * 60 * 60
MOST = 40
LOW = 0.75
Data = dict[str, Any]


class NotThere(DomainError):
    """The piece of text or the standard is not in the upload, or not to be placed like this."""

    def __init__(self) -> None:
        super().__init__(
            "not_there", _("Potongan teks itu tidak ada lagi. Periksa halaman ini, lalu ulangi.")
        )


@dataclass
class Found:
    """One standard of the document. `placed`: (position among the pieces, component or `DEFINITIONS`) in the
    order of placing.

    `saved`: the id of the draft it became.
    """

    draft: Data
    service: str = ""
    origin: str = Origin.LEGACY.value
    placed: list[tuple[int, str]] = field(default_factory=list)
    saved: str = ""

    @cached_property
    def current(self) -> Data:
        """The draft with what was placed by hand."""
        pieces = self.draft["unplaced"]
        found = dict(self.draft)
        for at, key in self.placed:
            if key != DEFINITIONS:
                found[key] = with_text(ComponentKey(key), found[key], pieces[at]["text"])
        found["definitions"] = [pieces[at] for at in sorted(self.placed_in(DEFINITIONS))]
        moved = {at for at, _key in self.placed}
        found["unplaced"] = [piece for at, piece in enumerate(pieces) if at not in moved]
        found["confidence"] = confidence_of(found)
        return found

    def placed_in(self, key: str) -> list[int]:
        """The positions of the pieces that were put there, in the order of placing."""
        return [at for at, where in self.placed if where == key]

    @property
    def left(self) -> list[tuple[int, Data]]:
        """The pieces that are in no component, with their positions."""
        moved = {at for at, _key in self.placed}
        return [(at, piece) for at, piece in enumerate(self.draft["unplaced"]) if at not in moved]

    def place(self, at: int, key: str) -> None:
        """Put a piece into a component, or among the definitions. Raises `NotThere`."""
        places = {*ComponentKey, DEFINITIONS}
        if at not in {position for position, _piece in self.left} or key not in places:
            raise NotThere
        self.placed.append((at, key))
        self.__dict__.pop("current", None)

    def take_back(self, at: int) -> None:
        """Take a piece out again. Raises `NotThere`."""
        if at not in {position for position, _key in self.placed}:
            raise NotThere
        self.placed = [pair for pair in self.placed if pair[0] != at]
        self.__dict__.pop("current", None)


@dataclass
class Upload:
    """What was found in one file, by its name."""

    name: str
    found: list[Found]

    def standard(self, number: int) -> Found:
        """The standard by its place in the document, from 1. Raises `NotThere`."""
        if not 1 <= number <= len(self.found):
            raise NotThere
        return self.found[number - 1]


def begin(name: str, drafts: list[Data], services: list[str], *, owner: UUID) -> str:
    """Keep what was read, with the proposed services; gives the word to ask for it with."""
    if len(drafts) > MOST:
        raise Unreadable(
            _("Dokumen ini memuat lebih dari 40 standar. Tidak ada yang disimpan. Pisahkan berkasnya.")
        )
    found = [Found(draft, service) for draft, service in zip(drafts, services, strict=True)]
    return hold(_packed(Upload(name[-120:], found)), purpose=PURPOSE, owner=owner, seconds=SECONDS)


def load(token: str, *, owner: UUID) -> Upload:
    """What is kept. Raises `Gone`."""
    data = json.loads(look(token, purpose=PURPOSE, owner=owner))
    found = [
        Found(
            one["draft"],
            one["service"],
            one["origin"],
            [(at, key) for at, key in one["placed"]],
            one["saved"],
        )
        for one in data["found"]
    ]
    return Upload(data["name"], found)


def keep(token: str, upload: Upload, *, owner: UUID) -> None:
    """Keep it as it stands now. Raises `Gone`."""
    hold_instead(token, _packed(upload), purpose=PURPOSE, owner=owner, seconds=SECONDS)


def _packed(upload: Upload) -> bytes:
    names = ("draft", "service", "origin", "placed", "saved")
    found = [{name: getattr(one, name) for name in names} for one in upload.found]
    return json.dumps({"name": upload.name, "found": found}).encode()
