"""Who answers for a complaint, and who above them when they do not (pure).

Petugas informasi → kasi → sekretaris → camat or lurah → the parent camat, else the kabupaten. It never passes
through the person complained about, nor through those below them: their rungs are left out. A complaint about
the leader has no rung in the office at all and goes upward at once.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Rung(StrEnum):
    """The rungs by role; the last two lie above the office."""

    OFFICER = "INFORMATION"
    SECTION_HEAD = "SECTION_HEAD"
    SECRETARY = "SECRETARY"
    HEAD = "HEAD"
    PARENT = "PARENT"
    KABUPATEN = "KABUPATEN"


INSIDE = (Rung.OFFICER, Rung.SECTION_HEAD, Rung.SECRETARY, Rung.HEAD)
# How high a role stands; whoever stands nowhere (counter, operator) is below the lowest rung.
RANKS = {rung.value: number for number, rung in enumerate(INSIDE, start=1)}


@dataclass(frozen=True)
class Holder:
    """Somebody of the office with their roles."""

    user_id: UUID
    roles: frozenset[str]

    @property
    def rank(self) -> int:
        """The highest rung they stand on; 0 for none."""
        return rank_of(self.roles)


@dataclass(frozen=True)
class Stop:
    """A rung, and who stands there (nobody inside the office for the upper two)."""

    rung: Rung
    people: frozenset[UUID] = frozenset()


def rank_of(roles: Iterable[str]) -> int:
    """The highest rung of these roles: 0 nobody's, 1 petugas informasi … 4 camat or lurah."""
    return max((RANKS.get(role, 0) for role in roles), default=0)


def lowest_rank(about: Holder | None) -> int:
    """The lowest rung that may know of it: 0 everybody's, 5 nobody's in this office."""
    if about is None:
        return 0
    return max(about.rank, RANKS[Rung.OFFICER]) + 1


def road(
    people: Iterable[Holder], *, about: UUID | None = None, parents: Collection[UUID] | None = None
) -> tuple[Stop, ...]:
    """The stops in order, the last above the office. `about`: the person complained about; `parents`: the
    leaders of the parent office, None for an office that has none. Rungs where nobody stands are left out."""
    here = list(people)
    accused = next((one for one in here if one.user_id == about), None)
    if about is not None and accused is None:
        accused = Holder(about, frozenset())
    lowest = lowest_rank(accused)
    stops = [
        Stop(rung, frozenset(p.user_id for p in here if rung.value in p.roles and p.user_id != about))
        for rung in INSIDE
        if RANKS[rung.value] >= lowest
    ]
    return (*(stop for stop in stops if stop.people), _above(about, parents))


def _above(about: UUID | None, parents: Collection[UUID] | None) -> Stop:
    """The parent's leader, unless there is none or it is the person complained about."""
    able = frozenset(one for one in parents or () if one != about)
    whole = parents is not None and bool(able) and about not in parents
    return Stop(Rung.PARENT, able) if whole else Stop(Rung.KABUPATEN)


def at(stops: tuple[Stop, ...], late: int) -> tuple[Stop, ...]:
    """Who answers for it when `late` terms have passed: the first stop and one more for each, the last being
    a copy upward."""
    return stops[: 1 + max(0, late)]


def turn(lowest: int, *, begun: bool) -> int:
    """The rung whose turn it is, lateness apart: new ones are the petugas informasi's, then the kasi's; about
    people, the lowest rung that may know. `begun`: it was forwarded or is being handled."""
    return lowest or RANKS[Rung.SECTION_HEAD if begun else Rung.OFFICER]


def holding(stops: tuple[Stop, ...], late: int, rank: int) -> Stop:
    """With whom it lies: the rung whose turn it is (`rank`; where nobody stands on it the next above, else
    the highest inside), or the one lateness lifted it to, whichever is higher."""
    inside = [stop for stop in stops if stop.rung in INSIDE]
    own = next((n for n, stop in enumerate(inside) if RANKS[stop.rung] >= rank), max(0, len(inside) - 1))
    return stops[max(own, len(at(stops, late)) - 1)]
