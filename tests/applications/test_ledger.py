"""Whose minute it was: owners, totals, rounding."""

from datetime import timedelta

import pytest

from applications.ledger import (
    Course,
    Holder,
    Ledger,
    Owner,
    Segment,
    Span,
    holder_of,
    ledger,
    owner_at,
    shares,
    unattended,
)
from applications.workflow import Phase, StepKind
from commons.worktime import WorkCalendar
from tests.applications.ledger_cases import (
    AGENCY,
    APPLICANT,
    DELIVERED,
    DROPPED,
    OFFICE,
    READY,
    SIGNER,
    away,
    course,
    november,
)
from tests.commons.calendars import example

MINUTE = timedelta(minutes=1)


def minutes(made: Ledger) -> dict[str, int]:
    return {owner.value: n for owner, n in made.minutes.items() if n}


class TestHolderOf:
    @pytest.mark.parametrize("step", StepKind)
    @pytest.mark.parametrize(
        ("phase", "holder"),
        [
            (Phase.RETURNED, APPLICANT),
            (Phase.WAITING, AGENCY),
            (Phase.HANDED_OVER, DELIVERED),
            (Phase.REJECTED, DROPPED),
            (Phase.WITHDRAWN, DROPPED),
        ],
    )
    def test_phases_other_than_open_decide_alone(self, phase, step, holder):
        assert holder_of(phase, step) is holder

    @pytest.mark.parametrize(
        ("step", "holder"),
        [
            (StepKind.INTAKE, OFFICE),
            (StepKind.VERIFY, OFFICE),
            (StepKind.INITIAL, OFFICE),
            (StepKind.SIGN, SIGNER),
            (StepKind.PRODUCE, OFFICE),
            (StepKind.REGISTER, OFFICE),
            (StepKind.HAND_OVER, READY),
        ],
    )
    def test_open_files_lie_where_their_step_is(self, step, holder):
        assert holder_of(Phase.OPEN, step) is holder

    def test_every_state_has_a_holder(self):
        assert {type(holder_of(p, s)) for p in Phase for s in StepKind} == {Holder}

    @pytest.mark.parametrize("phase", [Phase.OPEN, Phase.HANDED_OVER])
    def test_a_correction_waits_for_the_signature(self, phase):
        assert holder_of(phase, StepKind.HAND_OVER, correcting=True) is SIGNER


class TestCourse:
    def test_it_has_spans_in_order(self):
        with pytest.raises(ValueError, match="order"):
            course(("23 09:00", OFFICE), ("23 08:00", SIGNER))
        with pytest.raises(ValueError, match="at least one"):
            Course((), None)

    def test_a_clock_that_was_set_back_stands_still(self):
        spans = [
            Span(november(t), h) for t, h in [("23 09:00", OFFICE), ("23 08:59", SIGNER), ("23 09:05", READY)]
        ]
        straight = Course.of(spans, spans[0].start)
        assert [span.start for span in straight.spans] == [
            november(t) for t in ("23 09:00", "23 09:00", "23 09:05")
        ]

    @pytest.mark.parametrize(
        ("spans", "done"),
        [
            ([("23 09:00", OFFICE)], None),
            ([("23 09:00", OFFICE), ("23 09:10", READY)], "23 09:10"),
            ([("23 09:00", OFFICE), ("23 09:10", READY), ("25 10:00", DELIVERED)], "23 09:10"),
            ([("23 09:00", OFFICE), ("23 09:10", DELIVERED)], "23 09:10"),
            ([("23 09:00", OFFICE), ("23 09:10", DROPPED)], "23 09:10"),
            ([("23 09:00", APPLICANT), ("23 09:10", DROPPED)], "23 09:10"),
            ([("23 09:00", OFFICE), ("23 09:10", DROPPED), ("23 09:12", OFFICE)], None),
            ([("23 09:00", OFFICE), ("23 09:10", READY), ("23 09:20", SIGNER)], None),
            (
                [("23 09:00", OFFICE), ("23 09:10", READY), ("23 09:20", SIGNER), ("23 09:30", READY)],
                "23 09:30",
            ),
            (
                [("23 09:00", OFFICE), ("23 09:10", READY), ("23 09:20", DELIVERED), ("24 09:00", SIGNER)],
                "23 09:10",
            ),
            (
                [
                    ("23 09:00", OFFICE),
                    ("23 09:10", READY),
                    ("23 09:20", DELIVERED),
                    ("24 09:00", SIGNER),
                    ("24 10:00", READY),
                    ("24 11:00", DELIVERED),
                ],
                "23 09:10",
            ),
        ],
    )
    def test_when_the_office_was_done(self, spans, done):
        assert course(*spans).done_at == (done and november(done))


