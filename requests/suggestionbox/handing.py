"""From a slip to the Buku Pengaduan: the one place where this app speaks to the complaints."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.actors import Actor
from complaints import operations as complaints
from complaints.models import Channel, Kind
from complaints.operations import LEAST, LONGEST, NewComplaint
from complaints.people import staff
from complaints.replying import papers_along
from offices.scope import current_office

__all__ = ["KINDS", "LEAST", "LONGEST", "Filed", "Words", "people", "receive"]
KINDS = tuple(Kind.choices)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What stands on a slip, as it was typed. A slip without a name is anonymous; `confidential` when the
    writer asks for it on the paper; `about`: the person complained about."""

    kind: str
    text: str
    service: str = ""
    about: UUID | None = None
    name: str = ""
    contact: str = ""
    confidential: bool = False


@dataclass(frozen=True)
class Filed:
    """The line of the book, None where the complaint went above the office; the code for the writer."""

    id: UUID | None
    number: str
    code: str


def receive(*, actor: Actor, words: Words, slip_id: UUID, now: datetime) -> Filed:
    """Enter a slip into the Buku Pengaduan, in the caller's transaction: its photographs go along. Raises as
    the complaints do."""
    made = complaints.receive(
        actor=actor,
        new=NewComplaint(
            kind=words.kind,
            channel=Channel.BOX,
            text=words.text,
            service_code=words.service,
            about=words.about,
            anonymous=not words.name.strip(),
            confidential=words.confidential,
            name=words.name,
            contact=words.contact,
        ),
        now=now,
    )
    papers_along(old=slip_id, made=made, now=now)
    return Filed(None if made.upward else made.id, made.number, made.code)


def people(on: date) -> list[tuple[str, str]]:
    """Whom a slip may be about: the people of the office."""
    found = staff(current_office(), on=on)
    return [(str(one.id), f"{one.name}, {one.title}") for one in found]
