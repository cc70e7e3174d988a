"""The rules of the score, one by one."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from completeness.rules import Found, OfficeFacts, Point, Proof, StandardFacts, points, score, share_of
from standards.vocabulary import ComponentKey

ALL = frozenset(key.value for key in ComponentKey)
TODAY = date(2026, 11, 20)


def standard(filled=ALL, dated=date(2025, 1, 1)):
    return StandardFacts(
        "sktm", "SKTM", frozenset(filled), dated, date(2026, 1, 1), "https://x/layanan/sktm/"
    )


def office(*standards, is_open=True):
    return OfficeFacts("35.99.01", "Kecamatan Uji", "https://x/", is_open, standards)


def by_key(found):
    return {point.key: point for point in found}


def test_whole_recent_and_open_is_a_hundred():
    assert score(points(office(standard()), today=TODAY)) == 100


def test_without_standards_nothing_is_earned_and_it_is_said():
    found = points(office(), today=TODAY)
    assert score(found) == 0
    (proof,) = by_key(found)["published"].found.proofs
    assert not proof.good


@given(st.frozensets(st.sampled_from(sorted(ALL))))
def test_each_component_counts_the_same_and_what_lacks_is_named(filled):
    point = by_key(points(office(standard(filled)), today=TODAY))["components"]
    assert point.found.share == Fraction(len(filled), 14)
    (proof,) = point.found.proofs
    assert proof.good == (filled == ALL)
    assert ("belum" in proof.says) == (filled != ALL)


@pytest.mark.parametrize(
    ("today", "dated", "good"),
    [
        (TODAY, date(2023, 11, 20), True),
        (TODAY, date(2023, 11, 19), False),
        (TODAY, TODAY, True),
        (TODAY, None, False),
        (date(2028, 2, 29), date(2025, 2, 28), True),
        (date(2028, 2, 29), date(2025, 2, 27), False),
    ],
)
def test_three_years(today, dated, good):
    (proof,) = by_key(points(office(standard(dated=dated)), today=today))["age"].found.proofs
    assert (proof.good, proof.dated) == (good, dated)


def test_a_closed_office_is_not_reachable():
    assert by_key(points(office(standard(), is_open=False), today=TODAY))["published"].got == 0


def test_what_nothing_measures_takes_nothing_away():
    unmeasured = Point("maklumat", "Maklumat", 20, None)
    assert score(points(office(standard()), [unmeasured], today=TODAY)) == 100
    missing = Point("maklumat", "Maklumat", 20, Found(Fraction(0), ()))
    assert score(points(office(standard()), [missing], today=TODAY)) == 80


def test_nothing_measured_is_no_score():
    assert score([Point("x", "x", 10, None)]) is None
    assert score([]) is None


def test_no_proof_earns_nothing():
    assert share_of([]).share == 0
    assert share_of([Proof("a", "b", "c", None, True), Proof("a", "b", "c", None, False)]).share == Fraction(
        1, 2
    )


@given(st.lists(st.tuples(st.integers(1, 50), st.none() | st.fractions(0, 1)), max_size=6))
def test_a_score_is_between_nothing_and_a_hundred(given_points):
    found = [
        Point(str(n), "x", weight, None if share is None else Found(share, ()))
        for n, (weight, share) in enumerate(given_points)
    ]
    value = score(found)
    assert (value is None) == all(point.found is None for point in found)
    assert value is None or 0 <= value <= 100
