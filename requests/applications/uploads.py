"""Files sent with a form: each is kept or refused by itself, and the form goes on with what was kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from accounts.actors import Actor
from attachments import operations
from attachments.models import Kind
from attachments.operations import Adder, Owner
from attachments.refusals import MOST_BYTES, UploadRefused

MOST_AT_ONCE = 8


class Readable(Protocol):
    """A file of a form."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes."""


@dataclass
class Taken:
    """What became of the files of one field."""

    kept: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All that was refused, in one text."""
        return " ".join(dict.fromkeys(self.errors))


def take(
    files: Iterable[Readable],
    *,
    owner: Owner,
    kind: Kind,
    actor: Actor,
    now: datetime,
    requirement: str = "",
) -> Taken:
    """Keep each file that is in order."""
    taken = Taken()
    for number, file in enumerate(files):
        if number >= MOST_AT_ONCE:
            taken.errors.append(_("Paling banyak {n} berkas sekali kirim.").format(n=MOST_AT_ONCE))
            break
        try:
            operations.add(
                owner=owner,
                kind=kind,
                content=file.read(MOST_BYTES + 1),
                adder=Adder.of(actor),
                now=now,
                requirement=requirement,
            )
            taken.kept += 1
        except UploadRefused as refused:
            taken.errors.append(str(refused.message))
    return taken
