"""The survey's pure rules: spans, the draw, quotas, signs of stuffing."""

import hashlib
import hmac
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import drawing, stuffing
from surveys.elements import KEYS
from surveys.quotas import shared
from surveys.sampling import sample_size
from surveys.spans import PARTS, Span, span_of

START = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(PARTS)))
def test_every_day_is_in_one_span_and_spans_follow_each_other(day, kind):
    span = span_of(kind, day)
    assert span.first <= day <= span.last
    assert span.following.first == span.last + timedelta(days=1)
    assert span.following.previous == span == span.previous.following


def test_spans_are_named_as_offices_do():
    titles = [Span("QUARTER", 2026, 4).title, Span("SEMESTER", 2026, 2).title, Span("YEAR", 2026, 1).title]
    assert titles == ["Triwulan IV 2026", "Semester II 2026", "Tahun 2026"]
    assert Span("QUARTER", 2024, 1).last == date(2024, 3, 31)
    with pytest.raises(ValueError, match="no year"):
        Span("SEMESTER", 2026, 3)


def test_the_number_of_a_file_is_what_the_public_page_says():
    seed, file_id = "ab" * 32, UUID("0190a000-0000-7000-8000-000000000001")
    by_hand = hmac.new(seed.encode(), str(file_id).encode(), hashlib.sha256).digest()[:8]
    assert drawing.number_of(seed, file_id) == int.from_bytes(by_hand, "big") % 10_000
    assert drawing.hash_of(seed) == hashlib.sha256(seed.encode()).hexdigest()


def test_the_draw_takes_about_as_many_as_it_says():
    seed = "5eed" * 16
    files = [UUID(int=n) for n in range(1, 5_001)]
    drawn = sum(drawing.is_drawn(drawing.number_of(seed, each), 3_000) for each in files)
    assert 1_400 < drawn < 1_600  # 1,500 ± 3 standard deviations


@given(st.integers(0, 5_000), st.integers(0, 5_000), st.integers(1, 100))
def test_the_threshold_brings_the_sample_or_takes_everybody(sample, expected, answering):
    threshold = drawing.threshold_for(sample=sample, expected=expected, answering=answering)
    assert 0 <= threshold <= drawing.SCALE
    brought = expected * threshold * answering
    assert threshold == drawing.SCALE or brought >= sample * drawing.SCALE * 100
    if 0 < threshold < drawing.SCALE:
        assert expected * (threshold - 1) * answering < sample * drawing.SCALE * 100


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(0, 900), min_size=1))
def test_quotas_sum_to_the_sample_and_fit_their_services(populations):
    whole = sum(populations.values())
    size = sample_size(whole)
    parts = shared(size, populations)
    assert sum(parts.values()) == size
    assert all(0 <= parts[key] <= populations[key] for key in populations)
    assert parts == shared(size, dict(reversed(populations.items())))


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 4), min_size=9, max_size=9))
def test_a_straight_line_is_one_column(answers):
    assert stuffing.is_straight(answers) == (len(set(answers.values())) == 1)


MOMENTS = st.lists(st.integers(0, 7_200), max_size=40).map(
    lambda seconds: [(START + timedelta(seconds=each), n) for n, each in enumerate(seconds)]
)


@given(MOMENTS, st.randoms(use_true_random=False))
def test_bursts_do_not_depend_on_order_and_only_grow(moments, random):
    found = stuffing.bursts(moments)
    mixed = list(moments)
    random.shuffle(mixed)
    assert stuffing.bursts(mixed) == found
    assert found <= stuffing.bursts([*moments, (START, "one more")])


@given(MOMENTS)
def test_a_burst_is_a_crowd_within_minutes(moments):
    found, within = stuffing.bursts(moments), stuffing.BURST_WITHIN
    times = {key: at for at, key in moments}
    for key, at in times.items():
        # Brute force: some window that begins at a form holds it and too many others.
        crowds = [
            sum(start <= each <= start + within for each in times.values())
            for start in times.values()
            if start <= at <= start + within
        ]
        assert (key in found) == any(crowd > stuffing.BURST_MOST for crowd in crowds)


def test_eight_in_ten_minutes_are_no_burst_and_nine_are():
    minute = timedelta(minutes=1)
    assert stuffing.bursts([(START + n * minute, n) for n in range(8)]) == set()
    assert stuffing.bursts([(START + n * minute, n) for n in range(9)]) == set(range(9))
    assert stuffing.bursts([(START + n * timedelta(minutes=2), n) for n in range(60)]) == set()


def test_devices_and_networks():
    assert [stuffing.shared_device(n) for n in (1, 2, 3)] == [False, False, True]
    office = ["103.10.20.0/24", "2001:db8::/48"]
    cases = {
        "103.10.20.7": True,
        "103.10.21.7": False,
        "2001:db8:0:1::/64": True,
        "2001:db9::/64": False,
        "unknown": False,
        "": False,
    }
    assert {address: stuffing.in_networks(address, office) for address in cases} == cases
    assert not stuffing.in_networks("103.10.20.7", [])
