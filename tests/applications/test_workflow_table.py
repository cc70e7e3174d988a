"""Every state × action × person, for the five processes of the source standards and one with a paraf."""

from copy import deepcopy
from functools import cache

import pytest

from applications.workflow import (
    Action,
    Actor,
    Effect,
    Process,
    Refusal,
    Refused,
    Role,
    State,
    available,
    decide,
    earlier_steps,
    replay,
)
from tests.applications.workflow_cases import (
    ACTING,
    CAST,
    COUNTER,
    EVERYONE,
    FIVE,
    HEAD,
    HEAD_WITHOUT_AUTHORITY,
    MINUTE,
    OPERATOR,
    SECRETARY,
    SECTION_HEAD,
    WITH_INITIAL,
    Story,
    command,
    every_story,
)

LETTERS = {
    "c": Action.COMPLETE,
    "r": Action.RETURN,
    "s": Action.RESUBMIT,
    "b": Action.SEND_BACK,
    "w": Action.WAIT,
    "m": Action.RESUME,
    "x": Action.REJECT,
    "d": Action.WITHDRAW,
    "k": Action.CORRECT,
}
COLUMNS = (COUNTER, OPERATOR, SECTION_HEAD, SECRETARY, HEAD, HEAD_WITHOUT_AUTHORITY, ACTING)

# One line for each situation and step: what each person of COLUMNS may do there. Nobody else may do anything,
# nobody may do anything to a rejected or withdrawn file, and `undo` has its own test.
INTAKE_ROWS = """
NEW intake                        | cr    | cr   | -    | -    | -    | -   | -
OPEN intake                       | crwd  | crw  | x    | x    | x    | x   | x
RETURNED intake                   | sd    | s    | x    | x    | x    | x   | x
WAITING intake                    | md    | m    | x    | x    | x    | x   | x
"""
VERIFY_ROWS = """
OPEN verify                       | crbwd | crbw | x    | x    | x    | x   | x
RETURNED verify                   | sd    | s    | x    | x    | x    | x   | x
WAITING verify                    | md    | m    | x    | x    | x    | x   | x
"""
PRODUCE_ROWS = """
OPEN produce                      | d     | cbw  | x    | x    | x    | x   | x
WAITING produce                   | d     | m    | x    | x    | x    | x   | x
"""
INITIAL_ROWS = """
OPEN initial with number          | d     | -    | cbwx | cbwx | x    | x   | cbwx
WAITING initial with number       | d     | -    | mx   | mx   | x    | x   | mx
"""
LETTER_ROWS = """
OPEN sign with number             | d     | -    | x    | x    | cbwx | bwx | cbwx
WAITING sign with number          | d     | -    | x    | x    | mx   | mx  | mx
OPEN hand_over with number        | cwd   | cw   | k    | k    | x    | -   | xk
WAITING hand_over with number     | md    | m    | -    | -    | x    | -   | x
CORRECTION hand_over with number  | -     | -    | -    | -    | bk   | b   | bk
HANDED_OVER hand_over with number | -     | -    | k    | k    | -    | -   | k
"""
ENDORSEMENT_ROWS = """
OPEN sign                         | d     | -    | x    | x    | cbwx | bwx | cbwx
WAITING sign                      | d     | -    | x    | x    | mx   | mx  | mx
OPEN register                     | cwd   | cw   | -    | -    | x    | -   | x
WAITING register                  | md    | m    | -    | -    | x    | -   | x
OPEN register with number         | cwd   | cw   | k    | k    | x    | -   | xk
WAITING register with number      | md    | m    | -    | -    | x    | -   | x
CORRECTION register with number   | -     | -    | -    | -    | bk   | b   | bk
OPEN hand_over with number        | cbwd  | cbw  | k    | k    | x    | -   | xk
WAITING hand_over with number     | md    | m    | -    | -    | x    | -   | x
CORRECTION hand_over with number  | -     | -    | -    | -    | bk   | b   | bk
HANDED_OVER hand_over with number | -     | -    | k    | k    | -    | -   | k
"""
EXTERNAL_ROWS = """
OPEN hand_over                    | cbwd  | cbw  | x    | x    | x    | x   | x
WAITING hand_over                 | md    | m    | x    | x    | x    | x   | x
HANDED_OVER hand_over             | -     | -    | -    | -    | -    | -   | -
"""
CASES: dict[str, tuple[Process, str]] = {
    "000": (FIVE["000 SKTM Lumajang"], INTAKE_ROWS + VERIFY_ROWS + ENDORSEMENT_ROWS),
    "003": (FIVE["003 KP4 Lumajang"], INTAKE_ROWS + VERIFY_ROWS + ENDORSEMENT_ROWS),
    "004": (FIVE["004 KTP-el Lumajang"], INTAKE_ROWS + PRODUCE_ROWS + EXTERNAL_ROWS),
    "001": (FIVE["001 DTKS Tompokersan"], INTAKE_ROWS + PRODUCE_ROWS + LETTER_ROWS),
    "002": (FIVE["002 SKTM Jatiroto"], INTAKE_ROWS + VERIFY_ROWS + PRODUCE_ROWS + LETTER_ROWS),
    "002 with paraf": (WITH_INITIAL, INTAKE_ROWS + VERIFY_ROWS + PRODUCE_ROWS + INITIAL_ROWS + LETTER_ROWS),
}
each_case = pytest.mark.parametrize("case", CASES)

