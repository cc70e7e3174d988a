"""Promises in days of the calendar: "3 hari", "1 minggu", "1 bulan"."""

import pytest

from applications.ledger import Promise, Unit, due_at
from tests.applications.ledger_cases import AGENCY, APPLICANT, OFFICE, away, course, november
from tests.commons.calendars import example

DAY, WEEK, MONTH = (Promise(1, unit) for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH))


def due(file, promise):
    return due_at(file, promise, example(), away=away())


@pytest.mark.parametrize(
    ("start", "promise", "expected"),
    [
        ("23 09:00", DAY, "24 16:00"),
        ("20 09:00", DAY, "23 16:00"),  # Saturday: put off to Monday
        ("20 09:00", Promise(3, Unit.DAY), "23 16:00"),
        ("18 09:00", WEEK, "25 16:00"),
        ("02 09:00", Promise(2, Unit.WEEK), "16 16:00"),
        ("23 09:00", Promise(7, Unit.DAY), "30 16:00"),
    ],
)
def test_they_end_at_counter_close_of_a_working_day(start, promise, expected):
    assert due(course((start, OFFICE)), promise) == november(expected)


def test_a_month_ends_on_the_day_of_the_same_number():
    found = due(course(("03 09:00", OFFICE)), MONTH)
    assert (found.month, found.day) == (12, 3)


@pytest.mark.parametrize("holder", [APPLICANT, AGENCY])
def test_while_the_file_is_elsewhere_the_counting_rests(holder):
    file = course(("16 09:00", OFFICE), ("17 09:00", holder), ("20 09:00", OFFICE))
    assert due(file, WEEK) == november("26 16:00")
    assert due(course(("16 09:00", OFFICE), ("17 09:00", holder)), WEEK) is None


def test_what_was_put_off_is_not_given_again():
    file = course(("20 09:00", OFFICE), ("23 09:00", APPLICANT), ("25 09:00", OFFICE))
    assert due(file, DAY) == november("25 16:00")
