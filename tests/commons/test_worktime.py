import itertools
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.clock import WIB, wib
from commons.worktime import (
    EXAMPLE_HOURS,
    HORIZON,
    Closure,
    DayHours,
    Interval,
    NeverOpen,
    SpecialHours,
    UsualHours,
    WeeklyHours,
    WorkCalendar,
)
from tests.commons.calendars import RAMADAN_2026, at, calendars, example, instants

MINUTE = timedelta(minutes=1)
FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)


def shown(sessions):
    return [(f"{wib(s.start):%H:%M}", f"{wib(s.end):%H:%M}") for s in sessions]


class TestSessions:
    def test_they_are_aware_and_in_utc(self):
        first, second = example().sessions(MONDAY)
        assert first == Interval(at("2026-11-23 07:30"), at("2026-11-23 12:00"))
        assert second == Interval(at("2026-11-23 13:00"), at("2026-11-23 16:00"))
        assert {s.start.tzinfo for s in (first, second)} == {UTC}

    @pytest.mark.parametrize(
        "day",
        [date(2026, 11, 21), date(2026, 11, 22), date(2026, 8, 17), date(2026, 12, 24)],
        ids=["Saturday", "Sunday", "national holiday", "cuti bersama"],
    )
    def test_there_are_none_on_days_off(self, day):
        calendar = example()
        assert calendar.sessions(day) == ()
        assert calendar.close_of(day) is None
        assert not calendar.is_working_day(day)

    def test_close(self):
        assert example().close_of(MONDAY) == at("2026-11-23 16:00")
        assert example().close_of(FRIDAY) == at("2026-11-20 16:30")

    def test_ramadan(self):
        calendar = WorkCalendar(EXAMPLE_HOURS.rows(), special=(RAMADAN_2026,))
        assert shown(calendar.sessions(date(2026, 2, 18))) == [("07:30", "12:00"), ("13:00", "16:00")]
        assert shown(calendar.sessions(date(2026, 2, 19))) == [("08:00", "12:00"), ("12:30", "15:00")]
        assert shown(calendar.sessions(date(2026, 2, 20))) == [("08:00", "11:30"), ("12:30", "15:30")]
        assert calendar.sessions(date(2026, 2, 21)) == ()

    def test_a_season_leaves_the_weekdays_it_does_not_name(self):
        special = SpecialHours(MONDAY, MONDAY + timedelta(days=1), {0: None})
        calendar = WorkCalendar(EXAMPLE_HOURS.rows(), special=(special,))
        assert calendar.sessions(MONDAY) == ()
        assert len(calendar.sessions(MONDAY + timedelta(days=1))) == 2

    def test_of_two_seasons_the_later_entry_holds(self):
        short = DayHours.parse("09:00", "10:00")
        first = SpecialHours(MONDAY, MONDAY, {0: None})
        second = SpecialHours(MONDAY, MONDAY, {0: short})
        calendar = WorkCalendar(EXAMPLE_HOURS.rows(), special=(first, second))
        assert shown(calendar.sessions(MONDAY)) == [("09:00", "10:00")]

    def test_new_hours_do_not_change_what_is_past(self):
        before = DayHours.parse("08:00", "14:00")
        rows = (
            UsualHours(0, date(2026, 1, 1), before),
            UsualHours(0, date(2026, 11, 23), DayHours.parse("07:30", "16:00")),
            UsualHours(0, date(2026, 11, 30), None),
        )
        calendar = WorkCalendar(rows)
        assert shown(calendar.sessions(date(2026, 11, 16))) == [("08:00", "14:00")]
        assert shown(calendar.sessions(MONDAY)) == [("07:30", "16:00")]
        assert calendar.sessions(date(2026, 11, 30)) == ()
        assert calendar.sessions(date(2025, 12, 29)) == ()

    def test_a_local_closure(self):
        closure = Closure(date(2026, 12, 15), date(2026, 12, 16), "Hari Jadi Lumajang")
        calendar = WorkCalendar(EXAMPLE_HOURS.rows(), closures=(closure,))
        assert calendar.day_off(date(2026, 12, 15)) == "Hari Jadi Lumajang"
        assert not calendar.is_working_day(date(2026, 12, 16))
        assert calendar.add_working_days(date(2026, 12, 14), 1) == date(2026, 12, 17)

    def test_the_pilkada_day_of_2024_is_closed(self):
        assert example().add_working_days(date(2024, 11, 26), 1) == date(2024, 11, 28)

    @pytest.mark.parametrize(
        ("starts", "ends", "left"),
        [
            ("07:00", "09:00", [("09:00", "12:00"), ("13:00", "16:00")]),
            ("10:00", "14:00", [("07:30", "10:00"), ("14:00", "16:00")]),
            ("10:00", "11:00", [("07:30", "10:00"), ("11:00", "12:00"), ("13:00", "16:00")]),
            ("12:00", "13:00", [("07:30", "12:00"), ("13:00", "16:00")]),
            ("13:00", "20:00", [("07:30", "12:00")]),
            ("00:00", "23:59", []),
        ],
    )
    def test_part_of_a_day_can_be_closed(self, starts, ends, left):
        closure = Closure(MONDAY, MONDAY, "rapat", time.fromisoformat(starts), time.fromisoformat(ends))
        calendar = WorkCalendar(EXAMPLE_HOURS.rows(), closures=(closure,))
        assert shown(calendar.sessions(MONDAY)) == left
        assert calendar.is_working_day(MONDAY) == bool(left)
        assert calendar.day_off(MONDAY) is None
        assert len(calendar.sessions(MONDAY + timedelta(days=1))) == 2

    def test_a_later_decree_adds_and_removes_holidays(self):
        calendar = WorkCalendar(
            EXAMPLE_HOURS.rows(),
            added={MONDAY: "Cuti bersama tambahan"},
            removed=frozenset({date(2026, 12, 24)}),
        )
        assert calendar.day_off(MONDAY) == "Cuti bersama tambahan"
        assert not calendar.is_working_day(MONDAY)
        assert calendar.is_working_day(date(2026, 12, 24))
        assert calendar.add_working_days(date(2026, 12, 23), 1) == date(2026, 12, 24)

    def test_a_removed_holiday_may_still_be_a_closure(self):
        day = date(2026, 12, 24)
        calendar = WorkCalendar(
            EXAMPLE_HOURS.rows(), removed=frozenset({day}), closures=(Closure(day, day, "Listrik padam"),)
        )
        assert calendar.day_off(day) == "Listrik padam"

    def test_why_a_day_is_off(self):
        assert example().day_off(date(2026, 8, 17)) == "Hari Kemerdekaan Republik Indonesia"
        assert example().day_off(date(2026, 11, 21)) is None


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("day", "count", "due"),
        [
            ("2026-03-17", 1, "2026-03-25"),
            ("2026-03-13", 5, "2026-03-27"),
            ("2026-12-23", 1, "2026-12-28"),
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-11-21", 1, "2026-11-23"),
            ("2026-11-22", 1, "2026-11-23"),
            ("2026-11-16", 4, "2026-11-20"),
            ("2026-11-16", 5, "2026-11-23"),
            ("2026-11-16", 10, "2026-11-30"),
            ("2025-12-31", 1, "2026-01-02"),
            ("2026-11-23", 0, "2026-11-23"),
            ("2026-11-21", 0, "2026-11-23"),
        ],
    )
    def test_table(self, day, count, due):
        assert example().add_working_days(date.fromisoformat(day), count) == date.fromisoformat(due)

    def test_a_file_of_2330_utc_belongs_to_the_next_day(self):
        received = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
        assert wib(received).date() == MONDAY
        assert example().add_working_days(wib(received).date(), 1) == date(2026, 11, 24)

    def test_an_open_saturday_is_no_hari_kerja(self):
        days = (*EXAMPLE_HOURS.days[:5], DayHours.parse("08:00", "12:00"), None)
        calendar = WorkCalendar(WeeklyHours(days).rows())
        assert calendar.open_minutes_between(at("2026-11-21 00:00"), at("2026-11-22 00:00")) == 240
        assert not calendar.is_working_day(date(2026, 11, 21))
        assert calendar.add_working_days(FRIDAY, 1) == MONDAY

    def test_they_are_not_counted_backwards(self):
        with pytest.raises(ValueError, match="forward"):
            example().add_working_days(MONDAY, -1)

    @pytest.mark.parametrize(
        ("day", "later", "count"),
        [
            ("2026-11-20", "2026-11-20", 0),
            ("2026-11-20", "2026-11-22", 0),
            ("2026-11-20", "2026-11-23", 1),
            ("2026-03-17", "2026-03-25", 1),
            ("2026-11-23", "2026-11-20", 0),
        ],
    )
    def test_between(self, day, later, count):
        assert example().working_days_between(date.fromisoformat(day), date.fromisoformat(later)) == count


