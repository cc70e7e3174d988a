"""The life of an attempt: every state with every move, and what time makes of it."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signatures.words import CODES, STATES, TONES
from signatures.workflow import (
    FINAL,
    LOST_AFTER,
    OPEN,
    TABLE,
    Code,
    Move,
    NotAllowed,
    Status,
    advance,
    standing,
)

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LEADS = {
    ("PREPARED", "send"): "SENT",
    ("PREPARED", "drop"): "REFUSED",
    ("SENT", "signed"): "DONE",
    ("SENT", "refuse"): "REFUSED",
    ("SENT", "lose"): "UNKNOWN",
    ("UNKNOWN", "signed"): "DONE",
    ("UNKNOWN", "refuse"): "REFUSED",
}


@pytest.mark.parametrize(("status", "move"), list(product(Status, Move)))
def test_every_state_with_every_move(status, move):
    if (status.value, move.value) in LEADS:
        assert advance(status, move) == LEADS[status.value, move.value]
        return
    with pytest.raises(NotAllowed) as refused:
        advance(status, move)
    assert (refused.value.status, refused.value.move) == (status, move)


def test_open_and_final_are_all_there_is():
    assert set(Status) == OPEN | FINAL
    assert not OPEN & FINAL
    assert not any(status in FINAL for status, _move in TABLE)


@given(st.lists(st.sampled_from(Move), max_size=12))
def test_whatever_happens_nothing_is_sent_twice(moves):
    status, sent = Status.PREPARED, 0
    for move in moves:
        try:
            status = advance(status, move)
        except NotAllowed:
            continue
        sent += move is Move.SEND
    assert sent <= 1
    assert status is not Status.DONE or sent == 1


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("waited", [timedelta(), LOST_AFTER - timedelta(microseconds=1), LOST_AFTER])
def test_what_nobody_waits_for_is_unknown_and_what_was_not_sent_is_not_signed(status, waited):
    found = standing(status, since=AT, now=AT + waited)
    late = {Status.SENT: Status.UNKNOWN, Status.PREPARED: Status.REFUSED}
    assert found is (late.get(status, status) if waited >= LOST_AFTER else status)


def test_there_are_words_for_everything():
    assert set(STATES) == set(TONES) == set(Status)
    assert set(CODES) == set(Code)
