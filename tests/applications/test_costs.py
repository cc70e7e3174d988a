"""What an absence cost, and what an acting signer spared: pure, over invented lives of files."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.costs import NOTHING, Cost, Life, Signed, cost_of, total
from applications.ledger import Course, Holder, Owner, Promise, Span, Unit, ledger
from commons.worktime import Interval
from tests.applications.acting_cases import moment
from tests.commons.calendars import example

CALENDAR = example()
QUARTER = Promise(15, Unit.MINUTE, pauses_when_leader_away=True)
PLAIN = Promise(15, Unit.MINUTE)
LONG = Promise(1, Unit.WORKING_DAY)
ABSENCE = Interval(moment(0, 10), moment(0, 11))


def life(promise=QUARTER, *, signed_at=None, ready_at=None, away=(ABSENCE,), signed=()):
    spans = [Span(moment(0, 9, 50), Holder.OFFICE), Span(moment(0, 9, 55), Holder.SIGNER)]
    if ready_at or signed_at:
        spans.append(Span(ready_at or signed_at, Holder.READY))
    return Life(Course(tuple(spans), moment(0, 9, 50)), promise, away, signed)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        # Signed at return: an hour waited; the promise rested meanwhile, so it is kept.
        (life(signed_at=moment(0, 11, 5)), Cost(1, 60)),
        # The promise runs on: late, and only through the absence.
        (life(PLAIN, signed_at=moment(0, 11, 5)), Cost(1, 60, 1, 1)),
        # Late by the office's own doing as well.
        (life(PLAIN, signed_at=moment(0, 11, 30)), Cost(1, 60, 1, 0)),
        (life(LONG, signed_at=moment(0, 11, 5)), Cost(1, 60)),
        # Signed before the leader went, or not met at all.
        (life(signed_at=moment(0, 9, 58)), NOTHING),
        (life(signed_at=moment(0, 11, 5), away=()), NOTHING),
        # Somebody stood in and signed at a quarter past ten.
        (
            life(signed_at=moment(0, 10, 15), away=(), signed=(Signed(moment(0, 10, 15), "PLH"),)),
            Cost(spared_files=1, spared_minutes=45),
        ),
    ],
)
def test_what_an_hour_without_the_leader_costs_a_file(one, expected):
    assert cost_of(one, ABSENCE, CALENDAR, now=moment(0, 15)) == expected


def test_an_absence_that_goes_on_costs_what_it_has_until_now():
    assert cost_of(life(), ABSENCE, CALENDAR, now=moment(0, 10, 20)).minutes == 20


def test_costs_add_up_and_know_the_mean():
    both = total(
        [life(signed_at=moment(0, 10, 30)), life(signed_at=moment(0, 11))],
        ABSENCE,
        CALENDAR,
        now=moment(1, 8),
    )
    assert (both.files, both.minutes, both.per_file) == (2, 90, 45)
    assert NOTHING.per_file == 0


PARTS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), max_size=4)


@given(PARTS, st.integers(0, 60))
def test_absences_side_by_side_cost_what_the_ledger_says(parts, signed):
    """However absences are cut, their minutes are the LEADER_AWAY minutes of the file."""
    begin, away, at = moment(0, 9), [], moment(0, 9)
    for gap, long in parts:
        start = at + timedelta(minutes=gap)
        at = start + timedelta(minutes=long)
        away.append(Interval(start, at))
    end = begin + timedelta(minutes=60 + signed)
    spans = (
        Span(begin, Holder.OFFICE),
        Span(begin + timedelta(minutes=20), Holder.SIGNER),
        Span(end, Holder.READY),
    )
    one = Life(Course(spans, begin), QUARTER, tuple(away))
    now = moment(0, 16)
    found = sum(cost_of(one, part, CALENDAR, now=now).minutes for part in away)
    said = ledger(one.course, CALENDAR, away=tuple(away), now=now).totals[Owner.LEADER_AWAY]
    assert timedelta(minutes=found) == said
