"""Reading what was worked on in this office, for its own pages only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from accounts.actors import Actor
from accounts.queries import people
from applications.workflow_types import Role, StepKind
from indicators.periods import Period
from indicators.reading import told
from offices.models import Office
from offices.queries import work_calendar
from quality import workload
from quality.workload import Load, Piece, Somebody


@dataclass(frozen=True)
class Work:
    """A period by step, and the people this reader may see."""

    period: Period
    whole: Load
    steps: Mapping[StepKind, Load]
    roles: Mapping[StepKind, frozenset[Role]]
    slowest: Mapping[StepKind, int]
    people: list[Somebody]


def work(*, office: Office, period: Period, actor: Actor) -> Work:
    """For a superior: the steps, and who ranks below, by name."""
    found = _pieces(office, period)
    there = people(office, on=period.last)
    seen = set(
        workload.below(((one.user_id, one.roles) for one in there), viewer=actor.user_id, roles=actor.roles)
    )
    names = {one.user_id: (one.name, one.title) for one in there if one.user_id in seen}
    steps = workload.by_step(found)
    return Work(
        period, _whole(found), steps, workload.roles_of(found), workload.slowest(found),
        workload.by_person(found, names),
    )  # fmt: skip


def own_work(*, office: Office, period: Period, actor: Actor) -> Somebody:
    """What this person did, and nobody else."""
    own = [piece for piece in _pieces(office, period) if piece.actor == actor.user_id]
    (me,) = workload.by_person(own, {actor.user_id: (actor.name, actor.title)})
    return me


def _pieces(office: Office, period: Period) -> list[Piece]:
    days = [period.first + timedelta(days=n) for n in range(period.days)]
    calendar = work_calendar(office.id)
    return workload.pieces(told(office, days), period, calendar.open_minutes_between)


def _whole(found: list[Piece]) -> Load:
    load = Load()
    for piece in found:
        load.add(piece)
    return load
