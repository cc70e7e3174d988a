"""A month as a calendar shows it, and the times a leader who goes may name."""

from datetime import date, timedelta

import pytest

from applications import months
from commons.worktime import Interval
from tests.applications.acting_cases import MONDAY, acting, moment
from tests.commons.calendars import example

CALENDAR = example()
FIRST = date(2026, 11, 1)


def day_of(weeks, day):
    return next(each for week in weeks for each in week if each.date == day)


def test_a_month_has_whole_weeks_from_monday():
    weeks = months.weeks_of(FIRST, [], [], CALENDAR)
    assert all(len(week) == 7 and week[0].date.weekday() == 0 for week in weeks)
    assert [day.in_month for day in weeks[0]] == [False] * 6 + [True]
    assert day_of(weeks, FIRST).off


@pytest.mark.parametrize(
    ("start", "end", "whole", "parts"),
    [
        (moment(0, 0), moment(1, 0), True, 2),
        (moment(0, 10), moment(0, 11), False, 1),
        (moment(0, 17), moment(0, 20), False, 0),
        (moment(-5, 0), moment(9, 0), True, 2),
    ],
)
def test_a_day_is_away_whole_or_in_part_within_counter_hours(start, end, whole, parts):
    found = day_of(months.weeks_of(FIRST, [Interval(start, end)], [acting()], CALENDAR), MONDAY)
    assert (found.whole, len(found.away)) == (whole, parts)
    assert found.acting == (("Joko Santoso (Plh.)",) if parts else ())


def test_a_closed_day_is_no_day_away():
    sunday = MONDAY - timedelta(days=1)
    found = day_of(months.weeks_of(FIRST, [Interval(moment(-1, 0), moment(0, 0))], [], CALENDAR), sunday)
    assert not found.is_away
    assert found.off


@pytest.mark.parametrize(
    ("text", "first"),
    [("2026-12", date(2026, 12, 1)), ("", FIRST), ("2026-13", FIRST), ("x", FIRST), ("2026-12-05", FIRST)],
)
def test_an_address_names_a_month_or_this_one_is_shown(text, first):
    assert months.month_of(text, date(2026, 11, 20)) == first


def test_months_follow_each_other():
    assert months.month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert months.month_before(date(2027, 1, 1)) == date(2026, 12, 1)
    assert months.month_after(date(2026, 1, 1)) == date(2026, 2, 1)


@pytest.mark.parametrize("hour", [6, 7, 9, 12, 15, 16, 18, 23])
def test_only_times_ahead_are_offered_and_always_the_next_day(hour):
    now = moment(0, hour, 5)
    offered = months.choices(now, CALENDAR)
    assert offered == sorted(offered)
    assert all(each > now for each in offered)
    assert offered[-1].date() == MONDAY + timedelta(days=1)