class TestOpenTime:
    @pytest.mark.parametrize(
        ("start", "minutes", "end"),
        [
            ("2026-11-23 15:55", 15, "2026-11-24 07:40"),
            ("2026-11-20 16:25", 15, "2026-11-23 07:40"),
            ("2026-11-23 09:00", 15, "2026-11-23 09:15"),
            ("2026-11-23 11:50", 15, "2026-11-23 13:05"),
            ("2026-11-23 12:30", 15, "2026-11-23 13:15"),
            ("2026-11-23 06:00", 15, "2026-11-23 07:45"),
            ("2026-11-23 18:00", 15, "2026-11-24 07:45"),
            ("2026-11-23 15:45", 15, "2026-11-23 16:00"),
            ("2026-11-23 16:00", 15, "2026-11-24 07:45"),
            ("2026-11-21 10:00", 15, "2026-11-23 07:45"),
            ("2026-12-23 15:50", 15, "2026-12-28 07:35"),
            ("2026-11-23 07:30", 450, "2026-11-23 16:00"),
            ("2026-11-23 07:30", 451, "2026-11-24 07:31"),
            ("2026-11-21 10:00", 0, "2026-11-21 10:00"),
        ],
    )
    def test_adding_minutes(self, start, minutes, end):
        assert example().add_open_minutes(at(start), minutes) == at(end)

    @pytest.mark.parametrize(
        ("start", "end", "minutes"),
        [
            ("2026-11-23 09:00", "2026-11-23 09:15", 15),
            ("2026-11-23 11:50", "2026-11-23 13:05", 15),
            ("2026-11-23 15:55", "2026-11-24 07:40", 15),
            ("2026-11-20 16:00", "2026-11-23 08:00", 60),
            ("2026-11-21 00:00", "2026-11-23 00:00", 0),
            ("2026-11-16 00:00", "2026-11-23 00:00", 2250),
            ("2026-11-23 09:15", "2026-11-23 09:00", 0),
        ],
    )
    def test_minutes_between(self, start, end, minutes):
        assert example().open_minutes_between(at(start), at(end)) == minutes

    @pytest.mark.parametrize(
        ("moment", "opens"),
        [
            ("2026-11-23 09:00", "2026-11-23 09:00"),
            ("2026-11-23 07:30", "2026-11-23 07:30"),
            ("2026-11-23 07:29", "2026-11-23 07:30"),
            ("2026-11-23 12:00", "2026-11-23 13:00"),
            ("2026-11-23 16:00", "2026-11-24 07:30"),
            ("2026-11-20 16:30", "2026-11-23 07:30"),
            ("2026-03-17 16:00", "2026-03-25 07:30"),
        ],
    )
    def test_next_open(self, moment, opens):
        assert example().next_open(at(moment)) == at(opens)

    def test_parts_are_cut_to_what_was_asked(self):
        parts = example().open_within(at("2026-11-23 11:00"), at("2026-11-24 08:00"))
        assert list(parts) == [
            Interval(at("2026-11-23 11:00"), at("2026-11-23 12:00")),
            Interval(at("2026-11-23 13:00"), at("2026-11-23 16:00")),
            Interval(at("2026-11-24 07:30"), at("2026-11-24 08:00")),
        ]

    def test_seconds_are_kept(self):
        start = at("2026-11-23 15:55") + timedelta(seconds=40)
        assert example().add_open_minutes(start, 15) == at("2026-11-24 07:40") + timedelta(seconds=40)

    def test_it_is_not_counted_backwards(self):
        with pytest.raises(ValueError, match="forward"):
            example().add_open_minutes(at("2026-11-23 09:00"), -1)

    def test_a_naive_moment_is_refused(self):
        with pytest.raises(ValueError, match="naive"):
            example().next_open(datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001  the point of the test


NEVER = WorkCalendar(())
FROM_NOW_ON_CLOSED = WorkCalendar(
    EXAMPLE_HOURS.rows(), closures=(Closure(MONDAY, MONDAY + timedelta(days=5000), "bubar"),)
)
ONLY_SUNDAYS = WorkCalendar((UsualHours(6, date.min, DayHours.parse("08:00", "12:00")),))


class TestNeverOpen:
    @pytest.mark.parametrize("calendar", [NEVER, FROM_NOW_ON_CLOSED], ids=["no hours", "closed for good"])
    @pytest.mark.parametrize(
        "ask",
        [
            lambda c: c.next_open(at("2026-11-23 09:00")),
            lambda c: c.add_open_minutes(at("2026-11-23 09:00"), 15),
            lambda c: c.add_working_days(MONDAY, 1),
            lambda c: c.add_working_days(MONDAY, 0),
            lambda c: list(c.open_from(at("2026-11-23 09:00"))),
        ],
    )
    def test_it_says_so_instead_of_searching_for_ever(self, calendar, ask):
        with pytest.raises(NeverOpen) as caught:
            ask(calendar)
        assert caught.value.code == "never_open"
        assert "Jam buka kantor belum diisi" in str(caught.value)

    def test_what_needs_no_opening_is_answered(self):
        assert NEVER.open_minutes_between(at("2026-01-01 00:00"), at("2026-12-31 00:00")) == 0
        assert NEVER.sessions(MONDAY) == ()

    def test_an_office_open_only_on_sundays_has_minutes_but_no_working_days(self):
        assert ONLY_SUNDAYS.next_open(at("2026-11-23 09:00")) == at("2026-11-29 08:00")
        with pytest.raises(NeverOpen):
            ONLY_SUNDAYS.add_working_days(MONDAY, 1)

    def test_a_long_closure_within_the_horizon_is_waited_out(self):
        closure = Closure(MONDAY, MONDAY + timedelta(days=HORIZON - 20), "dibangun ulang")
        calendar = WorkCalendar(EXAMPLE_HOURS.rows(), closures=(closure,))
        opened = wib(calendar.next_open(at("2026-11-23 09:00"))).date()
        assert opened > closure.last
        assert calendar.add_working_days(MONDAY, 1) == opened

    def test_the_end_of_the_calendar_is_no_crash(self):
        with pytest.raises(NeverOpen):
            example().add_working_days(date.max, 1)


def test_an_interval_runs_forward_between_aware_instants():
    for start, end in [
        (at("2026-11-23 09:00"), at("2026-11-23 09:00")),
        (at("2026-11-23 09:00"), at("2026-11-23 08:00")),
        (datetime(2026, 11, 23, 9), at("2026-11-23 10:00")),  # noqa: DTZ001  the point of the test
    ]:
        with pytest.raises(ValueError, match="aware instants"):
            Interval(start, end)


class TestProperties:
    @given(calendars(), instants)
    def test_sessions_lie_in_their_day_and_do_not_overlap(self, calendar, moment):
        day = wib(moment).date()
        sessions = calendar.sessions(day)
        midnight = datetime.combine(day, time(), WIB)
        edges = [midnight, *(e for s in sessions for e in (s.start, s.end)), midnight + timedelta(days=1)]
        assert edges == sorted(edges)
        assert all(a.end <= b.start for a, b in itertools.pairwise(sessions))
        assert sessions == () or calendar.day_off(day) is None

    @given(calendars(), instants, st.integers(0, 3000))
    def test_what_is_added_lies_between(self, calendar, start, minutes):
        try:
            end = calendar.add_open_minutes(start, minutes)
        except NeverOpen:
            return
        assert end >= start
        assert calendar.open_between(start, end) == minutes * MINUTE

    @given(calendars(), instants, st.integers(0, 900), st.integers(0, 900))
    def test_adding_twice_is_adding_the_sum(self, calendar, start, first, second):
        try:
            both = calendar.add_open_minutes(start, first + second)
            middle = calendar.add_open_minutes(start, first)
        except NeverOpen:
            return
        assert calendar.add_open_minutes(middle, second) == both

    @given(calendars(), instants, instants, instants)
    def test_open_time_adds_up_over_a_cut(self, calendar, a, b, c):
        first, middle, last = sorted([a, b, c])
        parts = calendar.open_between(first, middle) + calendar.open_between(middle, last)
        assert parts == calendar.open_between(first, last)
        assert parts <= last - first

    @given(calendars(), instants)
    def test_next_open_is_the_first_open_moment(self, calendar, moment):
        try:
            opens = calendar.next_open(moment)
        except NeverOpen:
            return
        assert calendar.open_between(moment, opens) == timedelta()
        assert calendar.open_between(opens, opens + timedelta.resolution) == timedelta.resolution

    @given(calendars(), instants.map(datetime.date), st.integers(1, 40))
    def test_the_nth_working_day_has_n_working_days_before_it(self, calendar, day, count):
        try:
            due = calendar.add_working_days(day, count)
        except NeverOpen:
            return
        assert calendar.is_working_day(due)
        assert calendar.working_days_between(day, due) == count
        assert calendar.close_of(due) is not None

    @given(calendars(), instants.map(datetime.date))
    def test_a_calendar_remembers_what_it_would_work_out_again(self, calendar, day):
        first = calendar.sessions(day)
        again = WorkCalendar(
            calendar.usual, calendar.special, calendar.closures, calendar.added, calendar.removed
        )
        assert calendar.sessions(day) is first
        assert again.sessions(day) == first
        assert again == calendar
