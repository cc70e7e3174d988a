"""The order of calls: priority first but never for ever; within a lane by arrival."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from queueing.fairness import LONGEST_RUN, Waiting, choose, in_order, lanes_meet, sequence

T0 = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def person(n, *, priority=False, at=None, carried=0, prefix="A"):
    moment = T0 + timedelta(minutes=n if at is None else at)
    return Waiting(UUID(int=n + 1), prefix, n + 1, moment, priority, carried)


@st.composite
def crowds(draw):
    flags = draw(st.lists(st.tuples(st.booleans(), st.integers(0, 1)), max_size=25))
    return [person(n, priority=urgent, carried=carried) for n, (urgent, carried) in enumerate(flags)]


RUNS = st.integers(0, LONGEST_RUN)
RECENT = st.lists(st.booleans(), max_size=LONGEST_RUN)


def test_nobody_waits():
    assert choose([], []) is None
    assert sequence([], []) == []


def test_priority_goes_first_but_not_a_third_time():
    crowd = [person(0), person(1), *(person(n, priority=True) for n in range(2, 7))]
    assert [each.seq for each in sequence(crowd, [], run=2)] == [3, 4, 1, 5, 6, 2, 7]


def test_calls_before_count():
    crowd = [person(0), person(1, priority=True)]
    assert choose(crowd, [True, True], run=2) == crowd[0]
    assert choose(crowd, [True, False, True], run=2) == crowd[1]
    assert choose(crowd, [False, True, True], run=2) == crowd[1]


def test_without_a_lane_only_arrival_counts():
    crowd = [person(0), person(1, priority=True)]
    assert choose(crowd, [], run=0) == crowd[0]


def test_who_was_kept_from_yesterday_is_first():
    crowd = [person(0), person(9, carried=1), person(8, carried=2)]
    assert [each.seq for each in in_order(crowd)] == [9, 10, 1]


def test_of_one_instant_the_smaller_number_is_first():
    """After a clock was set back, numbers share the time of the one before."""
    crowd = [person(n, at=0) for n in range(5)]
    assert [each.seq for each in in_order(reversed(crowd))] == [1, 2, 3, 4, 5]


@given(crowds(), RECENT, RUNS)
def test_everybody_is_called_once(crowd, recent, run):
    called = sequence(crowd, recent, run=run)
    assert sorted(each.seq for each in called) == sorted(each.seq for each in crowd)


@given(crowds(), RECENT, RUNS)
def test_the_sequence_is_what_choosing_again_and_again_gives(crowd, recent, run):
    left, latest, found = list(crowd), list(recent), []
    while (chosen := choose(left, latest, run=run)) is not None:
        found.append(chosen)
        left.remove(chosen)
        latest.insert(0, chosen.priority)
    assert found == sequence(crowd, recent, run=run)


@given(crowds(), RECENT, RUNS)
def test_calls_before_matter_only_where_the_lanes_meet(crowd, recent, run):
    for lane in ([each for each in crowd if each.priority is kind] for kind in (True, False)):
        assert not lanes_meet(lane)
        assert sequence(lane, recent, run=run) == in_order(lane)
        assert choose(lane, recent, run=run) == choose(lane, ())
    assert lanes_meet(crowd) == (len({each.priority for each in crowd}) == 2)


@given(crowds(), RUNS)
def test_in_each_lane_the_order_is_kept(crowd, run):
    called = sequence(crowd, [], run=run)
    for lane in (True, False):
        assert [each for each in called if each.priority is lane] == [
            each for each in in_order(crowd) if each.priority is lane
        ]


@given(crowds(), st.integers(1, LONGEST_RUN))
def test_nobody_is_passed_over_for_ever(crowd, run):
    """While somebody without priority waits, at most `run` with priority are called in a row."""
    called = sequence(crowd, [], run=run)
    in_a_row = 0
    for place, each in enumerate(called):
        in_a_row = in_a_row + 1 if each.priority else 0
        others_wait = any(not later.priority for later in called[place + 1 :])
        assert in_a_row <= run or not others_wait
