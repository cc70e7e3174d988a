"""Intervals, limits and ranks: known values, and what must hold of all."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import statistics
from indicators.statistics import Z95, Z998, Estimate

counts = st.integers(0, 10_000)


# Newcombe 1998, table I, method 3.
@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval(k, n, low, high):
    assert statistics.wilson(k, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(5, 2.5706), (10, 2.2281), (29, 2.0452), (100, 1.9840), (10_000, 1.9602)]
)
def test_students_quantile(freedom, quantile):
    assert statistics.student(freedom) == pytest.approx(quantile, abs=4e-3)


# Exact (Garwood) limits of a Poisson count.
@pytest.mark.parametrize(("k", "low", "high"), [(1, 0.025, 5.572), (10, 4.795, 18.390), (100, 81.36, 121.63)])
def test_byars_interval(k, low, high):
    assert statistics.byar(k) == pytest.approx((low, high), rel=0.02, abs=0.05)


def test_the_mean_of_a_small_sample():
    sample = [12, 15, 11, 18, 14]
    found = statistics.mean_interval(5, sum(sample), sum(x * x for x in sample))
    assert found == pytest.approx((10.60, 17.40), abs=0.05)
    assert statistics.mean_interval(1, 5, 25) is None


@given(counts, counts)
def test_a_proportion_lies_in_its_interval(k, more):
    n = k + more
    low, high = statistics.wilson(k, n)
    assert 0 <= low <= high <= 1
    if n:
        assert low <= k / n <= high


@given(st.integers(1, 500), st.integers(0, 500), st.integers(2, 50))
def test_more_of_the_same_is_known_better(k, more, times):
    def width(factor):
        low, high = statistics.wilson(k * factor, (k + more) * factor)
        return high - low

    assert width(times) < width(1)


@given(st.lists(st.integers(0, 5_000), min_size=2, max_size=60))
def test_a_mean_lies_in_its_interval(sample):
    n, total, squares = len(sample), sum(sample), sum(x * x for x in sample)
    found = statistics.mean_interval(n, total, squares)
    assert found is not None
    low, high = found
    assert 0 <= low <= total / n + 1e-9
    assert total / n <= high + 1e-9
    spread = statistics.variance(n, total, squares)
    assert spread == pytest.approx(sum((x - total / n) ** 2 for x in sample) / (n - 1), rel=1e-6, abs=1e-6)


@given(counts)
def test_a_count_lies_in_its_interval(k):
    low, high = statistics.byar(k)
    assert 0 <= low <= k <= high


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_the_outer_limits_hold_the_inner(p, n):
    inner, outer = statistics.around_proportion(p, n, Z95), statistics.around_proportion(p, n, Z998)
    assert 0 <= outer[0] <= inner[0] <= p + 1e-9
    assert p - 1e-9 <= inner[1] <= outer[1] <= 1


estimates = st.lists(
    st.one_of(st.none(), st.builds(Estimate, st.floats(0, 100), st.floats(0.01, 20))), max_size=25
)


@given(estimates, st.booleans())
def test_a_rank_is_one_and_how_many_are_surely_better(found, more):
    ranks = statistics.ranks(found, more_is_better=more)
    for one, rank in zip(found, ranks, strict=True):
        assert (rank is None) == (one is None)
        if one is not None:
            sign = 1 if more else -1
            surely = [
                o for o in found if o and sign * (o.value - one.value) > Z95 * math.hypot(o.error, one.error)
            ]
            assert rank == 1 + len(surely)


def test_who_cannot_be_told_apart_shares_a_rank():
    close = [Estimate(0.90, 0.05), Estimate(0.92, 0.05), Estimate(0.20, 0.05)]
    assert statistics.ranks(close, more_is_better=True) == [1, 1, 3]
    assert statistics.ranks(close, more_is_better=False) == [2, 2, 1]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=40), st.booleans())
def test_a_rank_counts_everybody_who_is_surely_better(found, more):
    estimates = [statistics.Estimate(value / 10, error / 10) for value, error in found]
    sign = 1 if more else -1

    def better(a, b):
        gap = sign * (a.value - b.value)
        return gap > 0 and gap**2 > statistics.Z95**2 * (a.error**2 + b.error**2)

    naive = [1 + sum(better(other, one) for other in estimates) for one in estimates]
    assert statistics.ranks(estimates, more_is_better=more) == naive
