"""A decision written into the file's row and its event. Nothing is saved: the caller keeps both together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from applications import workflow
from applications.chain import head_seal, to_event
from applications.course import meets_leader, promise_of
from applications.intake import ContactWay
from applications.ledger import Course, Holder, Span, due_at
from applications.models import Event, File
from applications.program import Program
from applications.work import Work
from applications.workflow_types import Decision, Phase, State, StepKind
from audit.chain import GENESIS
from commons.worktime import Interval, NeverOpen, WorkCalendar


@dataclass(frozen=True, slots=True)
class Moments:
    """When a file falls due, and by when the applicant may expect it to be ready."""

    due: datetime | None = None
    ready: datetime | None = None


NO_MOMENTS = Moments()


def settle(
    work: Work, process: workflow.Process, decision: Decision, *, moments: Moments, key: str | None
) -> Event:
    """Let the row say what the event makes of it, once the effects are done; returns the sealed event."""
    file, state = work.file, decision.state
    event = to_event(
        decision.record,
        file=file,
        actor_name=work.actor.name,
        actor_title=work.actor.title,
        previous=work.before[-1].digest if work.before else GENESIS,
        extra=work.facts,
        idempotency_key=key,
    )
    step = process.steps[state.step]
    file.phase, file.step_key, file.step_kind = state.phase, step.key, step.kind
    file.status = workflow.label(process, state)
    file.correcting = state.correction is not None
    file.event_no, file.last_digest, file.changed_at = state.event_no, head_seal(event), work.now
    file.due_at, file.ready_by = moments.due, moments.ready
    file.finished_at = work.now if state.phase in workflow.FINAL_PHASES else None
    file.needs_contact = _needs_contact(file, step.kind, state)
    return event


def moments_of(
    program: Program,
    process: workflow.Process,
    course: Course,
    calendar: WorkCalendar,
    *,
    state: State,
    away: Callable[[], Sequence[Interval]],
) -> Moments:
    """Both moments as things stand. `away`: when nobody could sign this, as known now; asked only where it
    can move a moment.

    A file that has yet to reach the signature is expected as if it went there now: its minutes until then are
    the office's own, so it can only be ready earlier.
    """
    promise = promise_of(program.document.waktu)
    coming = promise.pauses_when_leader_away and _signature_ahead(process, state)
    known = away() if coming or (promise.pauses_when_leader_away and meets_leader(course)) else ()
    try:
        due = due_at(course, promise, calendar, away=known)
        ready = due_at(_at_signature_now(course), promise, calendar, away=known) if coming and due else due
    except NeverOpen:
        # An office that has not entered its hours yet can receive files; it only cannot say when.
        return NO_MOMENTS
    return Moments(due, ready)


def _signature_ahead(process: workflow.Process, state: State) -> bool:
    sign = process.sign_index
    return state.phase is Phase.OPEN and sign is not None and state.step < sign


def _at_signature_now(course: Course) -> Course:
    last = course.spans[-1].start
    return Course((*course.spans, Span(last, Holder.SIGNER)), course.complete_at)


def _needs_contact(file: File, kind: StepKind, state: State) -> str:
    """ "Perlu dihubungi": signed and ready, for those who wanted to be told."""
    wanted = file.contact_way not in {"", ContactWay.NONE}
    ready = state.phase is Phase.OPEN and kind is StepKind.HAND_OVER
    return "READY" if wanted and ready else ""