class TestOwners:
    def test_a_day_at_the_counter(self):
        file = course(
            ("23 09:00", OFFICE), ("23 09:05", APPLICANT), ("23 10:00", OFFICE), ("23 10:20", SIGNER),
            ("23 10:30", AGENCY), ("23 14:00", OFFICE), ("23 14:10", READY), ("23 14:30", DELIVERED),
        )  # fmt: skip
        made = ledger(file, example(), now=november("27 09:00"))
        assert minutes(made) == {
            "OFFICE": 5 + 20 + 10 + 10,
            "APPLICANT": 55 + 20,
            "OTHER_AGENCY": 90 + 60,
            "CLOSED": 60,
        }
        assert made.elapsed == timedelta(hours=5, minutes=30)

    def test_outside_the_hours_minutes_are_closed_whoever_has_the_file(self):
        for holder in (OFFICE, SIGNER, APPLICANT, AGENCY, READY):
            file = course(("21 00:00", holder))
            made = ledger(file, example(), away=away(("20 00:00", "24 00:00")), now=november("23 07:30"))
            assert minutes(made) == {"CLOSED": (48 + 7) * 60 + 30}

    def test_the_night_between(self):
        made = ledger(course(("23 15:50", OFFICE)), example(), now=november("24 07:40"))
        assert made.segments == (
            Segment(november("23 15:50"), november("23 16:00"), Owner.OFFICE),
            Segment(november("23 16:00"), november("24 07:30"), Owner.CLOSED),
            Segment(november("24 07:30"), november("24 07:40"), Owner.OFFICE),
        )

    def test_segments_of_one_owner_are_one(self):
        file = course(("23 09:00", OFFICE), ("23 09:05", SIGNER), ("23 09:10", OFFICE))
        made = ledger(file, example(), now=november("23 09:15"))
        assert made.segments == (Segment(november("23 09:00"), november("23 09:15"), Owner.OFFICE),)

    def test_nothing_is_owned_after_the_end(self):
        for end in (DELIVERED, DROPPED):
            file = course(("23 09:00", OFFICE), ("23 09:10", end))
            made = ledger(file, example(), now=november("27 09:00"))
            assert minutes(made) == {"OFFICE": 10}

    def test_a_late_correction_is_work_again(self):
        file = course(
            ("23 09:00", OFFICE), ("23 09:10", DELIVERED), ("25 10:00", SIGNER), ("25 10:20", DELIVERED)
        )
        made = ledger(file, example(), now=november("27 09:00"))
        assert minutes(made) == {"OFFICE": 30}
        assert made.elapsed == timedelta(minutes=30)

    def test_now_before_the_last_event_adds_nothing(self):
        file = course(("23 09:00", OFFICE), ("23 09:10", SIGNER))
        assert minutes(ledger(file, example(), now=november("23 08:00"))) == {"OFFICE": 10}

    def test_an_office_without_hours_has_only_closed_minutes(self):
        made = ledger(course(("23 09:00", OFFICE)), WorkCalendar(()), now=november("24 09:00"))
        assert minutes(made) == {"CLOSED": 24 * 60}


class TestLeaderAway:
    AWAY = away(("23 09:00", "23 10:00"))

    def test_it_is_theirs_only_while_the_file_waits_for_the_signature(self):
        file = course(("23 08:50", OFFICE), ("23 09:20", SIGNER), ("23 09:50", OFFICE))
        made = ledger(file, example(), away=self.AWAY, now=november("23 10:10"))
        assert minutes(made) == {"OFFICE": 30 + 20, "LEADER_AWAY": 30}

    def test_before_and_after_the_absence_it_is_the_offices(self):
        file = course(("23 08:50", SIGNER))
        made = ledger(file, example(), away=self.AWAY, now=november("23 10:10"))
        assert made.segments == (
            Segment(november("23 08:50"), november("23 09:00"), Owner.OFFICE),
            Segment(november("23 09:00"), november("23 10:00"), Owner.LEADER_AWAY),
            Segment(november("23 10:00"), november("23 10:10"), Owner.OFFICE),
        )

    def test_several_absences_over_closed_time(self):
        file = course(("23 11:00", SIGNER))
        absences = away(("23 11:30", "23 13:30"), ("23 15:30", "24 08:00"), ("24 09:00", "24 09:10"))
        made = ledger(file, example(), away=absences, now=november("24 10:00"))
        assert minutes(made) == {
            "LEADER_AWAY": 30 + 30 + 30 + 30 + 10,
            "OFFICE": 30 + 120 + 60 + 50,
            "CLOSED": 60 + 15 * 60 + 30,
        }

    def test_an_absence_elsewhere_changes_nothing(self):
        file = course(("23 08:50", SIGNER))
        for pair in [("22 09:00", "22 10:00"), ("23 08:00", "23 08:50"), ("23 10:10", "23 12:00")]:
            made = ledger(file, example(), away=away(pair), now=november("23 10:10"))
            assert minutes(made) == {"OFFICE": 80}


