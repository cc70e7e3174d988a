"""When the promise falls due, whether it was kept, how much time is left."""

from datetime import timedelta

import pytest

from applications.ledger import (
    Owner,
    Promise,
    Standing,
    Unit,
    Verdict,
    due_at,
    standing,
    time_left,
    verdict,
)
from commons.worktime import EXAMPLE_HOURS, Closure, NeverOpen, WorkCalendar
from standards.vocabulary import TimeUnit
from tests.applications.ledger_cases import (
    AGENCY,
    APPLICANT,
    DELIVERED,
    DROPPED,
    FIFTEEN,
    FIFTEEN_IF_THERE,
    OFFICE,
    ONE_DAY,
    READY,
    SIGNER,
    away,
    course,
    november,
)
from tests.commons.calendars import at, example

MINUTE = timedelta(minutes=1)
TWO_HOURS = Promise(2, Unit.HOUR)
THREE_DAYS = Promise(3, Unit.WORKING_DAY)


def due(file, promise, *absences, calendar=None):
    return due_at(file, promise, calendar or example(), away=away(*absences))


class TestPromise:
    @pytest.mark.parametrize("amount", [0, -1])
    def test_it_promises_something(self, amount):
        with pytest.raises(ValueError, match="at least one"):
            Promise(amount, Unit.MINUTE)

    def test_its_units_are_those_of_a_standards_document(self):
        assert [unit.value for unit in Unit] == [unit.value for unit in TimeUnit]


class TestMinutes:
    @pytest.mark.parametrize(
        ("start", "expected"),
        [
            ("23 09:00", "23 09:15"),
            ("23 15:55", "24 07:40"),
            ("20 16:25", "23 07:40"),
            ("23 11:50", "23 13:05"),
            ("23 15:45", "23 16:00"),
            ("21 10:00", "23 07:45"),
        ],
    )
    def test_they_run_inside_counter_hours(self, start, expected):
        assert due(course((start, OFFICE)), FIFTEEN) == november(expected)

    def test_hours(self):
        assert due(course(("23 11:00", OFFICE)), TWO_HOURS) == november("23 14:00")

    def test_they_start_when_the_file_is_complete(self):
        file = course(("23 08:00", APPLICANT), ("23 09:00", OFFICE), complete="23 09:05")
        assert due(file, FIFTEEN) == november("23 09:20")

    def test_a_return_stops_them(self):
        file = course(("23 09:00", OFFICE), ("23 09:05", APPLICANT), ("23 10:00", OFFICE))
        assert due(file, FIFTEEN) == november("23 10:10")

    def test_another_agency_stops_them(self):
        file = course(("23 09:00", OFFICE), ("23 09:05", AGENCY), ("25 10:00", OFFICE))
        assert due(file, FIFTEEN) == november("25 10:10")

    @pytest.mark.parametrize("holder", [APPLICANT, AGENCY])
    def test_while_they_stand_no_due_moment_is_known(self, holder):
        assert due(course(("23 09:00", OFFICE), ("23 09:05", holder)), FIFTEEN) is None

    def test_once_over_they_stay_over(self):
        file = course(("23 09:00", OFFICE), ("23 09:20", APPLICANT))
        assert due(file, FIFTEEN) == november("23 09:15")


