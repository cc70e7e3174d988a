"""No sequence of actions, whoever tries what, loses a file or lets out what the standard does not want out.

Random people try random actions on random processes. A `Books` keeps what an office would see of it (numbers,
register lines, signatures, what the applicant holds), written only from effects and never from the state.
"""

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from applications.workflow import (
    FINAL_PHASES,
    Action,
    Actor,
    Command,
    Decision,
    Effect,
    InvalidProcess,
    Phase,
    Process,
    ProductKind,
    Record,
    Refusal,
    Refused,
    State,
    Step,
    StepKind,
    available,
    build_process,
    decide,
    earlier_steps,
    receive,
    replay,
)
from tests.applications.workflow_cases import CAST, EVERYONE, FIVE, MINUTE, T0, command

NEEDS = {code for code in Refusal if code.name.startswith("NEEDS_")} | {
    Refusal.UNKNOWN_STEP,
    Refusal.NOT_EARLIER,
}
MIDDLE = [kind for kind in StepKind if kind not in {StepKind.INTAKE, StepKind.HAND_OVER}]


CHANGE = {
    Effect.WRITE_REGISTER: 1,
    Effect.STRIKE_REGISTER: -1,
    Effect.START_CLOCK: 1,
    Effect.STOP_CLOCK: -1,
}


@dataclass
class Books:
    """What the office's books and the applicant's hands hold, as the effects wrote them."""

    process: Process
    receipts: int = 0
    live: set[int] = field(default_factory=set)
    void: set[int] = field(default_factory=set)
    papers: set[int] = field(default_factory=set)  # numbers of signed letters
    paper_signed: bool = False
    lines: int = 0
    lines_of: dict[int, int] = field(default_factory=dict)
    clocks: int = 0
    done: list[str] = field(default_factory=list)
    done_before: list[str] = field(default_factory=list)

    def follow(self, decision: Decision) -> None:
        for effect in decision.effects:
            self._write(effect)
        self._step(decision.record)

    def _write(self, effect: Effect) -> None:
        match effect:
            case Effect.TAKE_RECEIPT_NUMBER:
                self.receipts += 1
            case Effect.DRAW_LETTER | Effect.TAKE_STRIP_NUMBER:
                self._number()
            case Effect.REPLACE_LETTER:
                self._void()
                self._number()
            case Effect.VOID_LETTER:
                self._void()
            case Effect.SIGN_LETTER | Effect.SIGN_PAPER:
                self.papers |= self.live
                self.paper_signed = True
            case Effect.WRITE_REGISTER | Effect.STRIKE_REGISTER:
                self._line(CHANGE[effect])
            case Effect.START_CLOCK | Effect.STOP_CLOCK:
                self.clocks += CHANGE[effect]
            case Effect.HAND_OVER:
                self._hand_over()

    def _line(self, change: int) -> None:
        self.lines += change
        for number in self.live:
            self.lines_of[number] = self.lines_of.get(number, 0) + change

    def _number(self) -> None:
        assert not self.live, "never two live numbers"
        self.live.add(len(self.void) + 1)

    def _void(self) -> None:
        assert len(self.live) == 1, "only a live number is voided"
        self.void |= self.live
        self.live = set()

    def _hand_over(self) -> None:
        if self.process.product is ProductKind.LETTER:
            assert self.live, "a letter goes out under a live number"
            assert self.live <= self.papers, "a letter goes out signed"
        elif self.process.product is ProductKind.ENDORSEMENT:
            assert self.live, "a strip goes out under a live number"
            assert self.paper_signed, "the applicant's paper goes out signed"
        if self.process.register_index is not None:
            assert self.lines > 0, "what goes out stands in the register"
            if self.live and self.process.register_index >= (self.process.sign_index or 0):
                assert all(self.lines_of.get(number) == 1 for number in self.live)

    def _step(self, record: Record) -> None:
        """Keep the list of steps done, in a way of its own: from events, not from positions."""
        keys = [step.key for step in self.process.steps]
        before = list(self.done)
        if record.action is Action.COMPLETE:
            assert self.done == keys[: len(self.done)], "no step is skipped"
            assert record.step == keys[len(self.done)], "only the next step is completed"
            self.done.append(record.step)
        elif record.action is Action.UNDO:
            self.done = list(self.done_before)
        elif record.to_step != record.step or record.data.get("stage") == "signed":
            assert record.action in {Action.SEND_BACK, Action.CORRECT}, "nothing else moves a file"
            self.done = keys[: keys.index(record.to_step)]
        self.done_before = before


def office(state: State, books: Books) -> None:
    """What the state says is what the books hold."""
    assert books.receipts == 1
    assert state.numbered is bool(books.live)
    assert (state.clock_started_at is not None) is (books.clocks == 1)
    assert books.clocks in {0, 1}
    assert len(books.done) == state.step + state.handed_over
    if state.handed_over:
        assert books.done == [step.key for step in books.process.steps]


@st.composite
def processes(draw) -> Process:
    """One of the five, or anything else that `build_process` takes."""
    if draw(st.booleans()):
        return FIVE[draw(st.sampled_from(list(FIVE)))]
    kinds = [StepKind.INTAKE, *draw(st.lists(st.sampled_from(MIDDLE), max_size=6)), StepKind.HAND_OVER]
    riding = draw(st.sampled_from([None, *range(len(kinds))]))
    steps = [
        Step(f"{i}-{kind.value.lower()}", kind, also=(StepKind.REGISTER,) if i == riding else ())
        for i, kind in enumerate(kinds)
    ]
    # Every product that these steps can make; EXTERNAL_ITEM or nothing when there is no signature.
    fitting = [product for product in ProductKind if fits(product, steps)]
    return build_process(draw(st.sampled_from(fitting)), steps) if fitting else FIVE["002 SKTM Jatiroto"]


