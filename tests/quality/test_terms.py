"""Periods of the calendar, and which of them are over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.terms import MONTHS, Grain, Term, ended, terms_of

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
GRAINS = st.sampled_from(Grain)


@given(GRAINS, DAYS)
def test_each_day_lies_in_one_period_and_they_follow_each_other(grain, day):
    term = Term.of(grain, day)
    assert term.first <= day <= term.last
    assert term.next().first == term.last + timedelta(days=1)
    assert term.next().before() == term == term.before().next()
    assert term.period.grain == "MONTH"
    assert term in list(terms_of(grain, day.year))


def test_a_year_is_whole():
    for grain, months in MONTHS.items():
        found = list(terms_of(grain, 2026))
        assert len(found) == 12 // months
        assert found[0].first == date(2026, 1, 1)
        assert found[-1].last == date(2026, 12, 31)
        assert [term.number for term in found] == list(range(1, len(found) + 1))
    for day in (date(2026, 2, 1), date(2026, 7, 2)):
        with pytest.raises(ValueError, match="QUARTER"):
            Term(day, Grain.QUARTER)


def test_what_is_over_since_a_day():
    def firsts(since, today):
        return [term.first for term in ended(Grain.QUARTER, since=since, today=today)]

    july, october = date(2026, 7, 1), date(2026, 10, 1)
    assert firsts(date(2026, 8, 5), date(2026, 9, 30)) == []
    assert firsts(date(2026, 8, 5), date(2026, 10, 1)) == [july]
    assert firsts(date(2026, 9, 30), date(2027, 1, 1)) == [july, october]
    assert firsts(date(2026, 10, 1), date(2026, 12, 31)) == []