class TestLeaderAway:
    def test_with_the_condition_absence_stops_the_promise(self):
        file = course(("23 09:00", OFFICE), ("23 09:05", SIGNER))
        assert due(file, FIFTEEN_IF_THERE, ("23 09:07", "23 11:00")) == november("23 11:08")
        assert due(file, FIFTEEN_IF_THERE, ("23 08:00", "25 09:00")) == november("25 09:10")

    def test_without_it_the_promise_runs_on(self):
        file = course(("23 09:00", OFFICE), ("23 09:05", SIGNER))
        assert due(file, FIFTEEN, ("23 09:07", "23 11:00")) == november("23 09:15")

    def test_it_does_not_matter_before_the_signature(self):
        file = course(("23 09:00", OFFICE))
        assert due(file, FIFTEEN_IF_THERE, ("23 09:00", "23 11:00")) == november("23 09:15")

    def test_a_planned_absence_counts_before_it_begins(self):
        file = course(("23 09:00", SIGNER))
        assert due(file, FIFTEEN_IF_THERE, ("23 09:10", "24 00:00")) == november("24 07:35")

    def test_what_is_promised_otherwise_is_the_limit(self):
        promise = Promise(15, Unit.MINUTE, pauses_when_leader_away=True, otherwise=ONE_DAY)
        file = course(("23 09:00", OFFICE), ("23 09:05", SIGNER))
        assert due(file, promise) == november("23 09:15")
        assert due(file, promise, ("23 09:05", "23 09:07")) == november("23 09:17")
        assert due(file, promise, ("23 09:05", "26 09:00")) == november("24 16:00")

    def test_a_limit_shorter_than_the_promise_does_not_shorten_it(self):
        promise = Promise(2, Unit.HOUR, pauses_when_leader_away=True, otherwise=FIFTEEN)
        file = course(("23 09:00", SIGNER))
        assert due(file, promise, ("23 09:05", "23 09:30")) == november("23 11:00")

    def test_with_a_limit_a_returned_file_still_stops(self):
        promise = Promise(15, Unit.MINUTE, pauses_when_leader_away=True, otherwise=ONE_DAY)
        file = course(("23 09:00", SIGNER), ("23 09:05", APPLICANT))
        assert due(file, promise, ("23 09:00", "23 09:05")) is None

    def test_working_days_rest_too(self):
        promise = Promise(1, Unit.WORKING_DAY, pauses_when_leader_away=True)
        file = course(("23 09:00", SIGNER))
        assert due(file, promise) == november("24 16:00")
        assert due(file, promise, ("24 00:00", "25 00:00")) == november("25 16:00")
        assert due(file, promise, ("24 00:00", "24 23:59")) == november("25 16:00")
        assert due(file, promise, ("24 07:30", "24 16:00")) == november("25 16:00")
        assert due(file, promise, ("24 10:00", "24 12:00")) == november("24 16:00")
        assert due(file, promise, ("25 00:00", "28 00:00")) == november("24 16:00")
        assert due(file, ONE_DAY, ("24 00:00", "28 00:00")) == november("24 16:00")


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("complete", "days", "expected"),
        [
            ("2026-03-17 09:00", 1, "2026-03-25 16:00"),
            ("2026-03-13 09:00", 5, "2026-03-27 16:30"),
            ("2026-12-23 15:59", 1, "2026-12-28 16:00"),
            ("2026-11-23 07:00", 1, "2026-11-24 16:00"),
            ("2026-11-23 19:00", 1, "2026-11-24 16:00"),
            ("2026-11-23 06:30", 1, "2026-11-24 16:00"),
            ("2026-11-20 09:00", 1, "2026-11-23 16:00"),
            ("2026-11-21 09:00", 1, "2026-11-23 16:00"),
            ("2026-11-19 09:00", 1, "2026-11-20 16:30"),
        ],
    )
    def test_due_at_counter_close_of_the_nth_day_after(self, complete, days, expected):
        file = course_at(complete)
        assert due(file, Promise(days, Unit.WORKING_DAY)) == at(expected)

    def test_the_day_closes_when_the_counter_does(self):
        early = Closure(
            november("24 00:00").date(), november("24 00:00").date(), "rapat", *hours("14:00", "16:00")
        )
        calendar = WorkCalendar(EXAMPLE_HOURS.rows(), closures=(early,))
        assert due(course(("23 09:00", OFFICE)), ONE_DAY, calendar=calendar) == november("24 14:00")

    @pytest.mark.parametrize(
        ("left", "back", "expected"),
        [
            ("23 10:00", "23 15:00", "24 16:00"),
            ("23 10:00", "24 08:00", "25 16:00"),
            ("23 10:00", "25 10:00", "26 16:00"),
            ("23 10:00", "27 10:00", "30 16:00"),
            ("23 17:00", "24 09:00", "24 16:00"),
            ("24 10:00", "24 15:00", "24 16:00"),
            ("24 10:00", "25 10:00", "25 16:00"),
            ("24 15:59", "28 10:00", "30 16:00"),
            ("24 16:00", "27 10:00", "24 16:00"),
            ("25 10:00", "27 10:00", "24 16:00"),
        ],
    )
    def test_the_due_day_moves_by_the_working_days_lost(self, left, back, expected):
        for holder in (APPLICANT, AGENCY):
            file = course(("23 09:00", OFFICE), (left, holder), (back, OFFICE))
            assert due(file, ONE_DAY) == november(expected)

    def test_several_rests_add_up(self):
        file = course(
            ("16 09:00", OFFICE), ("16 10:00", APPLICANT), ("17 10:00", AGENCY), ("18 10:00", OFFICE),
            ("18 11:00", APPLICANT), ("18 12:00", OFFICE), ("20 10:00", APPLICANT), ("23 10:00", OFFICE),
        )  # fmt: skip
        assert due(file, THREE_DAYS) == november("24 16:00")

    @pytest.mark.parametrize("holder", [APPLICANT, AGENCY])
    def test_while_they_rest_no_due_day_is_known(self, holder):
        assert due(course(("23 09:00", OFFICE), ("23 10:00", holder)), ONE_DAY) is None
        assert due(course(("23 09:00", OFFICE), ("24 16:00", holder)), ONE_DAY) == november("24 16:00")


