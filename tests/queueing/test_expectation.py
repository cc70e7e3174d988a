"""The expected wait: from the days most like now, honest about its spread, silent where little is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing.expectation import LEAST, Basis, Expected, Sample, expect, quantile


def rows(n, *, minutes=10, ahead=1, weekday=0, hour=9):
    return [Sample(weekday, hour, ahead, minutes * 60) for _n in range(n)]


def test_too_little_is_said_by_silence():
    assert expect(rows(LEAST - 1), weekday=0, hour=9, ahead=0) is None
    assert expect([], weekday=0, hour=9, ahead=0) is None


def expected(data, *, weekday, hour, ahead) -> Expected:
    found = expect(data, weekday=weekday, hour=hour, ahead=ahead)
    assert found is not None
    return found


def test_the_same_hour_of_the_week_is_asked_first():
    data = [*rows(LEAST), *rows(100, minutes=90, weekday=2)]
    found = expected(data, weekday=0, hour=9, ahead=1)
    assert found == Expected(low=10, high=11, ahead=1, n=LEAST, basis=Basis.SAME_HOUR)


def test_then_the_hours_around_on_any_day_then_everything():
    data = [*rows(LEAST, weekday=3, hour=10), *rows(5, hour=14)]
    assert expected(data, weekday=0, hour=9, ahead=1).basis is Basis.SAME_PART
    found = expected(data, weekday=0, hour=15, ahead=1)
    assert (found.basis, found.n) == (Basis.ALL, LEAST + 5)


def test_more_people_ahead_wait_longer():
    data = rows(LEAST, minutes=10, ahead=1)  # five minutes a place
    found = expected(data, weekday=0, hour=9, ahead=5)
    assert (found.low, found.high) == (30, 31)


def test_the_range_is_the_middle_three_fifths():
    data = [Sample(0, 9, 0, 60 * n) for n in range(1, 102)]  # 1 to 101 minutes
    found = expected(data, weekday=0, hour=9, ahead=0)
    assert (found.low, found.high) == (20, 85)  # 21 and 81, in steps of five outwards


@pytest.mark.parametrize(("part", "value"), [(0.0, 1), (0.5, 2.5), (1.0, 4), (0.2, 1.6)])
def test_a_quantile_is_interpolated(part, value):
    assert quantile([1, 2, 3, 4], part) == pytest.approx(value)


@given(
    st.lists(
        st.builds(Sample, st.integers(0, 6), st.integers(7, 15), st.integers(0, 40), st.integers(0, 20_000)),
        max_size=80,
    ),
    st.integers(0, 6),
    st.integers(7, 15),
    st.integers(0, 60),
)
def test_a_range_is_a_range(data, weekday, hour, ahead):
    found = expect(data, weekday=weekday, hour=hour, ahead=ahead)
    if len(data) < LEAST:
        assert found is None
    else:
        assert found is not None
        assert 0 <= found.low < found.high
        assert found.n >= LEAST
        assert found.ahead == ahead
