"""One office at work: files and people meet, in order of time. Pure.

Everyone does one thing after the other, inside counter hours; who comes first is served first. So an office
with too few people, or whose leader is away, is late by itself.
"""

import heapq
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from applications.workflow_types import Actor, Role
from commons.clock import wib
from commons.worktime import WorkCalendar
from demo.simulate.characters import Character
from demo.simulate.leaders import Leader
from demo.simulate.story import Act, Need, Part, Story

_ROLES = {
    Part.COUNTER: Role.COUNTER,
    Part.OPERATOR: Role.OPERATOR,
    Part.SECTION_HEAD: Role.SECTION_HEAD,
}


@dataclass(frozen=True)
class Staff:
    """Who works here, as the workflow knows them. `acting` signs when appointed; `speeds` by person."""

    people: Sequence[Actor]
    head: int
    acting: int
    speeds: Sequence[float]

    def of(self, role: Role) -> tuple[int, ...]:
        """Everybody with this role."""
        return tuple(n for n, person in enumerate(self.people) if role in person.roles)


class Desk:
    """The office, its people busy until some moment each."""

    def __init__(
        self,
        *,
        character: Character,
        staff: Staff,
        calendar: WorkCalendar,
        leader: Leader,
        chance: random.Random,
    ) -> None:
        self._character, self._staff, self._calendar = character, staff, calendar
        self._leader, self._chance = leader, chance
        self._free: dict[int, datetime] = {}
        self._of = {part: staff.of(role) for part, role in _ROLES.items()}
        self._serve: dict[Part, Callable[[Story, Need], tuple[int, datetime] | None]] = {
            Part.SIGNER: self._sign,
            Part.SAME: self._same,
        }

    def work(self, stories: Iterable[Story], *, until: datetime) -> Iterator[Act]:
        """What is done up to `until`, roughly in order; what lies open then stays open."""
        waiting: list[tuple[datetime, int, Story, Need]] = []
        for story in stories:
            _push(waiting, story)
        while waiting:
            _ready, _number, story, need = heapq.heappop(waiting)
            if need.ready > until:
                continue
            done = self._serve.get(need.part, self._at_desk)(story, need)
            if done is None or done[1] > until:
                continue
            person, at = done
            yield story.do(need, person=person, actor=self._staff.people[person], at=at)
            _push(waiting, story)

    def _at_desk(self, _story: Story, need: Need) -> tuple[int, datetime]:
        """Whoever of the role is free first."""
        people = self._of[need.part]
        person = min(people, key=lambda n: self._free.get(n, need.ready))
        start = max(need.ready, self._free.get(person, need.ready))
        at = self._after(start, need.minutes * self._staff.speeds[person])
        self._free[person] = at
        return person, at

    def _same(self, story: Story, need: Need) -> tuple[int, datetime] | None:
        """An undo comes at once or not at all."""
        return (story.last_person, need.ready) if story.last_person >= 0 else None

    def _sign(self, _story: Story, need: Need) -> tuple[int, datetime]:
        """The leader signs between other things; an acting signer when the leader is away."""
        start = need.ready + timedelta(
            seconds=int(60 * self._chance.expovariate(1 / self._character.unhurried))
        )
        while True:
            start = self._calendar.next_open(max(start, self._free.get(self._staff.head, start)))
            absence = self._leader.absence_at(start)
            if absence is not None and not absence.acting:
                start = absence.to_at
                continue
            person = self._staff.head if absence is None else self._staff.acting
            at = self._after(start, need.minutes)
            if self._leader.absence_at(at) is absence:
                self._free[self._staff.head] = at
                return person, at
            start = at

    def _after(self, start: datetime, minutes: float) -> datetime:
        """The end of so much work, begun now or at the next opening, at the office's pace of that day."""
        pace = self._character.pace_on(wib(start).date())
        seconds = max(20, int(60 * minutes * pace))
        return self._calendar.add_open(self._calendar.next_open(start), timedelta(seconds=seconds))


def _push(waiting: list[tuple[datetime, int, Story, Need]], story: Story) -> None:
    need = story.need()
    if need is not None:
        heapq.heappush(waiting, (need.ready, story.number, story, need))