def course_at(complete):
    spans = course(("23 09:00", OFFICE)).spans
    return type(course(("23 09:00", OFFICE)))((type(spans[0])(at(complete), OFFICE),), at(complete))


def hours(start, end):
    return at(f"2026-11-24 {start}").time(), at(f"2026-11-24 {end}").time()


class TestDone:
    """The promise is about the product, not about when it was fetched."""

    @pytest.mark.parametrize(
        ("spans", "expected"),
        [
            ([("23 09:00", OFFICE), ("23 09:15", READY)], Verdict.ON_TIME),
            ([("23 09:00", OFFICE), ("23 09:15", READY), ("30 09:00", DELIVERED)], Verdict.ON_TIME),
            ([("23 09:00", OFFICE), ("23 09:16", READY)], Verdict.LATE),
            ([("23 09:00", OFFICE), ("23 09:16", DELIVERED)], Verdict.LATE),
            ([("23 09:00", OFFICE), ("23 09:10", DROPPED)], Verdict.ON_TIME),
            ([("23 09:00", OFFICE), ("23 09:20", DROPPED)], Verdict.LATE),
            ([("23 09:00", OFFICE), ("23 09:10", APPLICANT), ("30 09:00", DROPPED)], Verdict.ON_TIME),
            ([("23 09:00", OFFICE), ("23 09:20", APPLICANT), ("30 09:00", DROPPED)], Verdict.LATE),
            # Asked for before the hand-over, a correction is part of the work …
            (
                [("23 09:00", OFFICE), ("23 09:10", READY), ("23 10:00", SIGNER), ("23 10:20", READY)],
                Verdict.LATE,
            ),
            (
                [("23 09:00", OFFICE), ("23 09:10", READY), ("23 10:00", SIGNER), ("23 10:05", READY)],
                Verdict.ON_TIME,
            ),
            # … afterwards it is not.
            ([("23 09:00", OFFICE), ("23 09:10", DELIVERED), ("25 09:00", SIGNER)], Verdict.ON_TIME),
        ],
    )
    def test_verdict(self, spans, expected):
        assert verdict(course(*spans), FIFTEEN, example(), now=november("30 12:00")) is expected

    def test_the_due_moment_stays_when_the_product_is_ready(self):
        file = course(("23 09:00", OFFICE), ("23 09:10", READY), ("25 09:00", DELIVERED))
        assert due(file, FIFTEEN) == november("23 09:15")
        assert due(file, ONE_DAY) == november("24 16:00")

    def test_done_at_once(self):
        file = course(("23 09:00", READY))
        assert due(file, FIFTEEN) == november("23 09:15")
        assert verdict(file, FIFTEEN, example(), now=november("25 09:00")) is Verdict.ON_TIME


