"""The story of one file: what must be done next, by whom, and how long it takes. Pure.

Every step goes through `workflow.decide`; a story that the rules do not allow stops the simulation.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from applications import workflow
from applications.workflow_types import (
    Action,
    Actor,
    Command,
    Decision,
    Phase,
    ProductKind,
    State,
    StepKind,
)
from demo.simulate.turns import PATIENCE, Turns

ABANDONED_AFTER = timedelta(days=45)
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Part(StrEnum):
    """Who of the office has to do it."""

    COUNTER = "COUNTER"
    OPERATOR = "OPERATOR"
    SECTION_HEAD = "SECTION_HEAD"
    SIGNER = "SIGNER"
    SAME = "SAME"


# Minutes of work at each step, before the office's own pace. A KTP-el is recorded and printed in PRODUCE.
WORK = {
    StepKind.INTAKE: 4.0,
    StepKind.VERIFY: 2.5,
    StepKind.PRODUCE: 3.5,
    StepKind.INITIAL: 1.0,
    StepKind.SIGN: 0.7,
    StepKind.REGISTER: 1.2,
    StepKind.HAND_OVER: 1.0,
}
RECORDING = 14.0
_PARTS = {StepKind.PRODUCE: Part.OPERATOR, StepKind.SIGN: Part.SIGNER, StepKind.INITIAL: Part.SECTION_HEAD}


@dataclass(frozen=True, slots=True)
class Need:
    """What the file waits for: not before `ready`, `minutes` of work by `part`, then `command`."""

    ready: datetime
    part: Part
    minutes: float
    command: Command


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done. `person` indexes the office's staff; `before` is the state it found."""

    number: int
    at: datetime
    person: int
    command: Command
    before: State
    decision: Decision


@dataclass
class Story:
    """One file. `missing`: the papers that can be found missing, by name."""

    number: int
    service: str
    process: workflow.Process
    turns: Turns
    missing: tuple[str, ...]
    arrival: datetime
    chance: random.Random
    state: State = field(default_factory=State)
    at: datetime = field(init=False)
    here: datetime = field(init=False)
    last_person: int = -1
    _did: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.at = self.here = self.arrival

    def do(self, need: Need, *, person: int, actor: Actor, at: datetime) -> Act:
        """Do what was needed. Raises `Refused` when the workflow does not allow it."""
        before = self.state
        decision = workflow.decide(self.process, before, actor, need.command, at)
        self.state, self.at, self.last_person = decision.state, at, person
        if need.command.action is Action.RESUBMIT:
            self.here = at
        return Act(self.number, at, person, need.command, before, decision)

    @property
    def over(self) -> bool:
        """Whether the file came to its end."""
        return self.state.phase in workflow.FINAL_PHASES

    def need(self) -> Need | None:
        """What comes next, or None when the file is over, or lies and nobody comes for it."""
        match self.state.phase:
            case Phase.RETURNED:
                return self._back()
            case Phase.WAITING:
                ready = self.at + _DAY * self.turns.days_of_waiting
                return Need(ready, self._part(), 1.0, Command(Action.RESUME))
            case Phase.HANDED_OVER:
                return self._correction()
            case Phase.OPEN:
                return self._open()
        return None

    def _back(self) -> Need:
        if self.turns.never_back:
            return Need(
                self.at + ABANDONED_AFTER,
                Part.COUNTER,
                1.0,
                Command(Action.WITHDRAW, reason="Tidak dilengkapi"),
            )
        ready = self.at + _DAY * self.turns.days_to_return
        return Need(ready, Part.COUNTER, 2.0, Command(Action.RESUBMIT))

    def _open(self) -> Need | None:
        if self.state.correction is not None:
            return self._work(Command(Action.CORRECT), part=Part.SIGNER)
        kind = self._kind
        turn = self._turn(kind)
        if turn is not None:
            return turn
        if kind is StepKind.HAND_OVER:
            return self._hand_over()
        return self._work(Command(Action.COMPLETE))

    def _turn(self, kind: StepKind) -> Need | None:
        """What happens at this step instead of going on, once each."""
        turns = self.turns
        if kind in {StepKind.INTAKE, StepKind.VERIFY} and self._lacks_papers(kind):
            return self._work(Command(Action.RETURN, missing=self._found_missing()))
        if kind in {StepKind.VERIFY, StepKind.PRODUCE} and turns.rejected and self._once("reject"):
            return self._work(Command(Action.REJECT, ground=turns.rejected), part=Part.SECTION_HEAD)
        if kind is StepKind.PRODUCE and turns.waits_for and self._once("wait"):
            return self._work(Command(Action.WAIT, agency=turns.waits_for))
        if kind is StepKind.SIGN and turns.declined and self._once("decline"):
            target = workflow.earlier_steps(self.process, self.state)[-1]
            return self._work(Command(Action.SEND_BACK, to_step=target, reason=turns.declined))
        if turns.undone and self._can_undo and self._once("undo"):
            return Need(self.at + 2 * _MINUTE, Part.SAME, 0.0, Command(Action.UNDO))
        return None

    def _lacks_papers(self, kind: StepKind) -> bool:
        """Whether papers are found missing now: at intake as often as the turns say, at VERIFY once."""
        if kind is StepKind.VERIFY:
            return self.turns.returned_at_verify and self._once("verify")
        so_far = sum(name.startswith("returned") for name in self._did)
        return so_far < self.turns.returned and self._once(f"returned {so_far}")

    def _hand_over(self) -> Need | None:
        """At once while the applicant waits; later when told, if ever."""
        command = Command(Action.COMPLETE)
        if self.at - self.here <= PATIENCE and self.state.handovers == 0:
            return Need(self.at, Part.COUNTER, WORK[StepKind.HAND_OVER], command)
        if self.turns.never_fetched and self.state.handovers == 0:
            return None
        ready = self.at + _DAY * self.turns.days_to_fetch
        return Need(ready, Part.COUNTER, WORK[StepKind.HAND_OVER], command)

    def _correction(self) -> Need | None:
        if not (self.turns.corrected and self.state.numbered and self._once("correct")):
            return None
        asked = Command(Action.CORRECT, reason=self.turns.corrected)
        return Need(self.at + _DAY * self.turns.days_to_return, Part.SECTION_HEAD, 2.0, asked)

    def _work(self, command: Command, *, part: Part | None = None) -> Need:
        kind = self._kind
        recording = kind is StepKind.PRODUCE and self.process.product is ProductKind.EXTERNAL_ITEM
        minutes = RECORDING if recording else WORK[kind]
        return Need(self.at, part or self._part(), minutes * self.chance.uniform(0.6, 1.5), command)

    def _part(self) -> Part:
        return _PARTS.get(self._kind, Part.COUNTER)

    @property
    def _kind(self) -> StepKind:
        return self.process.steps[self.state.step].kind

    @property
    def _can_undo(self) -> bool:
        """The last thing was a plain completion in the office's hands, which can be taken back."""
        last = self.state.last
        return (
            last is not None
            and last.action is Action.COMPLETE
            and last.reversal is not None
            and self.state.event_no > 1
        )

    def _found_missing(self) -> tuple[str, ...]:
        """One or two papers, in the order of the checklist."""
        count = min(len(self.missing), self.chance.choice((1, 1, 2)))
        picked = self.chance.sample(self.missing, k=count)
        return tuple(name for name in self.missing if name in picked)

    def _once(self, name: str) -> bool:
        if name in self._did:
            return False
        self._did.add(name)
        return True
