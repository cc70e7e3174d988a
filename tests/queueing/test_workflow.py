"""Every state times every action: what follows, what is refused, whose time it was."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing.workflow import (
    AT_COUNTER,
    ENDED,
    OPEN,
    TABLE,
    WAITING,
    Action,
    Refusal,
    Refused,
    Standing,
    State,
    advance,
    allowed,
)

T0 = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
# Each line of the matrix: from a state, what leads where. Everything not named is refused.
MATRIX = {
    State.WAITING: "call>CALLED start>SERVING hold>HELD transfer>TRANSFERRED receive>DONE leave>LEFT "
    "keep>WAITING close>CLOSED",
    State.TRANSFERRED: "call>CALLED start>SERVING hold>HELD transfer>TRANSFERRED receive>DONE leave>LEFT "
    "keep>TRANSFERRED close>CLOSED",
    State.CALLED: "recall>CALLED start>SERVING skip>SKIPPED hold>HELD return>WAITING transfer>TRANSFERRED "
    "finish>DONE receive>DONE leave>LEFT keep>WAITING close>CLOSED",
    State.SERVING: "hold>HELD transfer>TRANSFERRED finish>DONE receive>DONE continue>SERVING leave>LEFT "
    "close>CLOSED",
    State.HELD: "call>CALLED start>SERVING return>WAITING transfer>TRANSFERRED receive>DONE leave>LEFT "
    "keep>WAITING close>CLOSED",
    State.SKIPPED: "call>CALLED start>SERVING return>WAITING transfer>TRANSFERRED receive>DONE leave>LEFT "
    "close>CLOSED",
    State.DONE: "continue>SERVING",
    State.LEFT: "return>WAITING",
    State.CLOSED: "return>WAITING",
}


def expected(state):
    return {Action(a): State(s) for a, s in (part.split(">") for part in MATRIX[state].split())}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_every_state_times_every_action(state, action):
    standing = Standing(state, T0, 60, 30)
    wanted = expected(state).get(action)
    if wanted is None:
        with pytest.raises(Refused) as caught:
            advance(standing, action, T0 + timedelta(minutes=1))
        assert caught.value.state is state
        assert caught.value.action is action
        assert standing == Standing(state, T0, 60, 30)
    else:
        assert advance(standing, action, T0 + timedelta(minutes=1)).state is wanted
    assert (action in allowed(state)) is (wanted is not None)


def test_the_sets_of_states_divide_all_of_them():
    assert set(State) == OPEN | ENDED
    assert set() == OPEN & ENDED
    assert WAITING | AT_COUNTER < OPEN
    assert len(TABLE) == sum(len(expected(state)) for state in State)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (State.WAITING, Refusal.WAITS),
        (State.TRANSFERRED, Refusal.WAITS),
        (State.CALLED, Refusal.CALLED_ALREADY),
        (State.SERVING, Refusal.SERVED_ALREADY),
        (State.HELD, Refusal.ASIDE),
        (State.SKIPPED, Refusal.ASIDE),
        (State.DONE, Refusal.ENDED),
        (State.LEFT, Refusal.ENDED),
        (State.CLOSED, Refusal.ENDED),
    ],
)
def test_a_refusal_says_where_the_ticket_stands(state, code):
    wrong = next(action for action in Action if action not in expected(state))
    with pytest.raises(Refused) as caught:
        advance(Standing(state, T0), wrong, T0)
    assert caught.value.code is code


@pytest.mark.parametrize(
    ("state", "action", "waited", "served"),
    [
        (State.WAITING, Action.CALL, 60, 0),
        (State.TRANSFERRED, Action.CALL, 60, 0),
        (State.WAITING, Action.RECEIVE, 60, 0),
        (State.CALLED, Action.START, 0, 0),
        (State.CALLED, Action.FINISH, 0, 60),
        (State.CALLED, Action.RECEIVE, 0, 60),
        (State.CALLED, Action.SKIP, 0, 0),
        (State.SERVING, Action.FINISH, 0, 60),
        (State.SERVING, Action.HOLD, 0, 60),
        (State.SERVING, Action.CLOSE, 0, 0),
        (State.WAITING, Action.CLOSE, 0, 0),
        (State.WAITING, Action.KEEP, 0, 0),
        (State.HELD, Action.CALL, 0, 0),
        (State.SKIPPED, Action.CALL, 0, 0),
        (State.DONE, Action.CONTINUE, 0, 0),
    ],
)
def test_whose_time_it_was(state, action, waited, served):
    after = advance(Standing(state, T0), action, T0 + timedelta(seconds=60))
    assert (after.waited, after.served) == (waited, served)


@pytest.mark.parametrize("state", sorted(AT_COUNTER))
def test_a_file_among_several_keeps_the_person_here(state):
    assert advance(Standing(state, T0), Action.RECEIVE, T0, more=True).state is State.SERVING
    assert advance(Standing(state, T0), Action.RECEIVE, T0).state is State.DONE


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Action)), st.integers(-10_000, 10_000), st.booleans()), max_size=30
    )
)
def test_no_time_is_negative_and_none_is_counted_twice(steps):
    """Whatever is tried, on a clock that jumps both ways."""
    standing, clock = Standing(State.WAITING, T0), T0
    for action, seconds, more in steps:
        clock += timedelta(seconds=seconds)
        before = standing
        try:
            standing = advance(standing, action, clock, more=more)
        except Refused:
            assert standing == before
            continue
        assert standing.since >= before.since
        assert standing.waited >= before.waited
        assert standing.served >= before.served
    assert standing.waited + standing.served <= (standing.since - T0).total_seconds()
