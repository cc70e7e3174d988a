"""A file's events as its course: where it lay and since when, for the ledger and the promise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from applications.ledger import Course, Holder, Promise, Span, Unit, holder_of
from applications.workflow_moves import advance
from applications.workflow_process import Process
from applications.workflow_types import Record, State
from standards.components import TimePromise
from standards.vocabulary import TimeCondition


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