class TestVerdict:
    @pytest.mark.parametrize(
        ("now", "expected"),
        [("23 09:14", Verdict.RUNNING), ("23 09:15", Verdict.RUNNING), ("23 09:16", Verdict.LATE)],
    )
    def test_a_running_file_is_late_as_soon_as_it_is(self, now, expected):
        assert verdict(course(("23 09:00", OFFICE)), FIFTEEN, example(), now=november(now)) is expected

    def test_without_a_promise(self):
        file = course(("23 09:00", OFFICE))
        assert verdict(file, None, example(), now=november("30 09:00")) is Verdict.NOT_PROMISED
        assert due(file, None) is None
        assert time_left(file, None, example(), now=november("30 09:00")) is None

    def test_before_the_file_is_complete(self):
        file = course(("23 09:00", APPLICANT), complete=None)
        assert due(file, FIFTEEN) is None
        assert time_left(file, FIFTEEN, example(), now=november("30 09:00")) is None
        assert verdict(file, FIFTEEN, example(), now=november("30 09:00")) is Verdict.RUNNING

    def test_a_file_that_never_was_complete_was_promised_nothing(self):
        file = course(("23 09:00", APPLICANT), ("25 09:00", DROPPED), complete=None)
        assert verdict(file, FIFTEEN, example(), now=november("30 09:00")) is Verdict.NOT_PROMISED

    def test_the_leaders_absence_excuses_only_where_it_is_conditional(self):
        file = course(("23 09:00", OFFICE), ("23 09:05", SIGNER), ("24 08:00", READY))
        absences = away(("23 09:00", "24 07:55"))
        now = november("25 09:00")
        assert verdict(file, FIFTEEN_IF_THERE, example(), away=absences, now=now) is Verdict.ON_TIME
        assert verdict(file, FIFTEEN, example(), away=absences, now=now) is Verdict.LATE

    def test_an_office_without_hours_is_told_so(self):
        with pytest.raises(NeverOpen):
            verdict(course(("23 09:00", OFFICE)), FIFTEEN, WorkCalendar(()), now=november("23 10:00"))
        with pytest.raises(NeverOpen):
            due(course(("23 09:00", OFFICE)), ONE_DAY, calendar=WorkCalendar(()))


def left(file, promise, now, *absences):
    found = time_left(file, promise, example(), away=away(*absences), now=november(now))
    return None if found is None else found / MINUTE


class TestTimeLeft:
    @pytest.mark.parametrize(
        ("now", "minutes"),
        [
            ("23 15:55", 15),
            ("23 16:00", 10),
            ("23 23:00", 10),
            ("24 07:35", 5),
            ("24 07:40", 0),
            ("24 08:00", -20),
        ],
    )
    def test_minutes(self, now, minutes):
        assert left(course(("23 15:55", OFFICE)), FIFTEEN, now) == minutes

    def test_while_the_applicant_has_the_file_it_stands(self):
        file = course(("23 09:00", OFFICE), ("23 09:05", APPLICANT))
        assert left(file, FIFTEEN, "23 09:05") == left(file, FIFTEEN, "27 15:00") == 10

    def test_late_is_late_also_while_the_applicant_has_it(self):
        file = course(("23 09:00", OFFICE), ("23 09:35", APPLICANT))
        assert left(file, FIFTEEN, "25 09:00") == -20

    def test_while_the_leader_is_away_it_stands_where_that_is_the_condition(self):
        file = course(("23 09:00", OFFICE), ("23 09:05", SIGNER))
        absence = ("23 09:05", "25 09:00")
        assert left(file, FIFTEEN_IF_THERE, "23 09:05", absence) == 10
        assert left(file, FIFTEEN_IF_THERE, "24 09:05", absence) == 10
        assert left(file, FIFTEEN_IF_THERE, "25 09:04", absence) == 6
        assert left(file, FIFTEEN, "23 09:25", absence) == -10

    def test_working_days_are_counted_in_open_minutes(self):
        file = course(("23 09:00", OFFICE))
        assert left(file, ONE_DAY, "23 15:00") == 60 + 450
        assert left(file, ONE_DAY, "24 15:00") == 60
        assert left(file, ONE_DAY, "25 08:30") == -60

    def test_a_resting_day_as_if_the_file_came_back_now(self):
        file = course(("23 09:00", OFFICE), ("23 10:00", APPLICANT))
        assert left(file, ONE_DAY, "25 15:00") == 60 + 450

    def test_done_is_what_was_left_then(self):
        file = course(("23 09:00", OFFICE), ("23 09:05", READY), ("25 09:00", DELIVERED))
        assert left(file, FIFTEEN, "30 09:00") == 10
        late = course(("23 09:00", OFFICE), ("23 09:35", READY))
        assert left(late, FIFTEEN, "30 09:00") == -20


def test_everything_in_one_call():
    file = course(("23 09:00", OFFICE), ("23 09:05", SIGNER))
    absences = away(("23 09:05", "24 09:00"))
    found = standing(file, FIFTEEN_IF_THERE, example(), away=absences, now=november("23 10:00"))
    assert found == Standing(Verdict.RUNNING, november("24 09:10"), 10 * MINUTE, Owner.LEADER_AWAY)
