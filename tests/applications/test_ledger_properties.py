"""The ledger against slow, obvious ways of saying the same, and laws it must keep."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from applications.ledger import (
    Course,
    Holder,
    Owner,
    Promise,
    Span,
    Unit,
    Verdict,
    due_at,
    ledger,
    owner_at,
    time_left,
    unattended,
    verdict,
)
from commons.clock import wib
from commons.worktime import Interval, NeverOpen, WorkCalendar
from tests.applications.ledger_cases import (
    APPLICANT,
    DELIVERED,
    DROPPED,
    OFFICE,
    QUARTER,
    READY,
    START,
    courses,
    intervals,
    moments,
    promises,
)
from tests.commons.calendars import calendars

absences = st.lists(intervals, max_size=3).map(tuple)
END = START + timedelta(days=12)


def is_open(calendar: WorkCalendar, moment: datetime) -> bool:
    return any(s.start <= moment < s.end for s in calendar.sessions(wib(moment).date()))


def holder_at(course: Course, moment: datetime) -> Holder:
    return [span.holder for span in course.spans if span.start <= moment][-1]


def owner_of(holder: Holder, moment: datetime, calendar: WorkCalendar, away: tuple[Interval, ...]) -> Owner:
    """One quarter of an hour at a time, as one would explain it to a camat."""
    if not is_open(calendar, moment):
        return Owner.CLOSED
    if holder in (APPLICANT, READY):
        return Owner.APPLICANT
    if holder is Holder.OTHER_AGENCY:
        return Owner.OTHER_AGENCY
    gone = any(a.start <= moment < a.end for a in away)
    return Owner.LEADER_AWAY if holder is Holder.SIGNER and gone else Owner.OFFICE


@given(courses(), calendars(), absences, moments)
def test_each_quarter_has_the_owner_one_would_say(course, calendar, gone, now):
    totals = dict.fromkeys(Owner, timedelta())
    moment = course.spans[0].start
    while moment < max(now, course.spans[-1].start):
        holder = holder_at(course, moment)
        if holder not in (DELIVERED, DROPPED):
            totals[owner_of(holder, moment, calendar, gone)] += QUARTER
        moment += QUARTER
    assert ledger(course, calendar, away=unattended(gone), now=now).totals == totals


@given(courses(), calendars(), absences, st.datetimes(START.replace(tzinfo=None), END.replace(tzinfo=None)))
def test_the_owners_time_is_the_whole_time(course, calendar, gone, naive):
    now = naive.replace(tzinfo=START.tzinfo)
    made = ledger(course, calendar, away=unattended(gone), now=now)
    in_process = sum(
        (end - start for start, end, holder in course.stretches(now) if holder not in (DELIVERED, DROPPED)),
        timedelta(),
    )
    assert sum(made.totals.values(), timedelta()) == made.elapsed == in_process
    assert sum(made.minutes.values()) == in_process // timedelta(minutes=1)
    for before, after in pairwise(made.segments):
        assert before.end <= after.start
        assert before.end < after.start or before.owner is not after.owner


@given(courses(), calendars(), absences, st.integers(0, 300))
def test_whose_minute_it_is_now_is_what_the_ledger_will_say(course, calendar, gone, quarters):
    away = unattended(gone)
    now = course.spans[-1].start + quarters * QUARTER
    segments = ledger(course, calendar, away=away, now=now + QUARTER).segments
    expected = next((s.owner for s in segments if s.start <= now < s.end), None)
    assert owner_at(course, calendar, away=away, now=now) is expected


def obvious_minutes_due(
    course: Course, promise: Promise, calendar: WorkCalendar, gone: tuple[Interval, ...]
) -> datetime | None:
    """Count the quarters that use the promise up."""
    done, complete = course.done_at, course.complete_at
    assert complete is not None
    spans = [s for s in course.spans if done is None or s.start < done] or [Span(complete, OFFICE)]
    moment = complete
    used = timedelta()
    wanted = (
        timedelta(hours=promise.amount) if promise.unit is Unit.HOUR else timedelta(minutes=promise.amount)
    )
    while moment < START + timedelta(days=60):
        holder = [s.holder for s in spans if s.start <= moment][-1]
        owner = owner_of(holder, moment, calendar, gone)
        counts = owner is Owner.OFFICE or (owner is Owner.LEADER_AWAY and not promise.pauses_when_leader_away)
        used += QUARTER if counts else timedelta()
        moment += QUARTER
        if used == wanted:
            return moment
    return None


@given(
    courses().filter(lambda c: c.complete_at),
    calendars(),
    absences,
    st.builds(Promise, st.integers(1, 8).map(lambda n: n * 15), st.just(Unit.MINUTE), st.booleans())
    | st.builds(Promise, st.integers(1, 12), st.just(Unit.HOUR), st.booleans()),
)
def test_minutes_fall_due_when_the_quarters_are_used_up(course, calendar, gone, promise):
    try:
        found = due_at(course, promise, calendar, away=unattended(gone))
    except NeverOpen:
        found = None
    expected = obvious_minutes_due(course, promise, calendar, gone)
    if found is None or found < START + timedelta(days=60):
        assert found == expected


def stays(course: Course) -> list[tuple[datetime, datetime | None]]:
    """From when to when the office had the file and owed the product; the last stay may have no end."""
    done, complete = course.done_at, course.complete_at
    assert complete is not None
    spans = [s for s in course.spans if done is None or s.start < done] or [Span(complete, OFFICE)]
    made: list[tuple[datetime, datetime | None]] = []
    for n, span in enumerate(spans):
        start, end = max(span.start, complete), spans[n + 1].start if n + 1 < len(spans) else None
        if span.holder not in (OFFICE, Holder.SIGNER) or (end is not None and end <= start):
            continue
        if made and made[-1][1] == start:
            start = made.pop()[0]
        made.append((start, end))
    return made if made and made[0][0] == complete else [(complete, complete), *made]


def obvious_days_due(course: Course, days: int, calendar: WorkCalendar) -> datetime | None:
    """Walk from day to day, ticking off those on which the office had the file since an earlier day."""
    ticked: set[date] = set()
    for n, (since, left) in enumerate(stays(course)):
        first = wib(calendar.next_open(since) if n else since).date()
        walked = (first + timedelta(days=n) for n in range(900))
        working = [day for day in walked if calendar.is_working_day(day)]
        due_day = next(d for d in working if len(ticked | {w for w in working if first < w <= d}) >= days)
        due = calendar.close_of(due_day)
        assert due is not None
        if left is None or left >= due:
            return due
        leaving = calendar.next_open(left)
        if calendar.open_between(since, left):
            ticked |= {day for day in working if first < day <= wib(leaving).date()}
    return None


@given(courses().filter(lambda c: c.complete_at), calendars(), st.integers(1, 5))
@settings(max_examples=2 * settings().max_examples)
def test_days_go_on_with_what_was_left_when_the_file_comes_back(course, calendar, days):
    try:
        found = due_at(course, Promise(days, Unit.WORKING_DAY), calendar)
    except NeverOpen:
        return
    assert found == obvious_days_due(course, days, calendar)


@given(courses(), calendars(), absences, promises(), moments)
def test_verdict_and_due_and_time_left_agree(course, calendar, gone, promise, now):
    away = unattended(gone)
    try:
        due = due_at(course, promise, calendar, away=away)
        said = verdict(course, promise, calendar, away=away, now=now)
        left = time_left(course, promise, calendar, away=away, now=now)
    except NeverOpen:
        return
    judged = course.done_at or max(now, course.spans[-1].start)
    assert (said is Verdict.LATE) == (due is not None and judged > due and said is not Verdict.NOT_PROMISED)
    assert (said is Verdict.RUNNING) <= (course.done_at is None)
    if due is not None:
        assert course.complete_at is not None
        assert due > course.complete_at
    if left is not None and left < timedelta():
        assert said is Verdict.LATE


@given(courses(), calendars(), absences, promises())
def test_absence_never_brings_a_due_moment_forward(course, calendar, gone, promise):
    try:
        with_them = due_at(course, promise, calendar, away=unattended(gone))
        without = due_at(course, promise, calendar)
    except NeverOpen:
        return
    assert (with_them is None) <= (without is None) or promise.pauses_when_leader_away
    if with_them is not None and without is not None:
        assert with_them >= without
        if not promise.pauses_when_leader_away:
            assert with_them == without


@given(courses(), calendars(), promises(), st.integers(1, 40))
def test_a_promise_of_more_is_never_due_earlier(course, calendar, promise, more):
    longer = Promise(promise.amount + more, promise.unit)
    try:
        short, long = (
            due_at(course, Promise(promise.amount, promise.unit), calendar),
            due_at(course, longer, calendar),
        )
    except NeverOpen:
        return
    assert short is None or long is None or short <= long


@given(st.lists(intervals, max_size=4), st.lists(intervals, max_size=4), moments)
def test_nobody_attends_exactly_when_the_leader_is_away_and_nobody_acts(gone, acting, moment):
    made = unattended(gone, acting)
    alone = any(a.start <= moment < a.end for a in gone) and not any(
        a.start <= moment < a.end for a in acting
    )
    assert any(a.start <= moment < a.end for a in made) == alone
    assert all(a.end <= b.start for a, b in pairwise(made))
