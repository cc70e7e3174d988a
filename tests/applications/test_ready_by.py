"""What the applicant is told: as it falls due, but knowing of absences before the file is with the leader."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.ledger import Course, Holder, Span
from applications.settling import moments_of
from applications.workflow_process import Step, build_process
from applications.workflow_types import Phase, ProductKind, State, StepKind
from commons.worktime import EXAMPLE_HOURS, Closure, Interval, WorkCalendar
from standards.vocabulary import TimeCondition
from tests.applications.acting_cases import MONDAY, moment

PROCESS = build_process(
    ProductKind.ENDORSEMENT,
    [
        Step("terima", StepKind.INTAKE),
        Step("periksa", StepKind.VERIFY),
        Step("tanda_tangan", StepKind.SIGN),
        Step("register", StepKind.REGISTER),
        Step("serah", StepKind.HAND_OVER),
    ],
)
CALENDAR = WorkCalendar(EXAMPLE_HOURS.rows())
WAITS = TimeCondition.LEADER_IN_OFFICE
TUESDAY = MONDAY + timedelta(days=1)


def promise(amount: int, unit: str, condition: TimeCondition | None = WAITS) -> Any:
    waktu = SimpleNamespace(amount=amount, unit=unit, condition=condition)
    return SimpleNamespace(document=SimpleNamespace(waktu=waktu))


def moments(program, away=(), *, at=None, step=1, phase=Phase.OPEN, calendar=CALENDAR):
    at = at or moment(0, 9)
    holder = Holder.SIGNER if step == 2 else Holder.OFFICE
    course = Course((Span(at, holder),), at)
    state = State(phase=phase, step=step, event_no=1)
    return moments_of(program, PROCESS, course, calendar, state=state, away=lambda: tuple(away))


def gone(day, hour, to_hour, to_day=None):
    return Interval(moment(day, hour), moment(day if to_day is None else to_day, to_hour))


@pytest.mark.parametrize(
    ("program", "away", "due", "ready"),
    [
        (promise(15, "minute"), [], moment(0, 9, 15), moment(0, 9, 15)),
        (promise(15, "minute"), [gone(0, 8, 14)], moment(0, 9, 15), moment(0, 14, 15)),
        # Known to be away later than the promise: it does not matter.
        (promise(15, "minute"), [gone(0, 10, 14)], moment(0, 9, 15), moment(0, 9, 15)),
        # In the middle of it: what the office needs before is not waited twice.
        (promise(2, "hour"), [gone(0, 10, 14)], moment(0, 11), moment(0, 15)),
        (promise(1, "working_day"), [gone(0, 8, 8, 2)], moment(1, 16), moment(3, 16)),
        # Without the condition the absence is the office's own affair.
        (promise(15, "minute", None), [gone(0, 8, 14)], moment(0, 9, 15), moment(0, 9, 15)),
        # Two absences side by side, and over the weekend.
        (promise(15, "minute"), [gone(0, 8, 10), gone(0, 10, 12)], moment(0, 9, 15), moment(0, 13, 15)),
        (promise(15, "minute"), [gone(0, 8, 8, 7)], moment(0, 9, 15), moment(7, 8, 15)),
    ],
)
def test_what_is_told_at_the_counter(program, away, due, ready):
    found = moments(program, away)
    assert (found.due, found.ready) == (due, ready)


def test_a_closure_and_an_absence_that_overlap_are_waited_once():
    closed = Closure(TUESDAY, TUESDAY, "Pilkada")
    calendar = WorkCalendar(EXAMPLE_HOURS.rows(), closures=(closed,))
    found = moments(promise(15, "minute"), [gone(0, 8, 9, 1)], calendar=calendar)
    # Away until Tuesday, which is closed: Wednesday, a quarter after opening.
    assert found.ready == moment(2, 7, 45)


def test_at_the_signature_both_are_one():
    found = moments(promise(15, "minute"), [gone(0, 8, 14)], step=2)
    assert found.due == found.ready == moment(0, 14, 15)


@pytest.mark.parametrize(("step", "phase"), [(3, Phase.OPEN), (4, Phase.OPEN)])
def test_after_the_signature_nobody_waits_for_the_leader(step, phase):
    found = moments(promise(15, "minute"), [gone(0, 8, 14)], step=step, phase=phase)
    assert found.due == found.ready == moment(0, 9, 15)


PROMISES = st.one_of(
    st.builds(promise, st.integers(1, 300), st.just("minute")),
    st.builds(promise, st.integers(1, 20), st.just("hour")),
    st.builds(promise, st.integers(1, 5), st.just("working_day")),
    st.builds(promise, st.integers(1, 2), st.just("week")),
)
ABSENCES = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=4)
STARTS = st.tuples(st.integers(0, 4), st.integers(7, 15)).map(lambda at: moment(*at))


def parts(hours):
    begin = moment(0, 0)
    found, at = [], begin
    for gap, long in hours:
        start = at + timedelta(hours=gap)
        at = start + timedelta(hours=long)
        found.append(Interval(start, at))
    return found


@given(PROMISES, ABSENCES, STARTS)
def test_told_is_never_earlier_than_due_and_moves_only_with_absences(program, hours, start):
    away = parts(hours)
    found = moments(program, away, at=start)
    assert found.due is not None
    assert found.ready is not None
    assert found.ready >= found.due == moments(program, at=start).due
    assert moments(program, away, at=start) == found
    fewer = moments(program, away[:-1], at=start).ready
    assert fewer is not None
    assert found.ready >= fewer


@given(PROMISES, ABSENCES, STARTS)
def test_what_is_told_holds_if_the_file_goes_to_the_signature_at_once(program, hours, start):
    """And so it can only be ready earlier: nobody is told a moment that the office's own minutes pass."""
    away = parts(hours)
    assert moments(program, away, at=start).ready == moments(program, away, at=start, step=2).due
