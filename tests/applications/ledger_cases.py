"""Courses and strategies for the tests of the owner clock."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from applications.ledger import Course, Holder, Promise, Span, Unit
from commons.worktime import Interval
from tests.commons.calendars import at

QUARTER = timedelta(minutes=15)
START = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)  # Monday 23 November, midnight in Lumajang

OFFICE, SIGNER, APPLICANT = Holder.OFFICE, Holder.SIGNER, Holder.APPLICANT
AGENCY, READY, DELIVERED, DROPPED = Holder.OTHER_AGENCY, Holder.READY, Holder.DELIVERED, Holder.DROPPED

FIFTEEN = Promise(15, Unit.MINUTE)
FIFTEEN_IF_THERE = Promise(15, Unit.MINUTE, pauses_when_leader_away=True)
ONE_DAY = Promise(1, Unit.WORKING_DAY)


def course(*spans: tuple[str, Holder], complete: str | None = "first") -> Course:
    """A course from ("23 09:00", holder) pairs in November 2026; complete from its first moment."""
    made = tuple(Span(november(text), holder) for text, holder in spans)
    complete_at = made[0].start if complete == "first" else complete and november(complete)
    return Course(made, complete_at or None)


def november(text: str) -> datetime:
    """ "23 09:00" on the wall clock of Lumajang."""
    return at(f"2026-11-{text}")


def away(*pairs: tuple[str, str]) -> tuple[Interval, ...]:
    """Absences in November 2026."""
    return tuple(Interval(november(start), november(end)) for start, end in pairs)


moments = st.integers(0, 8 * 96).map(lambda quarter: START + quarter * QUARTER)

intervals = st.tuples(moments, st.integers(1, 3 * 96)).map(lambda p: Interval(p[0], p[0] + p[1] * QUARTER))

# What the workflow can do next, so that a drawn course is one that a file could have.
_NEXT = {
    OFFICE: [SIGNER, APPLICANT, AGENCY, READY, DROPPED],
    SIGNER: [OFFICE, AGENCY, READY, DROPPED],
    APPLICANT: [OFFICE, DROPPED],
    AGENCY: [OFFICE, SIGNER, DROPPED],
    READY: [SIGNER, DELIVERED],
    DELIVERED: [SIGNER],
    DROPPED: [],
}


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """A course of up to eight spans within eight days, complete somewhere in it or never."""
    holder = draw(st.sampled_from([OFFICE, APPLICANT]))
    starts = sorted(draw(st.lists(moments, min_size=1, max_size=8)))
    spans = [Span(starts[0], holder)]
    for start in starts[1:]:
        if not _NEXT[holder]:
            break
        holder = draw(st.sampled_from(_NEXT[holder]))
        spans.append(Span(start, holder))
    complete = draw(st.sampled_from([None, *(s.start for s in spans if s.holder in (OFFICE, SIGNER, READY))]))
    return Course(tuple(spans), complete)


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    """A promise in any unit, with or without the leader's condition; minutes in quarters of an hour."""
    unit = draw(st.sampled_from(Unit))
    amount = draw(st.integers(1, 6)) * (15 if unit is Unit.MINUTE else 1)
    otherwise = draw(st.none() | st.just(Promise(2, Unit.WORKING_DAY)))
    return Promise(amount, unit, draw(st.booleans()), otherwise)
