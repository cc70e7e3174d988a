"""Hours of a day and of a week: breaks, what is refused, the examples."""

from datetime import date, time, timedelta

import pytest

from commons.worktime import (
    EXAMPLE_HOURS,
    EXAMPLE_RAMADAN,
    BadHours,
    Closure,
    DayHours,
    WeeklyHours,
    WorkCalendar,
)

MONDAY = date(2026, 11, 23)


class TestDayHours:
    def test_breaks_divide_the_day(self):
        hours = DayHours.parse("07:30", "16:00", [["15:00", "15:15"], ["12:00", "13:00"]])
        assert hours.periods() == (
            (time(7, 30), time(12)),
            (time(13), time(15)),
            (time(15, 15), time(16)),
        )

    def test_a_break_at_the_edge_shortens_the_day(self):
        assert DayHours.parse("08:00", "16:00", [["08:00", "09:00"]]).periods() == ((time(9), time(16)),)

    def test_a_break_may_eat_the_day(self):
        assert DayHours.parse("08:00", "09:00", [["08:00", "09:00"]]).periods() == ()

    @pytest.mark.parametrize(
        ("opens", "closes", "breaks", "code"),
        [
            ("16:00", "07:30", [], "hours_order"),
            ("08:00", "08:00", [], "hours_order"),
            ("08:00", "16:00", [["07:00", "09:00"]], "hours_order"),
            ("08:00", "16:00", [["15:00", "17:00"]], "hours_order"),
            ("08:00", "16:00", [["13:00", "12:00"]], "hours_order"),
            ("08:00", "16:00", [["12:00", "13:00"], ["12:30", "14:00"]], "hours_order"),
            ("8", "16:00", [], "hours_form"),
            ("24:00", "25:00", [], "hours_form"),
            ("08:00+07:00", "16:00", [], "hours_form"),
            ("08:00", "16:00", [["12:00"]], "hours_form"),
            ("08:00", "16:00", "x", "hours_form"),
            (None, "16:00", [], "hours_form"),
        ],
    )
    def test_what_cannot_be_is_refused(self, opens, closes, breaks, code):
        with pytest.raises(BadHours) as caught:
            DayHours.parse(opens, closes, breaks)
        assert caught.value.code == code


def hours_a_week(week):
    day = date(2026, 6, 22)  # a week without holidays
    calendar = WorkCalendar(week.rows())
    return sum((s.length for n in range(7) for s in calendar.sessions(day + timedelta(days=n))), timedelta())


def test_the_examples_are_the_hours_of_perpres_21_2023():
    assert hours_a_week(EXAMPLE_HOURS) == timedelta(hours=37.5)
    assert hours_a_week(EXAMPLE_RAMADAN) == timedelta(hours=32.5)


def test_a_week_has_seven_days():
    with pytest.raises(ValueError, match="seven"):
        WeeklyHours((None,) * 5)


class TestClosure:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"last": date(2026, 11, 22)},
            {"starts": time(9)},
            {"ends": time(9)},
            {"starts": time(9), "ends": time(9)},
            {"starts": time(10), "ends": time(9)},
        ],
        ids=str,
    )
    def test_what_cannot_be_is_refused(self, wrong):
        with pytest.raises(BadHours) as caught:
            Closure(**{"first": MONDAY, "last": MONDAY} | wrong)
        assert caught.value.code == "closure_order"