def fits(product: ProductKind, steps: list[Step]) -> bool:
    try:
        build_process(product, steps)
    except InvalidProcess:
        return False
    return True


TEXTS = st.sampled_from(["", "  ", "Ditolak: NIK tidak cocok", "O'Brien <b>#emoji 🙂</b>"])


@dataclass(frozen=True)
class Wild:
    """Anybody tries anything."""

    actor: Actor
    command: Command

    def on(self, process: Process, _state: State, _now: datetime) -> tuple[Actor, Command]:
        target = self.command.to_step
        if target is None or not target.isdigit():
            return self.actor, self.command
        key = process.steps[int(target) % len(process.steps)].key
        return self.actor, replace(self.command, to_step=key)


@dataclass(frozen=True)
class Apt:
    """Somebody with all roles does something that can be done; few files end by it."""

    pick: int

    def on(self, process: Process, state: State, now: datetime) -> tuple[Actor, Command]:
        shown = available(process, state, EVERYONE, now)
        going_on = [action for action in shown if action not in ENDING or self.pick % 7 == 0]
        # Going on is as likely as a correction or an undo, so that files get to their end and past it.
        likely = [action for action in going_on if action in LIKELY]
        chosen = [*going_on, *likely, *likely] or [Action.UNDO]
        earlier = earlier_steps(process, state) if state.correction is None else ()
        target = earlier[self.pick % len(earlier)] if earlier else None
        return EVERYONE, command(chosen[self.pick % len(chosen)], target)


ENDING = {Action.REJECT, Action.WITHDRAW}
LIKELY = {Action.COMPLETE, Action.CORRECT, Action.UNDO}
Try = tuple[Wild | Apt, timedelta]


@st.composite
def wild(draw) -> Wild:
    wanted = Command(
        draw(st.sampled_from(Action)),
        to_step=draw(st.sampled_from([None, "nowhere", *map(str, range(6))])),
        reason=draw(TEXTS),
        missing=draw(st.sampled_from([(), ("",), ("KK", "KTP")])),
        agency=draw(TEXTS),
        ground=draw(TEXTS),
    )
    return Wild(draw(st.sampled_from([*CAST, EVERYONE])), wanted)


apt = st.builds(Apt, st.integers(0, 1000))
waits = st.sampled_from([timedelta(0), MINUTE, MINUTE, 6 * MINUTE])
tries = st.lists(st.tuples(st.one_of(apt, apt, wild()), waits), min_size=12, max_size=40)


def as_stored(record: Record) -> Record:
    """The record after a journey through a JSON column."""
    return replace(record, data=json.loads(json.dumps(record.data)))


def play(process: Process, tries: list[Try], returned: bool) -> list[Decision]:
    """Receive a file and let everybody try; check after each try what must always hold."""
    decisions = [receive(process, EVERYONE, T0, missing=("KK",) if returned else ())]
    books = Books(process)
    books.follow(decisions[0])
    now = T0
    for attempt, passed in tries:
        now += passed
        state = decisions[-1].state
        actor, wanted = attempt.on(process, state, now)
        shown = available(process, state, actor, now)
        try:
            decision = decide(process, state, actor, wanted, now)
        except Refused as refused:
            lacking_input = refused.code in NEEDS or wanted.action is Action.SEND_BACK
            right = refused.state is state and (wanted.action not in shown or lacking_input)
        else:
            right = wanted.action in shown
            decisions.append(decision)
            books.follow(decision)
        assert right, "what is shown is what is allowed"
        office(decisions[-1].state, books)
    return decisions


class TestNoSequenceOfActions:
    @settings(max_examples=2 * settings().max_examples)
    @given(processes(), tries, st.booleans())
    def test_breaks_what_must_always_hold(self, process, tries, returned):
        decisions = play(process, tries, returned)
        records = [as_stored(decision.record) for decision in decisions]
        for n, decision in enumerate(decisions, start=1):
            assert decision.state.event_no == n
            assert replay(process, records[:n]) == decision.state

    @settings(max_examples=2 * settings().max_examples)
    @given(processes(), tries, st.booleans())
    def test_loses_a_file(self, process, tries, returned):
        state = play(process, tries, returned)[-1].state
        if state.phase in FINAL_PHASES and state.correction is None:
            return
        somebody = [actor for actor in CAST if set(available(process, state, actor, T0)) - {Action.UNDO}]
        assert somebody, "somebody who is no jack of all trades can do something"
        assert reaches_the_applicant(process, state)


def reaches_the_applicant(process: Process, state: State) -> bool:
    """Whether simply going on, by people with their own roles only, brings the file to its hand-over."""
    forward = (Action.RESUBMIT, Action.RESUME, Action.CORRECT, Action.COMPLETE)
    for _ in range(len(process.steps) + 3):
        if state.handed_over and state.correction is None:
            return True
        asked = state.correction is not None
        chosen = next(
            (actor, action)
            for action in forward
            for actor in CAST
            if action in available(process, state, actor, T0) and (asked or action is not Action.CORRECT)
        )
        state = decide(process, state, chosen[0], Command(chosen[1]), T0).state
    return state.handed_over


class TestTheSequences:
    def test_get_far_enough_to_show_something(self):
        """A guard on the tests above: random files must reach every effect and every phase.

        The examples are the same each time until a source file changes, whose constants are tried as well.
        """
        seen: Counter[str] = Counter()

        @settings(max_examples=200, database=None, derandomize=True)
        @given(processes(), tries, st.booleans())
        def collect(process, tries, returned):
            for decision in play(process, tries, returned):
                seen.update(decision.effects)
                seen[decision.state.phase] += 1

        collect()
        assert [kind for kind in (*Effect, *Phase) if seen[kind] < 3] == []
