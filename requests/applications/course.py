"""A file's events as its course: where it lay and since when, for the ledger and the promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from applications.ledger import Course, Holder, Promise, Span, Unit, holder_of
from applications.workflow_moves import advance
from applications.workflow_process import Process
from applications.workflow_types import Action, Record, State
from standards.components import TimePromise
from standards.vocabulary import TimeCondition

Shape = tuple[tuple[str, str, str], ...]
_START, _NOBODY = datetime(2000, 1, 3, tzinfo=UTC), UUID(int=0)


@dataclass(frozen=True)
class Folded:
    """The state a file's events say, and its course."""

    state: State
    course: Course


def fold(process: Process, records: Iterable[Record]) -> Folded:
    """Fold the events of one file, in order. Raises `BrokenHistory` where one does not follow."""
    state, spans = State(), []
    for record in records:
        state, _effects = advance(process, state, record)
        spans.append(span_after(process, state, record.at))
    return Folded(state, Course.of(spans, state.clock_started_at))


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a file lies after each of its events, and at which of them it was complete: the same for all
    files whose events have this shape, so it is worked out once for many."""

    holders: tuple[Holder, ...]
    complete: int | None

    def course(self, moments: Sequence[datetime]) -> Course:
        """The course of a file whose events happened then."""
        spans = (Span(at, holder) for at, holder in zip(moments, self.holders, strict=True))
        return Course.of(spans, None if self.complete is None else moments[self.complete])


def walk(process: Process, shape: Shape) -> Walk:
    """Walk events of this shape: (action, step, step afterwards) each. Raises `BrokenHistory`."""
    moments = [_START + timedelta(minutes=place) for place in range(len(shape))]
    folded = fold(
        process,
        (
            Record(place + 1, at, _NOBODY, Action(action), step, to_step)
            for place, (at, (action, step, to_step)) in enumerate(zip(moments, shape, strict=True))
        ),
    )
    started = folded.state.clock_started_at
    holders = tuple(span.holder for span in folded.course.spans)
    return Walk(holders, None if started is None else moments.index(started))


def span_after(process: Process, state: State, at: datetime) -> Span:
    """Where a file lies from `at` on, in this state."""
    kind = process.steps[state.step].kind
    return Span(at, holder_of(state.phase, kind, correcting=state.correction is not None))


def promise_of(time_promise: TimePromise) -> Promise:
    """The standard's time promise as the ledger counts it. "Bila pimpinan ada di tempat" pauses it."""
    return Promise(
        time_promise.amount,
        Unit(time_promise.unit),
        pauses_when_leader_away=time_promise.condition is TimeCondition.LEADER_IN_OFFICE,
    )


def meets_leader(course: Course) -> bool:
    """Whether the leader's absences can matter: the file waits, or waited, for the signature."""
    return any(span.holder is Holder.SIGNER for span in course.spans)
