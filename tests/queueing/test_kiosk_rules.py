"""When a kiosk gives a number: pure rules, with presses and clocks of all kinds."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commons.worktime import Interval
from queueing.kiosk_rules import COOL_DOWN, EARLY, MOST, WINDOW, gives_numbers, pause, recent

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
NOTHING = timedelta()
MOMENTS = st.integers(-600, 600).map(lambda seconds: NOON + timedelta(seconds=seconds))
HOUR = timedelta(hours=1)
DAY = (Interval(NOON - 4 * HOUR, NOON), Interval(NOON + HOUR, NOON + 3 * HOUR))


def press(times):
    """The numbers a kiosk gives when it is pressed at these moments."""
    issued: list[Any] = []
    for now in times:
        if not pause(issued, now):
            issued = [*recent(issued, now), now]
            yield now


def test_fifty_presses_within_a_second_give_one_number():
    assert len(list(press([NOON + timedelta(milliseconds=20 * n) for n in range(50)]))) == 1


def test_who_comes_next_gets_the_next_number():
    assert len(list(press([NOON, NOON + COOL_DOWN]))) == 2
    assert pause([NOON], NOON + COOL_DOWN - timedelta(seconds=1)) == timedelta(seconds=1)


def test_a_child_that_goes_on_for_ten_minutes_gets_no_more_than_the_rule():
    given_ = list(press([NOON + timedelta(seconds=n) for n in range(600)]))
    for at in given_:
        assert sum(at - WINDOW < each <= at for each in given_) <= MOST


@given(st.lists(MOMENTS), MOMENTS)
def test_a_pause_is_never_negative_and_ends(issued, now):
    wait = pause(issued, now)
    assert NOTHING <= wait <= WINDOW
    assert pause(issued, now + WINDOW + wait) == NOTHING or any(at > now for at in issued)
    if wait:
        later = [at for at in issued if at <= now]
        assert pause(later, now + wait) == NOTHING


@given(st.lists(MOMENTS, max_size=40))
def test_a_clock_set_back_locks_no_kiosk(issued):
    assert pause([at + HOUR for at in issued], NOON - HOUR) == NOTHING


@given(st.lists(MOMENTS), MOMENTS)
def test_what_counts_is_bounded_and_in_order(issued, now):
    counted = recent(issued, now)
    assert counted == sorted(counted)
    assert all(now - WINDOW < at <= now for at in counted)


def test_numbers_are_given_from_a_little_before_the_door_opens_until_it_closes():
    opens, closes = DAY[0].start, DAY[1].end
    assert not gives_numbers(DAY, opens - EARLY - timedelta(seconds=1))
    assert gives_numbers(DAY, opens - EARLY)
    assert gives_numbers(DAY, NOON + HOUR / 2), "people do not stand during the break either"
    assert gives_numbers(DAY, closes - timedelta(seconds=1))
    assert not gives_numbers(DAY, closes)
    assert not gives_numbers((), NOON)
