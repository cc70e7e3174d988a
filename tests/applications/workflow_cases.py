"""The five processes of the source standards, a cast of people, and every state a file can be in."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from applications.workflow import (
    Action,
    Actor,
    Command,
    Effect,
    Process,
    ProductKind,
    Record,
    Refusal,
    Refused,
    Role,
    State,
    Step,
    StepKind,
    build_process,
    decide,
    situation_of,
)

T0 = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08:00 WIB, a Monday
MINUTE = timedelta(minutes=1)

INTAKE = Step("intake", StepKind.INTAKE)
VERIFY = Step("verify", StepKind.VERIFY)
PRODUCE = Step("produce", StepKind.PRODUCE)
INITIAL = Step("initial", StepKind.INITIAL)
SIGN = Step("sign", StepKind.SIGN)
REGISTER = Step("register", StepKind.REGISTER)
HAND_OVER = Step("hand_over", StepKind.HAND_OVER)
SIGN_AND_REGISTER = Step("sign", StepKind.SIGN, also=(StepKind.REGISTER,))
REGISTER_AND_HAND_OVER = Step("hand_over", StepKind.HAND_OVER, also=(StepKind.REGISTER,))

STEPS: dict[str, tuple[ProductKind, tuple[Step, ...]]] = {
    "000 SKTM Lumajang": (ProductKind.ENDORSEMENT, (INTAKE, VERIFY, SIGN, REGISTER, HAND_OVER)),
    "003 KP4 Lumajang": (ProductKind.ENDORSEMENT, (INTAKE, VERIFY, SIGN, REGISTER, HAND_OVER)),
    "004 KTP-el Lumajang": (ProductKind.EXTERNAL_ITEM, (INTAKE, PRODUCE, REGISTER_AND_HAND_OVER)),
    "001 DTKS Tompokersan": (ProductKind.LETTER, (INTAKE, PRODUCE, SIGN_AND_REGISTER, HAND_OVER)),
    "002 SKTM Jatiroto": (ProductKind.LETTER, (INTAKE, VERIFY, PRODUCE, SIGN_AND_REGISTER, HAND_OVER)),
}
FIVE: dict[str, Process] = {name: build_process(product, steps) for name, (product, steps) in STEPS.items()}
# What an office may make of 002 by adding a paraf before the signature.
WITH_INITIAL = build_process(
    ProductKind.LETTER, (INTAKE, VERIFY, PRODUCE, INITIAL, SIGN_AND_REGISTER, HAND_OVER)
)

SKTM, KTP, DTKS, JATIROTO = (
    FIVE[name]
    for name in ("000 SKTM Lumajang", "004 KTP-el Lumajang", "001 DTKS Tompokersan", "002 SKTM Jatiroto")
)


def person(number: int, *roles: Role, may_sign: bool = False) -> Actor:
    return Actor(UUID(int=number), frozenset(roles), may_sign)


# One person who holds every role moves files about; the cast asks what each of its members may do.
EVERYONE = person(1, *Role, may_sign=True)
COUNTER = person(11, Role.COUNTER)
OPERATOR = person(12, Role.OPERATOR)
SECTION_HEAD = person(13, Role.SECTION_HEAD)
SECRETARY = person(14, Role.SECRETARY)
HEAD = person(15, Role.HEAD, may_sign=True)
HEAD_WITHOUT_AUTHORITY = person(16, Role.HEAD)
ACTING = person(17, Role.SECRETARY, may_sign=True)
INFORMATION = person(18, Role.INFORMATION)
OFFICE_ADMIN = person(19, Role.OFFICE_ADMIN)
NOBODY = person(20)
CAST = (
    COUNTER,
    OPERATOR,
    SECTION_HEAD,
    SECRETARY,
    HEAD,
    HEAD_WITHOUT_AUTHORITY,
    ACTING,
    INFORMATION,
    OFFICE_ADMIN,
    NOBODY,
)


def command(action: Action | str, to_step: str | None = None) -> Command:
    """The action with all the input it could need."""
    return Command(
        Action(action),
        to_step=to_step,
        reason="Nama pada KK berbeda",
        missing=("fotokopi KK",),
        agency="Dukcapil",
        ground="Bukan penduduk kecamatan ini",
    )


@dataclass(frozen=True, eq=False)
class Story:
    """A file and how it came to be so: its events, and the effects of the last one."""

    process: Process
    state: State
    records: tuple[Record, ...] = ()
    effects: tuple[Effect, ...] = ()
    now: datetime = T0

    def then(self, action: Action | str, by: Actor = EVERYONE, to_step: str | None = None) -> "Story":
        """The story after one more action, a minute later."""
        return self.command(command(action, to_step), by)

    def command(self, wanted: Command, by: Actor = EVERYONE) -> "Story":
        now = self.now + MINUTE
        decision = decide(self.process, self.state, by, wanted, now)
        return replace(
            self,
            state=decision.state,
            records=(*self.records, decision.record),
            effects=decision.effects,
            now=now,
        )

    def through(self, *actions: Action | str) -> "Story":
        story = self
        for action in actions:
            story = story.then(action)
        return story

    def at(self, step: str) -> "Story":
        """Complete steps until the file is at this one."""
        story = self
        while story.process.key(story.state.step) != step:
            story = story.then(Action.COMPLETE)
        return story

    @property
    def row(self) -> str:
        """Where the file is, as the tables of the tests write it."""
        number = " with number" if self.state.numbered else ""
        return f"{situation_of(self.state)} {self.process.key(self.state.step)}{number}"


def new(process: Process) -> Story:
    return Story(process, State())


def signed(process: Process) -> Story:
    """A file with a signed letter or strip that has its number, ready to be handed over."""
    return new(process).at("hand_over")


def handed_over(process: Process) -> Story:
    return signed(process).then(Action.COMPLETE)


def refusal(story: Story, wanted: Command, by: Actor = EVERYONE, after: timedelta = MINUTE) -> Refusal:
    """The code of the refusal that must come."""
    with pytest.raises(Refused) as found:
        decide(story.process, story.state, by, wanted, story.now + after)
    return found.value.code


def every_story(process: Process) -> Iterator[Story]:
    """One story for every state that can be reached by any sequence of actions.

    States that differ only in counts, times, people and texts are the same here.
    """
    seen = {_essence(new(process))}
    queue = deque([new(process)])
    while queue:
        story = queue.popleft()
        yield story
        for follower in _followers(story):
            if (essence := _essence(follower)) not in seen:
                seen.add(essence)
                queue.append(follower)


def _followers(story: Story) -> Iterator[Story]:
    for action in Action:
        # Without a target send_back answers a correction; with one it moves the file.
        for target in (None, *(step.key for step in story.process.steps)):
            if target is None or action is Action.SEND_BACK:
                try:
                    yield story.then(action, to_step=target)
                except Refused:
                    continue


def _essence(story: Story) -> tuple[object, ...]:
    state = story.state
    return (
        situation_of(state),
        state.phase,
        state.step,
        state.signed,
        state.numbered,
        state.registered,
        state.handed_over,
        state.clock_started_at is None,
        state.last and (state.last.action, state.last.reversal),
        state.before and (situation_of(state.before), state.before.step),
    )
