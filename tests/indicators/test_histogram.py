"""Histograms: adding up is exact, percentiles are near."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import histogram

minutes = st.integers(0, 2_000_000)
samples = st.lists(minutes, max_size=80)


def of(sample):
    found: list[int] = []
    for one in sample:
        histogram.add_to(found, one)
    return found


@given(minutes)
def test_a_duration_lies_in_its_bucket(one):
    place = histogram.bucket(one)
    low, high = histogram.edges_of(place)
    assert low <= one
    assert one < high or place == histogram.SIZE - 1


def test_buckets_grow_by_less_than_a_fifth():
    pairs = zip(histogram.EDGES[9:], histogram.EDGES[10:], strict=False)
    assert all(high / low <= 1.26 for low, high in pairs)
    assert histogram.EDGES[:9] == tuple(range(9))
    assert histogram.SIZE < 80


@given(samples, samples)
def test_adding_is_counting_together(a, b):
    assert histogram.added([of(a), of(b)]) == of(a + b)
    assert sum(of(a)) == len(a)


@given(samples.filter(bool), st.sampled_from([10, 50, 80, 90, 95, 100]))
def test_a_percentile_lies_in_the_bucket_of_the_true_one(sample, percent):
    found = histogram.percentile(of(sample), percent)
    true = sorted(sample)[max(math.ceil(len(sample) * percent / 100) - 1, 0)]
    low, high = histogram.edges_of(histogram.bucket(true))
    assert found is not None
    assert low <= found <= high


def test_of_nothing_there_is_no_percentile():
    assert histogram.percentile([], 50) is None
    assert histogram.percentile([0, 0], 50) is None


@pytest.mark.parametrize(("sample", "percent", "near"), [([5] * 100, 50, 5), (range(1, 9), 50, 4)])
def test_short_durations_are_exact(sample, percent, near):
    assert histogram.percentile(of(sample), percent) == near
