"""Whose minute is it? Pure functions over a file's course, an office's calendar and the leader's absences.

**Owners.** Outside counter hours every minute is CLOSED, whoever has the file, so that owners are compared in
the same currency: counter minutes. Inside them a file that was returned belongs to the APPLICANT, and so does
a product that lies ready at the counter (step HAND_OVER); one that waits for a named agency to OTHER_AGENCY;
one that waits for the signature while the leader is away and nobody may sign in their place to LEADER_AWAY;
every other minute to the OFFICE. After the hand-over (or a rejection or withdrawal) minutes have no owner; a
correction asked for later starts them again.

**The promise** starts when the file is complete and correct (`complete_at`) and is kept when the product is
ready at the counter, or the file rejected or withdrawn. A correction after the hand-over does not change the
verdict any more; one before it does, for the product was not ready.

* MINUTE and HOUR count open minutes. Minutes of APPLICANT and OTHER_AGENCY do not count.
* WORKING_DAY: due at counter close of the n-th working day after the day of `complete_at`. While the file is
  with the applicant or an agency the counting rests; the days that were left go on being counted from the
  first working day after the file is back, as they began to be after it was complete. So the due date moves
  by the working days after the day on which the file left, up to the day on which it came back; back on the
  same day moves nothing. Leaving or coming back while closed is doing so at the next opening.
* DAY, WEEK, MONTH count days of the calendar in the same way, from the day after `complete_at`; a month ends
  on the day of the same number, or on the last day of a shorter month. What would fall due on a day that is
  no working day is due at counter close of the next one.
* "Bila pimpinan ada di tempat" (`pauses_when_leader_away`): LEADER_AWAY minutes do not count either, but are
  in the ledger. With an `otherwise`, absence prolongs the promise only up to what is promised for that case.
  Without the condition, the leader's absence is the office's own affair and the promise runs on.

While a file is with the applicant or an agency its due date is unknown (`None`): the clock stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from applications.ledger_course import (
    OURS,
    OVER,
    OWNER_OF,
    Course,
    Holder,
    Owner,
    Span,
    holder_of,
    unattended,
)
from applications.ledger_days import DAYS, Unit, counting, days_of
from commons.clock import wib
from commons.worktime import Interval, WorkCalendar

__all__ = [
    "DAYS",
    "Course",
    "Holder",
    "Ledger",
    "Owner",
    "Promise",
    "Segment",
    "Span",
    "Standing",
    "Unit",
    "Verdict",
    "due_at",
    "holder_of",
    "ledger",
    "owner_at",
    "shares",
    "standing",
    "time_left",
    "unattended",
    "verdict",
]

_MINUTE = timedelta(minutes=1)
_NONE = timedelta()


@dataclass(frozen=True, slots=True)
class Promise:
    """The time a standard promises. `otherwise` is what holds when the leader is away, if anything does."""

    amount: int
    unit: Unit
    pauses_when_leader_away: bool = False
    otherwise: Promise | None = None

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("a promise is at least one minute, hour or day")

    @property
    def counts(self) -> frozenset[Owner]:
        """The owners whose minutes use the promised time up."""
        always = frozenset({Owner.OFFICE})
        return always if self.pauses_when_leader_away else always | {Owner.LEADER_AWAY}


class Verdict(StrEnum):
    """LATE may be said of a running file too: the due moment has passed."""

    RUNNING = "RUNNING"
    ON_TIME = "ON_TIME"
    LATE = "LATE"
    NOT_PROMISED = "NOT_PROMISED"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a file's life and its one owner."""

    start: datetime
    end: datetime
    owner: Owner


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every moment of a file's course in order, each with its owner."""

    segments: tuple[Segment, ...]

    @property
    def totals(self) -> dict[Owner, timedelta]:
        """Exact time by owner; all owners are there, and their sum is `elapsed`."""
        totals = dict.fromkeys(Owner, _NONE)
        for segment in self.segments:
            totals[segment.owner] += segment.end - segment.start
        return totals

    @property
    def elapsed(self) -> timedelta:
        """The whole time in process."""
        return sum((segment.end - segment.start for segment in self.segments), _NONE)

    @property
    def minutes(self) -> dict[Owner, int]:
        """Whole minutes by owner, rounded so that their sum is the elapsed time's whole minutes."""
        totals = self.totals
        whole = {owner: time // _MINUTE for owner, time in totals.items()}
        short = self.elapsed // _MINUTE - sum(whole.values())
        for owner in sorted(totals, key=lambda o: totals[o] % _MINUTE, reverse=True)[:short]:
            whole[owner] += 1
        return whole


def ledger(course: Course, calendar: WorkCalendar, *, away: Sequence[Interval] = (), now: datetime) -> Ledger:
    """The ledger up to `now`. `away` comes from `unattended`."""
    segments: list[Segment] = []
    for start, end, holder in course.stretches(now):
        for segment in _segments(start, end, holder, calendar, away):
            last = segments[-1] if segments else None
            if last and last.owner is segment.owner and last.end == segment.start:
                segments[-1] = Segment(last.start, segment.end, last.owner)
            else:
                segments.append(segment)
    return Ledger(tuple(segments))


def _segments(
    start: datetime, end: datetime, holder: Holder, calendar: WorkCalendar, away: Sequence[Interval]
) -> Iterator[Segment]:
    """One span, open and closed."""
    if holder in OVER or start >= end:
        return
    at = start
    for part in calendar.open_within(start, end):
        if at < part.start:
            yield Segment(at, part.start, Owner.CLOSED)
        yield from _owned(part, holder, away)
        at = part.end
    if at < end:
        yield Segment(at, end, Owner.CLOSED)


def _owned(part: Interval, holder: Holder, away: Sequence[Interval]) -> Iterator[Segment]:
    """One open stretch, cut where the leader leaves and returns if the file waits for the signature."""
    at = part.start
    for absence in away if holder is Holder.SIGNER else ():
        start, end = max(absence.start, at), min(absence.end, part.end)
        if start >= end:
            continue
        if at < start:
            yield Segment(at, start, Owner.OFFICE)
        yield Segment(start, end, Owner.LEADER_AWAY)
        at = end
    if at < part.end:
        yield Segment(at, part.end, OWNER_OF[holder])


def owner_at(
    course: Course, calendar: WorkCalendar, *, away: Sequence[Interval] = (), now: datetime
) -> Owner | None:
    """Whose minute `now` is; `None` once the file is over. Closed hours are named as such."""
    holder = course.spans[-1].holder
    segments = _segments(now, now + timedelta.resolution, holder, calendar, away)
    return next((segment.owner for segment in segments), None)


def due_at(
    course: Course, promise: Promise | None, calendar: WorkCalendar, *, away: Sequence[Interval] = ()
) -> datetime | None:
    """When the promise falls due, as things stand: known absences count if the file waits for the signature.

    `None` without a promise, before the file is complete, and while the clock stands. Work it out anew at
    every event and when absences, hours or closures change. Raises `NeverOpen` for an office without hours.
    """
    if promise is None or course.complete_at is None:
        return None
    work = _work(course, course.complete_at)
    due = _due(work, promise, calendar, away)
    if due is None or promise.otherwise is None or not promise.pauses_when_leader_away:
        return due
    plain = _due(work, Promise(promise.amount, promise.unit), calendar, away)
    bound = due_at(course, promise.otherwise, calendar, away=away)
    if plain is None or bound is None:
        return due
    return max(plain, min(due, bound))


def _work(course: Course, complete_at: datetime) -> list[Span]:
    """The spans the promise is about: from `complete_at` until it was kept; the last goes on for ever."""
    done = course.done_at
    spans = [span for span in course.spans if done is None or span.start < done] or [
        Span(complete_at, Holder.OFFICE)
    ]
    first = max((n for n, span in enumerate(spans) if span.start <= complete_at), default=0)
    return [Span(max(complete_at, span.start), span.holder) for span in spans[first:]]


def _due(
    work: list[Span], promise: Promise, calendar: WorkCalendar, away: Sequence[Interval]
) -> datetime | None:
    if promise.unit in DAYS:
        return _due_in_days(work, promise, calendar, away)
    left = promise.amount * (_MINUTE if promise.unit is Unit.MINUTE else timedelta(hours=1))
    for piece in _open_pieces(work, calendar, away):
        if piece.owner not in promise.counts:
            continue
        if piece.end - piece.start >= left:
            return piece.start + left
        left -= piece.end - piece.start
    return None


def _open_pieces(work: list[Span], calendar: WorkCalendar, away: Sequence[Interval]) -> Iterator[Segment]:
    """The open stretches of the work with their owners; without end when the last span is the office's."""
    for span, after in pairwise(work):
        for part in calendar.open_within(span.start, after.start):
            yield from _owned(part, span.holder, away)
    last = work[-1]
    if last.holder in OURS:
        for part in calendar.open_from(last.start):
            yield from _owned(part, last.holder, away)


def _due_in_days(
    work: list[Span], promise: Promise, calendar: WorkCalendar, away: Sequence[Interval]
) -> datetime | None:
    since = work[0].start
    day = wib(since).date()
    days, count = days_of(promise.unit, promise.amount, since=day), counting(promise.unit, calendar)
    for left, back in _rests(work, away if promise.pauses_when_leader_away else ()):
        due = calendar.close_of(count.last(day, days))
        if due is not None and left >= due:
            return due
        if back is None:
            return None
        if (leaving := calendar.next_open(left)) > calendar.next_open(since):
            days = max(days - count.passed(day, wib(leaving).date()), 0)
        since, day = back, wib(calendar.next_open(back)).date()
    return calendar.close_of(count.last(day, days))


def _rests(work: list[Span], away: Sequence[Interval]) -> Iterator[tuple[datetime, datetime | None]]:
    """When the counting of days rests, in order; the end is `None` while nobody knows it."""
    ends: list[datetime | None] = [*(span.start for span in work[1:]), None]
    for span, end in zip(work, ends, strict=True):
        if span.holder not in OURS and span.start != end:
            yield span.start, end
        for absence in away if span.holder is Holder.SIGNER else ():
            start = max(absence.start, span.start)
            until = absence.end if end is None else min(absence.end, end)
            if start < until:
                yield start, until


@dataclass(frozen=True, slots=True)
class Standing:
    """How a file stands: `owner` and `time_left` (open time; negative when late) as of `now` or when done."""

    verdict: Verdict
    due_at: datetime | None
    time_left: timedelta | None
    owner: Owner | None


def verdict(
    course: Course,
    promise: Promise | None,
    calendar: WorkCalendar,
    *,
    away: Sequence[Interval] = (),
    now: datetime,
) -> Verdict:
    """Whether the promise is running, kept or broken. Done exactly when due is on time."""
    done = course.done_at
    if promise is None or (course.complete_at is None and done is not None):
        return Verdict.NOT_PROMISED
    due = due_at(course, promise, calendar, away=away)
    if due is not None and _judged(course, now) > due:
        return Verdict.LATE
    return Verdict.RUNNING if done is None else Verdict.ON_TIME


def _judged(course: Course, now: datetime) -> datetime:
    """The moment a file is judged at: when it was done, else now, but not before its last event."""
    return course.done_at or max(now, course.spans[-1].start)


def time_left(
    course: Course,
    promise: Promise | None,
    calendar: WorkCalendar,
    *,
    away: Sequence[Interval] = (),
    now: datetime,
) -> timedelta | None:
    """Open time that counts and is left, negative when late; as if the file came back now while it is away.

    `None` when nothing is promised or the file is not complete yet. Once done: what was left then.
    """
    if promise is None or course.complete_at is None:
        return None
    at = max(_judged(course, now), course.complete_at)
    going_on = Course(tuple(_resumed(course, at)), course.complete_at)
    due = due_at(going_on, promise, calendar, away=away)
    if due is None:
        return None
    segments = ledger(going_on, calendar, away=away, now=max(at, due)).segments
    part = _counted(segments, promise.counts, min(at, due), max(at, due))
    return part if due >= at else -part


def _resumed(course: Course, at: datetime) -> Iterator[Span]:
    """The course up to `at`, and from then on in the office's hands."""
    before = [span for span in course.spans if span.start < at] or [Span(at, Holder.OFFICE)]
    yield from before
    if before[-1].holder not in OURS:
        yield Span(at, Holder.OFFICE)


def _counted(
    segments: Iterable[Segment], owners: frozenset[Owner], start: datetime, end: datetime
) -> timedelta:
    parts = ((max(s.start, start), min(s.end, end)) for s in segments if s.owner in owners)
    return sum((b - a for a, b in parts if a < b), _NONE)


def standing(
    course: Course,
    promise: Promise | None,
    calendar: WorkCalendar,
    *,
    away: Sequence[Interval] = (),
    now: datetime,
) -> Standing:
    """Everything a page says about a file's time, in one call."""
    return Standing(
        verdict=verdict(course, promise, calendar, away=away, now=now),
        due_at=due_at(course, promise, calendar, away=away),
        time_left=time_left(course, promise, calendar, away=away, now=now),
        owner=owner_at(course, calendar, away=away, now=now),
    )


def shares(ledgers: Iterable[Ledger]) -> Mapping[Owner, timedelta]:
    """The totals of several files, by owner."""
    sums = dict.fromkeys(Owner, _NONE)
    for one in ledgers:
        for owner, time in one.totals.items():
            sums[owner] += time
    return sums