# An event with one of these can never be undone: something was numbered, voided or signed.
FINAL_EFFECTS = {
    Effect.TAKE_RECEIPT_NUMBER,
    Effect.DRAW_LETTER,
    Effect.SIGN_LETTER,
    Effect.SIGN_PAPER,
    Effect.TAKE_STRIP_NUMBER,
    Effect.VOID_LETTER,
    Effect.REPLACE_LETTER,
}
STATE_CODES = {
    Refusal.NOT_RECEIVED,
    Refusal.WRONG_PHASE,
    Refusal.WRONG_STEP,
    Refusal.NOT_SIGNED,
    Refusal.SIGNED,
    Refusal.NO_LETTER,
    Refusal.NOT_NUMBERED,
    Refusal.CORRECTION_OPEN,
}


def rows(text: str) -> dict[str, tuple[frozenset[Action], ...]]:
    table = {}
    for line in text.split("\n"):
        if line.strip():
            row, *cells = (part.strip() for part in line.split("|"))
            table[row] = tuple(frozenset(LETTERS[x] for x in cell if x != "-") for cell in cells)
    return table


def is_ended(row: str) -> bool:
    return row.startswith(("REJECTED", "WITHDRAWN"))


def expected(table: dict[str, tuple[frozenset[Action], ...]], row: str, actor: Actor) -> frozenset[Action]:
    if is_ended(row) or actor not in COLUMNS:
        return frozenset()
    return table[row][COLUMNS.index(actor)]


@cache
def stories(case: str) -> tuple[Story, ...]:
    return tuple(every_story(CASES[case][0]))


@cache
def as_found(story: Story) -> State:
    """The state of the story before anything was tried on it."""
    return deepcopy(story.state)


@cache
def attempt(story: Story, actor: Actor, action: Action) -> frozenset[Refusal | None]:
    """What became of the action with each target it could name; None stands for success."""
    targets = [None, *(step.key for step in story.process.steps)] if action is Action.SEND_BACK else [None]
    found = as_found(story)
    outcomes = frozenset(outcome(story, actor, action, target) for target in targets)
    assert story.state == found, "neither a decision nor a refusal writes to the state it was given"
    return outcomes


def outcome(story: Story, actor: Actor, action: Action, target: str | None = None) -> Refusal | None:
    refusal = None
    try:
        decision = decide(story.process, story.state, actor, command(action, target), story.now + MINUTE)
    except Refused as refused:
        refusal = refused
    if refusal is not None:
        assert refusal.state is story.state, "a refusal carries the state it found"
        assert refusal.action is action
        return refusal.code
    assert decision.state.event_no == story.state.event_no + 1
    assert (decision.record.action, decision.record.actor_id) == (action, actor.user_id)
    assert replay(story.process, (*story.records, decision.record)) == decision.state
    return None


