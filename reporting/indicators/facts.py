"""What one file contributes to which day: from its events, the office's hours and the leader's absences.

Pure, and worked out anew from everything a file has gone through, so that folding a day again after a late
change, and rebuilding a year, are the same thing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from applications.course import Shape, span_after
from applications.ledger import Course, Holder, Promise, Span, Verdict, ledger, verdict
from applications.workflow import FINAL_PHASES
from applications.workflow_moves import advance
from applications.workflow_process import Process
from applications.workflow_types import Action, Effect, Phase, Record, State
from commons.clock import wib
from commons.worktime import Interval, NeverOpen, WorkCalendar
from indicators.measures import Duration

_NOBODY = UUID(int=0)
_START = datetime(2000, 1, 1, tzinfo=UTC)
DECIDED = frozenset({Phase.HANDED_OVER, Phase.REJECTED})
VERDICTS = {Verdict.ON_TIME: "kept", Verdict.LATE: "late", Verdict.NOT_PROMISED: "unpromised"}
ENDS = {Phase.HANDED_OVER: "finished", Phase.REJECTED: "rejected", Phase.WITHDRAWN: "withdrawn"}
# A file to which it happened, however often.
ONCE = {"returned": "returns", "waited": "waits"}
CORRECTING = frozenset({Effect.REPLACE_LETTER, Effect.VOID_LETTER})


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as the facts need it."""

    at: datetime
    actor: UUID
    action: str
    step: str
    to_step: str


@dataclass(frozen=True, slots=True)
class Path:
    """What events of this shape do, whoever did them and whenever: places in the list of events.

    `holders`: where the file lies after each. `counted`: (event, column). `complete`, `ended`: at which event
    it was complete and correct, and came to its end (`end`), if it did.
    """

    holders: tuple[Holder, ...]
    counted: tuple[tuple[int, str], ...]
    complete: int | None
    ended: int | None = None
    end: Phase | None = None


@dataclass(frozen=True, slots=True)
class _Walk:
    counted: tuple[tuple[int, str], ...] = ((0, "received"),)
    ended: int | None = None
    end: Phase | None = None


def path(process: Process, shape: Shape) -> Path:
    """Walk the events of this shape. What was undone is as if it had not been. Raises `BrokenHistory`."""
    state, walk, before = State(), _Walk(), _Walk()
    holders: list[Holder] = []
    for place, (action, step, to_step) in enumerate(shape):
        at = _START + timedelta(minutes=place)
        record = Record(place + 1, at, _NOBODY, Action(action), step, to_step)
        state, effects = advance(process, state, record)
        holders.append(span_after(process, state, at).holder)
        if record.action is Action.UNDO:
            walk = before
        else:
            before, walk = walk, _step(walk, place, record.action, effects, state)
    started = state.clock_started_at
    complete = (started - _START) // timedelta(minutes=1) if started else None
    return Path(tuple(holders), walk.counted, complete, walk.ended, walk.end)


def _step(walk: _Walk, place: int, action: Action, effects: tuple[Effect, ...], state: State) -> _Walk:
    counted = walk.counted
    if action is Action.RETURN:
        counted = (*counted, (place, "returns"))
    elif action is Action.WAIT:
        counted = (*counted, (place, "waits"))
    elif action is Action.CORRECT and CORRECTING & set(effects):
        counted = (*counted, (place, "corrections"))
    if walk.ended is None and state.phase in FINAL_PHASES:
        # A correction after the hand-over is counted as such; when the file was finished does not change.
        return _Walk(counted, place, state.phase)
    return replace(walk, counted=counted)


@dataclass(frozen=True, slots=True)
class Facts:
    """A file's contribution. `counted`: (day, column); `people`: (day, who acted); the rest belongs to
    `decided_on`, None while the file is open (or was withdrawn: nobody decided)."""

    received_on: date
    counted: tuple[tuple[date, str], ...]
    people: frozenset[tuple[date, UUID]]
    decided_on: date | None = None
    minutes: Mapping[Duration, int] = field(default_factory=dict)


def facts(
    walked: Path,
    events: Sequence[Happened],
    *,
    promise: Promise,
    calendar: WorkCalendar,
    away: Sequence[Interval],
) -> Facts:
    """The contribution of a file whose events walk this path."""
    days = [wib(event.at).date() for event in events]
    counted = [(days[place], column) for place, column in walked.counted]
    people = frozenset((day, event.actor) for day, event in zip(days, events, strict=True))
    if walked.ended is None or walked.end is None:
        return Facts(days[0], tuple(counted), people)
    day = days[walked.ended]
    counted.append((day, ENDS[walked.end]))
    if walked.end not in DECIDED:
        return Facts(days[0], tuple(counted), people)
    until = walked.ended + 1
    happened = {column for place, column in walked.counted if place < until}
    counted += [(day, once) for once, often in ONCE.items() if often in happened]
    complete = walked.complete if walked.complete is not None and walked.complete < until else None
    course = Course.of(
        [Span(event.at, holder) for event, holder in zip(events[:until], walked.holders, strict=False)],
        events[complete].at if complete is not None else None,
    )
    counted.append((day, _verdict(course, promise, calendar, away)))
    return Facts(days[0], tuple(counted), people, day, _minutes(course, calendar, away))


def _minutes(course: Course, calendar: WorkCalendar, away: Sequence[Interval]) -> Mapping[Duration, int]:
    found = ledger(course, calendar, away=away, now=course.spans[-1].start).minutes
    minutes = {Duration(owner.value): amount for owner, amount in found.items()}
    return minutes | {Duration.WHOLE: sum(minutes.values())}


def _verdict(course: Course, promise: Promise, calendar: WorkCalendar, away: Sequence[Interval]) -> str:
    try:
        return VERDICTS[verdict(course, promise, calendar, away=away, now=course.spans[-1].start)]
    except NeverOpen:
        # Nobody can say when it was due: the office has not entered its hours.
        return VERDICTS[Verdict.NOT_PROMISED]


def touched(found: Iterable[Facts]) -> frozenset[date]:
    """All days that these files contribute to."""
    return frozenset(
        day for one in found for day in (*(d for d, _c in one.counted), *(d for d, _p in one.people))
    )