class TestUnattended:
    def test_absences_are_merged(self):
        made = unattended(away(("24 00:00", "25 00:00"), ("23 00:00", "24 00:00"), ("23 05:00", "23 06:00")))
        assert made == away(("23 00:00", "25 00:00"))

    @pytest.mark.parametrize(
        ("acting", "left"),
        [
            ([], [("23 00:00", "25 00:00")]),
            ([("22 00:00", "26 00:00")], []),
            ([("23 00:00", "25 00:00")], []),
            ([("23 08:00", "23 12:00")], [("23 00:00", "23 08:00"), ("23 12:00", "25 00:00")]),
            ([("22 00:00", "24 00:00")], [("24 00:00", "25 00:00")]),
            ([("24 00:00", "26 00:00")], [("23 00:00", "24 00:00")]),
            ([("26 00:00", "27 00:00")], [("23 00:00", "25 00:00")]),
            (
                [("23 08:00", "23 12:00"), ("23 10:00", "24 00:00")],
                [("23 00:00", "23 08:00"), ("24 00:00", "25 00:00")],
            ),
        ],
    )
    def test_an_acting_signer_attends(self, acting, left):
        assert unattended(away(("23 00:00", "25 00:00")), away(*acting)) == away(*left)


class TestOwnerAt:
    @pytest.mark.parametrize(
        ("now", "owner"),
        [
            ("23 09:30", Owner.LEADER_AWAY),
            ("23 10:00", Owner.OFFICE),
            ("23 12:00", Owner.CLOSED),
            ("22 09:00", Owner.CLOSED),
            ("23 16:00", Owner.CLOSED),
        ],
    )
    def test_at_the_signature(self, now, owner):
        file = course(("20 09:00", SIGNER))
        assert owner_at(file, example(), away=TestLeaderAway.AWAY, now=november(now)) is owner

    @pytest.mark.parametrize(
        ("holder", "owner"),
        [
            (OFFICE, Owner.OFFICE),
            (APPLICANT, Owner.APPLICANT),
            (READY, Owner.APPLICANT),
            (AGENCY, Owner.OTHER_AGENCY),
            (DELIVERED, None),
            (DROPPED, None),
        ],
    )
    def test_elsewhere(self, holder, owner):
        file = course(("20 09:00", OFFICE), ("20 10:00", holder))
        assert owner_at(file, example(), away=TestLeaderAway.AWAY, now=november("23 09:30")) is owner


class TestMinutes:
    def test_they_are_rounded_so_that_they_add_up(self):
        start = november("23 09:00")
        cut = timedelta(seconds=40)
        made = Ledger(
            (
                Segment(start, start + cut, Owner.OFFICE),
                Segment(start + cut, start + 2 * cut, Owner.APPLICANT),
                Segment(start + 2 * cut, start + 3 * cut, Owner.OFFICE),
            )
        )
        assert made.totals[Owner.OFFICE] == 2 * cut
        assert sum(made.minutes.values()) == made.elapsed // MINUTE == 2
        assert minutes(made) == {"OFFICE": 1, "APPLICANT": 1}

    def test_every_owner_is_named(self):
        assert set(Ledger(()).minutes) == set(Ledger(()).totals) == set(Owner)

    def test_shares_of_several_files(self):
        one = ledger(course(("23 09:00", OFFICE)), example(), now=november("23 09:10"))
        two = ledger(course(("23 09:00", APPLICANT)), example(), now=november("23 09:05"))
        assert {o.value: t for o, t in shares([one, two, one]).items() if t} == {
            "OFFICE": 20 * MINUTE,
            "APPLICANT": 5 * MINUTE,
        }
