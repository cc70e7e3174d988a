"""Who is whose superior in an office, by rule. Pure.

Whoever holds several roles stands as high as the highest. The superior of the counter is the kasi where
there is one; of several kasi nobody knows whose section it is, so it is the secretary. A kasi's is the
secretary, the secretary's the head; where that post is empty or held by more than one, the next above. The
head has none here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

RANKS = ("STAFF", "SECTION_HEAD", "SECRETARY", "HEAD")


@dataclass(frozen=True, slots=True)
class Placed:
    """A person with the roles of all their assignments here."""

    user_id: UUID
    roles: frozenset[str]

    @property
    def rank(self) -> int:
        """How high they stand."""
        return max((RANKS.index(role) for role in self.roles if role in RANKS), default=0)


def superior_of(user_id: UUID, staff: Sequence[Placed]) -> UUID | None:
    """The one superior; None for the head, and for who does not work here."""
    person = next((each for each in staff if each.user_id == user_id), None)
    if person is None:
        return None
    for rank in range(person.rank + 1, len(RANKS)):
        above = [each.user_id for each in staff if each.rank == rank]
        if len(above) == 1:
            return above[0]
    return None


def superiors_of(user_id: UUID, staff: Sequence[Placed]) -> list[UUID]:
    """The superior, theirs, and so on up to the head."""
    found: list[UUID] = []
    above = superior_of(user_id, staff)
    while above is not None:
        found.append(above)
        above = superior_of(above, staff)
    return found


def below(user_id: UUID, staff: Sequence[Placed]) -> Collection[UUID]:
    """Those whose superior this person is."""
    return frozenset(each.user_id for each in staff if superior_of(each.user_id, staff) == user_id)
