"""What an absence of the leader cost one file, and what an acting signer spared it (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from applications.ledger import Course, Owner, Promise, Segment, Verdict, ledger, verdict
from commons.worktime import Interval, WorkCalendar

_MINUTE = timedelta(minutes=1)
_NONE = timedelta()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature given in the leader's place."""

    at: datetime
    form: str


@dataclass(frozen=True, slots=True)
class Life:
    """As much of a file as its cost takes. `away`: when nobody could sign it."""

    course: Course
    promise: Promise
    away: Sequence[Interval]
    signed: tuple[Signed, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """Files that waited for the leader and the counter minutes they waited; of them those that came late,
    and those late only through it; files signed meanwhile, and the minutes these need not wait."""

    files: int = 0
    minutes: int = 0
    late: int = 0
    late_through_it: int = 0
    spared_files: int = 0
    spared_minutes: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.files + other.files,
            self.minutes + other.minutes,
            self.late + other.late,
            self.late_through_it + other.late_through_it,
            self.spared_files + other.spared_files,
            self.spared_minutes + other.spared_minutes,
        )

    @property
    def per_file(self) -> int:
        """Minutes a file that waited, rounded."""
        return round(self.minutes / self.files) if self.files else 0


NOTHING = Cost()


def cost_of(life: Life, absence: Interval, calendar: WorkCalendar, *, now: datetime) -> Cost:
    """What this absence (as far as it is over) came to for one file."""
    waited = _waited(life, absence, calendar, now)
    spared = [one for one in life.signed if absence.start <= one.at < absence.end]
    saved = sum(calendar.open_minutes_between(one.at, absence.end) for one in spared)
    late = waited > _NONE and _verdict(life, calendar, now) is Verdict.LATE
    return Cost(
        files=int(waited > _NONE),
        minutes=waited // _MINUTE,
        late=int(late),
        late_through_it=int(late and _would_be_kept(life, calendar, now)),
        spared_files=len(spared),
        spared_minutes=saved,
    )


def total(lives: Iterable[Life], absence: Interval, calendar: WorkCalendar, *, now: datetime) -> Cost:
    """The cost of an absence over many files."""
    return sum((cost_of(life, absence, calendar, now=now) for life in lives), NOTHING)


def _waited(life: Life, absence: Interval, calendar: WorkCalendar, now: datetime) -> timedelta:
    segments = ledger(life.course, calendar, away=life.away, now=now).segments
    parts = (_within(segment, absence) for segment in segments if segment.owner is Owner.LEADER_AWAY)
    return sum(parts, _NONE)


def _within(segment: Segment, absence: Interval) -> timedelta:
    return max(min(segment.end, absence.end) - max(segment.start, absence.start), _NONE)


def _verdict(life: Life, calendar: WorkCalendar, now: datetime) -> Verdict:
    return verdict(life.course, life.promise, calendar, away=life.away, now=now)


def _would_be_kept(life: Life, calendar: WorkCalendar, now: datetime) -> bool:
    """Late as it stands, but not if the minutes without the leader did not count."""
    forgiving = replace(life.promise, pauses_when_leader_away=True, otherwise=None)
    return verdict(life.course, forgiving, calendar, away=life.away, now=now) is not Verdict.LATE
