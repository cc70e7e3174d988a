"""Work on many offices at a time: each once, all that began is told, the first error stops the rest."""

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offices.side_by_side import side_by_side


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(), max_size=30), st.integers(min_value=1, max_value=4))
def test_each_is_done_once_and_told(items, at_once):
    done = list(side_by_side(items, lambda n: n * 2, at_once=at_once))
    assert sorted(done) == sorted((n, n * 2) for n in items)


def test_two_are_done_at_a_time_in_threads_of_their_own():
    meet = threading.Barrier(2, timeout=5)
    names = [name for _n, name in side_by_side(range(2), lambda _n: (meet.wait(), threading.get_ident())[1])]
    assert len({*names, threading.get_ident()}) == 3


def test_an_error_stops_what_was_not_begun_and_is_raised_at_the_end():
    begun = []

    def work(n):
        begun.append(n)
        if n == 1:
            raise ValueError("one is bad")
        time.sleep(0.02)
        return n

    with pytest.raises(ValueError, match="one is bad"):
        list(side_by_side(range(100), work))
    assert len(begun) < 10


def test_what_was_done_before_the_error_is_told():
    running = side_by_side([1, 2, 0], lambda n: 1 / n, at_once=1)
    assert [next(running)[0], next(running)[0]] == [1, 2]
    with pytest.raises(ZeroDivisionError):
        next(running)
