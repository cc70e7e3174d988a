"""A year of one office: its stories, told through, in order of time. Pure; no row is written here."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from applications.program import Program
from commons.clock import wib
from commons.worktime import WorkCalendar
from demo.simulate.arrivals import arrivals
from demo.simulate.cases import Case, case_of
from demo.simulate.characters import Character
from demo.simulate.desk import Desk, Staff
from demo.simulate.leaders import Leader, leader_of
from demo.simulate.story import Act, Story
from demo.simulate.turns import turns_of
from servicetypes.readers import Village


def chance_of(seed: int, code: str, *what: object) -> random.Random:
    """Chance for one purpose in one office: the same for the same seed, whatever else is asked for."""
    return random.Random(":".join(map(str, (seed, code, *what))))  # noqa: S311  invented people


@dataclass(frozen=True)
class Setting:
    """What a year needs to know of an office. `programs` by service code, in force the whole time."""

    seed: int
    code: str
    population: int
    character: Character
    staff: Staff
    programs: Mapping[str, Program]
    villages: Sequence[Village]
    calendar: WorkCalendar
    days: Sequence[date]
    until: datetime

    def chance(self, *what: object) -> random.Random:
        """See `chance_of`."""
        return chance_of(self.seed, self.code, *what)


@dataclass(frozen=True)
class Year:
    """What happened. `cases` by the number of the story; `acts` in order; `lengths`: acts of each story."""

    leader: Leader
    cases: Mapping[int, Case]
    services: Mapping[int, str]
    acts: Sequence[Act]
    lengths: Mapping[int, int]
    closed: frozenset[int]


def days_before(until: datetime, count: int) -> tuple[date, ...]:
    """The last `count` days up to that moment."""
    last = wib(until).date()
    return tuple(last - timedelta(days=n) for n in range(count - 1, -1, -1))


def tell(setting: Setting) -> Year:
    """Tell the year; the same setting gives the same year."""
    leader = leader_of(setting.character, setting.days, setting.calendar, setting.chance("leader"))
    desk = Desk(
        character=setting.character,
        staff=setting.staff,
        calendar=setting.calendar,
        leader=leader,
        chance=setting.chance("desk"),
    )
    cases: dict[int, Case] = {}
    services: dict[int, str] = {}
    stories = []
    for story, case in _stories(setting):
        cases[story.number], services[story.number] = case, story.service
        stories.append(story)
    acts = sorted(desk.work(stories, until=setting.until), key=_when)
    return Year(
        leader=leader,
        cases=cases,
        services=services,
        acts=acts,
        lengths=Counter(act.number for act in acts),
        closed=frozenset(story.number for story in stories if story.over),
    )


def _when(act: Act) -> tuple[datetime, int, int]:
    return act.at, act.number, act.decision.record.seq


def _stories(setting: Setting) -> Iterator[tuple[Story, Case]]:
    number = 0
    for service, program in setting.programs.items():
        moments = arrivals(
            service,
            population=setting.population,
            days=setting.days,
            calendar=setting.calendar,
            chance=setting.chance(service, "arrivals"),
        )
        for n, moment in enumerate(moments):
            number += 1
            chance = setting.chance(service, n)
            day = wib(moment).date()
            case = case_of(program, villages=setting.villages, day=day, chance=chance)
            story = Story(
                number=number,
                service=service,
                process=program.process(),
                turns=turns_of(setting.character, program.product, day, chance),
                missing=tuple(case.names.values()),
                arrival=moment,
                chance=chance,
            )
            yield story, case
