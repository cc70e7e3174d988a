"""From a slip to the Buku Pengaduan: the one place where this app speaks to the complaints."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.actors import Actor
from complaints import operations as complaints
from complaints.models import Channel, Kind
from complaints.operations import NewComplaint
from suggestionbox.models import BoxSlip

LEAST, LONGEST = 5, 4000
KINDS = tuple(Kind.choices)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What stands on a slip, as it was typed. A slip without a name is anonymous; `confidential` when the
    writer asks for it on the paper."""

    kind: str
    text: str
    service: str = ""
    name: str = ""
    contact: str = ""
    confidential: bool = False


@dataclass(frozen=True)
class Filed:
    """What became of it: the complaint, and its number in the book."""

    id: UUID
    number: str


def receive(*, actor: Actor, slip: BoxSlip, words: Words, now: datetime) -> Filed:
    """Enter a slip into the Buku Pengaduan, in the caller's transaction. Raises as the complaints do."""
    made = complaints.receive(
        actor=actor,
        new=NewComplaint(
            kind=words.kind,
            channel=Channel.BOX,
            text=words.text,
            service_code=words.service,
            anonymous=not words.name.strip(),
            confidential=words.confidential,
            name=words.name,
            contact=words.contact,
        ),
        now=now,
    )
    return Filed(made.id, made.number)
