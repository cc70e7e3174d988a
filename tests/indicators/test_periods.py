"""Periods and plans of what to fold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import DAYS_KEPT, Grain, Period, days_since, months_back, next_month
from indicators.planning import Mark, plan

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
TODAY = date(2026, 11, 20)


def test_whole_months_read_months():
    assert Period(date(2026, 2, 1), date(2026, 2, 28)).grain is Grain.MONTH
    assert Period(date(2026, 2, 1), date(2026, 2, 27)).grain is Grain.DAY
    assert list(Period.year(2026).starts())[-1] == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.month(TODAY), Period.month(date(2026, 10, 1))),
        (Period.year(2026), Period.year(2025)),
        (Period(date(2026, 11, 14), TODAY), Period(date(2026, 11, 7), date(2026, 11, 13))),
    ],
)
def test_the_period_before(period, before):
    assert period.before() == before


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="ends after"):
        Period(TODAY, TODAY - timedelta(days=1))


@given(days)
def test_days_are_kept_for_whole_months_and_long_enough(day):
    kept = days_since(day)
    assert kept.day == 1
    assert (day - kept).days >= DAYS_KEPT
    assert next_month(day) > day
    assert months_back(next_month(day), 1) == day.replace(day=1)


FIRST = date(2026, 5, 2)


def made(marks, *, days=None, months=None, first=FIRST):
    return plan(marks, days=days or {}, months=months or {}, first=first, today=TODAY)


def test_a_recent_day_is_folded_by_itself_and_an_old_one_with_its_month():
    old, new = date(2026, 7, 9), date(2026, 11, 2)
    found = made([Mark((old, new), date(2026, 6, 30), None)])
    assert found.days == {new: date(2026, 6, 30)}
    assert found.months == {date(2026, 7, 1): date(2026, 6, 30)}


def test_files_that_were_counted_there_before_are_not_lost_from_sight():
    day = date(2026, 11, 2)
    found = made([Mark((day,), day, None)], days={day: date(2026, 3, 1)})
    assert found.days == {day: date(2026, 3, 1)}


def test_since_touches_every_day_from_then_on():
    known = {date(2026, 11, 9): date(2026, 11, 3)}
    found = made([Mark((), None, date(2026, 11, 18))], days={date(2026, 11, 19): date(2026, 11, 3)})
    assert found.days == {
        date(2026, 11, 18): FIRST,
        date(2026, 11, 19): date(2026, 11, 3),
        date(2026, 11, 20): FIRST,
    }
    assert found.months == {}
    long_ago = made([Mark((), None, date(2020, 1, 1))], days=known)
    assert list(long_ago.months) == [date(2026, n, 1) for n in (5, 6, 7, 8)]
    assert min(long_ago.days) == date(2026, 9, 1)
    assert len(long_ago.days) == 81


def test_since_a_day_to_come_or_without_any_file_touches_nothing():
    for mark, first in ((Mark((), None, date(2026, 12, 1)), FIRST), (Mark((), None, FIRST), None)):
        found = made([mark], first=first)
        assert (found.days, found.months) == ({}, {})


@given(st.lists(st.tuples(days, days)), st.dictionaries(days, days))
def test_every_marked_day_is_folded_once_and_far_enough_back(marked, known):
    found = made([Mark((day,), oldest, None) for day, oldest in marked], days=known)
    for day, oldest in marked:
        bound = found.days.get(day) or found.months[day.replace(day=1)]
        assert bound <= oldest
