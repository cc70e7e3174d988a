"""What was worked on, and how the promise fared: by step, and by person without an order of merit. Pure.

A person is no league table: names stand in the order of the alphabet, figures on few pieces are not said,
and nothing here goes into the read model, an export or another office's page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from uuid import UUID

from applications.workflow_types import Action, Role, StepKind
from commons.clock import wib
from indicators.periods import Period
from indicators.reading import Told

MINIMUM = 20
KEPT, LATE = "kept", "late"
Minutes = Callable[[datetime, datetime], int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A step of a file that somebody completed. `minutes`: counter minutes since the event before; None for
    the first. `kept`: the verdict on the file's promise, None while it is open or has none."""

    file_id: UUID
    kind: StepKind
    roles: frozenset[Role]
    actor: UUID
    on: date
    minutes: int | None
    kept: bool | None


def pieces(files: Iterable[Told], period: Period, minutes: Minutes) -> list[Piece]:
    """What was completed in a period; what was taken back is not there."""
    return [piece for one in files for piece in _of_file(one, minutes) if piece.on in period]


def _of_file(one: Told, minutes: Minutes) -> list[Piece]:
    found: list[Piece | None] = []
    kept = _verdict(one)
    before: datetime | None = None
    for event in one.events:
        if event.action == Action.UNDO and found:
            found.pop()
            before = event.at
            continue
        place = one.process.index(event.step)
        if event.action == Action.COMPLETE and place is not None:
            step = one.process.steps[place]
            took = minutes(before, event.at) if before is not None else None
            day = wib(event.at).date()
            found.append(Piece(one.file_id, step.kind, step.holders, event.actor, day, took, kept))
        else:
            found.append(None)
        before = event.at
    return [piece for piece in found if piece is not None]


def _verdict(one: Told) -> bool | None:
    columns = {column for _day, column in one.facts.counted}
    return True if KEPT in columns else False if LATE in columns else None


@dataclass(slots=True)
class Load:
    """Pieces added up. A figure is None where it rests on fewer than `MINIMUM`."""

    n: int = 0
    waits: list[int] = field(default_factory=list)
    judged: set[UUID] = field(default_factory=set)
    kept: set[UUID] = field(default_factory=set)

    def add(self, piece: Piece) -> None:
        """One more."""
        self.n += 1
        if piece.minutes is not None:
            self.waits.append(piece.minutes)
        if piece.kept is not None:
            self.judged.add(piece.file_id)
        if piece.kept:
            self.kept.add(piece.file_id)

    @property
    def minutes(self) -> float | None:
        """The median of the counter minutes a file lay at the step."""
        return median(self.waits) if len(self.waits) >= MINIMUM else None

    @property
    def promise(self) -> float | None:
        """The part of the files, 0 to 1, that were done in time as a whole."""
        return len(self.kept) / len(self.judged) if len(self.judged) >= MINIMUM else None


def by_step(found: Iterable[Piece]) -> dict[StepKind, Load]:
    """The load of each kind of step, in the order of a procedure."""
    loads: dict[StepKind, Load] = {}
    for piece in found:
        loads.setdefault(piece.kind, Load()).add(piece)
    return {kind: loads[kind] for kind in StepKind if kind in loads}


def slowest(found: Iterable[Piece]) -> dict[StepKind, int]:
    """In how many late files a kind of step took the most time."""
    times: dict[UUID, dict[StepKind, int]] = {}
    for piece in found:
        if piece.kept is False and piece.minutes:
            of_file = times.setdefault(piece.file_id, {})
            of_file[piece.kind] = of_file.get(piece.kind, 0) + piece.minutes
    counted: dict[StepKind, int] = {}
    for of_file in times.values():
        most = max(of_file, key=lambda kind: of_file[kind])
        counted[most] = counted.get(most, 0) + 1
    return counted


def roles_of(found: Iterable[Piece]) -> dict[StepKind, frozenset[Role]]:
    """Who may complete each kind of step."""
    roles: dict[StepKind, frozenset[Role]] = {}
    for piece in found:
        roles[piece.kind] = roles.get(piece.kind, frozenset()) | piece.roles
    return roles


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with all they did and each kind of step of it."""

    user_id: UUID
    name: str
    title: str
    whole: Load
    steps: Mapping[StepKind, Load]


def by_person(found: Iterable[Piece], names: Mapping[UUID, tuple[str, str]]) -> list[Somebody]:
    """The people of `names` (key to name and title) in the order of the alphabet, also who did nothing."""
    own: dict[UUID, list[Piece]] = {}
    for piece in found:
        own.setdefault(piece.actor, []).append(piece)
    people = [
        Somebody(key, name, title, _whole(own.get(key, ())), by_step(own.get(key, ())))
        for key, (name, title) in names.items()
    ]
    return sorted(people, key=lambda one: (one.name.casefold(), str(one.user_id)))


def _whole(found: Iterable[Piece]) -> Load:
    load = Load()
    for piece in found:
        load.add(piece)
    return load


# Who stands above whom: a superior sees those below, nobody sees a colleague.
_RANKS: tuple[tuple[Role, int], ...] = ((Role.HEAD, 3), (Role.SECRETARY, 2), (Role.SECTION_HEAD, 1))


def rank(roles: Iterable[str]) -> int:
    """0 for who leads nobody."""
    held = set(roles)
    return max((place for role, place in _RANKS if role in held), default=0)


def below(
    people: Iterable[tuple[UUID, Iterable[str]]], *, viewer: UUID, roles: Iterable[str]
) -> Iterator[UUID]:
    """Whom this person may see: themselves, and who ranks below."""
    own = rank(roles)
    for key, theirs in people:
        if key == viewer or rank(theirs) < own:
            yield key
