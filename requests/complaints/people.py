"""The people of the office as the ladder sees them, and whom a complaint may be about."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts import queries as accounts
from complaints.ladder import Holder, Stop, rank_of, road
from offices.models import Level, Office
from offices.scope import public_scope

HEAD = "HEAD"


@dataclass(frozen=True)
class Somebody:
    """A person of the office, as a form offers them."""

    id: UUID
    name: str
    title: str
    roles: frozenset[str]

    @property
    def holder(self) -> Holder:
        """As the ladder takes them."""
        return Holder(self.id, self.roles)


def staff(office: Office, *, on: date) -> list[Somebody]:
    """Everybody with an assignment here that day, the leader first."""
    found = [
        Somebody(p.user_id, p.name, p.title, frozenset(map(str, p.roles)))
        for p in accounts.people(office, on=on)
    ]
    return sorted(found, key=lambda p: (-rank_of(p.roles), p.name))


def parent_of(office: Office) -> Office | None:
    """The kecamatan above a kelurahan."""
    return office.parent if office.level == Level.KELURAHAN and office.parent_id else None


def stops(office: Office, *, about: UUID | None, on: date) -> tuple[Stop, ...]:
    """The road of a complaint of this office that day."""
    parent = parent_of(office)
    parents = None
    if parent is not None:
        with public_scope():
            parents = {p.user_id for p in accounts.people(parent, on=on, roles=[HEAD])}
    return road([p.holder for p in staff(office, on=on)], about=about, parents=parents)