class TestTheTable:
    @each_case
    def test_names_exactly_the_states_a_file_can_be_in(self, case):
        reached = {story.row for story in stories(case)}
        assert {row for row in reached if not is_ended(row)} == set(rows(CASES[case][1]))

    @each_case
    def test_is_what_everybody_may_do_in_every_state(self, case):
        table = rows(CASES[case][1])
        for story in stories(case):
            for actor in CAST:
                allowed = {
                    action
                    for action in Action
                    if action is not Action.UNDO and None in attempt(story, actor, action)
                }
                assert allowed == expected(table, story.row, actor), (story.row, sorted(actor.roles))

    @each_case
    def test_is_what_everybody_is_shown(self, case):
        table = rows(CASES[case][1])
        for story in stories(case):
            for actor in CAST:
                shown = available(story.process, story.state, actor, story.now)
                assert frozenset(shown) == expected(table, story.row, actor), (story.row, sorted(actor.roles))
                assert list(shown) == [action for action in Action if action in shown]

    @each_case
    def test_blames_the_state_when_nobody_may_and_the_person_when_somebody_may(self, case):
        table = rows(CASES[case][1])
        for story in stories(case):
            for action in set(LETTERS.values()):
                possible = any(action in expected(table, story.row, actor) for actor in COLUMNS)
                for actor in CAST:
                    if action in expected(table, story.row, actor):
                        continue
                    codes = attempt(story, actor, action)
                    allowed = {Refusal.WRONG_ROLE, Refusal.NO_AUTHORITY} if possible else STATE_CODES
                    assert codes <= allowed, (story.row, action, sorted(actor.roles), codes)
                    assert len(codes) == 1

    @each_case
    def test_names_missing_authority_only_to_those_whose_role_would_do(self, case):
        for story in stories(case):
            for actor in CAST:
                for action in set(LETTERS.values()):
                    if attempt(story, actor, action) == {Refusal.NO_AUTHORITY}:
                        takes_back = action is Action.REJECT and story.state.signed
                        assert takes_back or Role.HEAD in actor.roles
                        assert not actor.may_sign


class TestSendBack:
    @each_case
    def test_reaches_every_earlier_step_but_none_behind_a_signature(self, case):
        process, _ = CASES[case]
        for story in stories(case):
            if not story.row.startswith("OPEN"):
                continue
            signed_at = next((i for i, step in enumerate(process.steps) if step.kind == "SIGN"), -1)
            floor = signed_at + 1 if story.state.signed else 0
            reachable = {
                step.key
                for step in process.steps
                if outcome(story, EVERYONE, Action.SEND_BACK, step.key) is None
            }
            assert reachable == {step.key for step in process.steps[floor : story.state.step]}
            assert reachable == set(earlier_steps(process, story.state))


class TestUndo:
    @each_case
    def test_is_there_after_every_event_that_numbered_and_signed_nothing(self, case):
        for story in stories(case):
            last = story.state.last
            final = last is None or last.action is Action.UNDO or bool(FINAL_EFFECTS & set(story.effects))
            possible = outcome(story, EVERYONE, Action.UNDO) is None
            assert possible is not final, (story.row, last, story.effects)
            assert (Action.UNDO in available(story.process, story.state, EVERYONE, story.now)) is possible

    @each_case
    def test_goes_back_to_the_state_before(self, case):
        for story in stories(case):
            if Action.UNDO not in available(story.process, story.state, EVERYONE, story.now):
                continue
            before = replay(story.process, story.records[:-1])
            undone = story.then(Action.UNDO).state
            assert facts(undone) == facts(before)
            assert undone.event_no == before.event_no + 2

    @each_case
    def test_is_never_there_for_anybody_else(self, case):
        for story in stories(case):
            for actor in CAST:
                assert outcome(story, actor, Action.UNDO) in {
                    Refusal.NOT_RECEIVED,
                    Refusal.FINAL,
                    Refusal.NOT_YOURS,
                }


def facts(state):
    """The state without its place in the history."""
    return {
        name: getattr(state, name) for name in state.__slots__ if name not in {"event_no", "last", "before"}
    }
