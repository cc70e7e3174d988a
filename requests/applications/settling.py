"""A decision written into the file's row and its event. Nothing is saved: the caller keeps both together."""

from collections.abc import Iterable
from datetime import datetime

from applications import workflow
from applications.chain import head_seal, to_event
from applications.course import meets_leader, promise_of
from applications.intake import ContactWay
from applications.ledger import Course, due_at
from applications.models import Event, File
from applications.work import Work
from applications.workflow_types import Decision, Phase, State, StepKind
from audit.chain import GENESIS
from commons.worktime import Interval, NeverOpen, WorkCalendar


def settle(
    work: Work, process: workflow.Process, decision: Decision, *, due: datetime | None, key: str | None
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
    file.due_at = due
    file.finished_at = work.now if state.phase in workflow.FINAL_PHASES else None
    file.needs_contact = _needs_contact(file, step.kind, state)
    return event


def due_of(
    work: Work, course: Course, calendar: WorkCalendar, *, away: Iterable[Interval]
) -> datetime | None:
    """When the file falls due as things stand. `away`: when nobody could sign, as known now."""
    try:
        return due_at(course, promise_of(work.program.document.waktu), calendar, away=tuple(away))
    except NeverOpen:
        # An office that has not entered its hours yet can receive files; it only cannot say when.
        return None


def asks_for_leader(work: Work, course: Course) -> bool:
    """Whether the leader's absences can move the due moment."""
    return promise_of(work.program.document.waktu).pauses_when_leader_away and meets_leader(course)


def _needs_contact(file: File, kind: StepKind, state: State) -> str:
    """ "Perlu dihubungi": signed and ready, for those who wanted to be told."""
    wanted = file.contact_way not in {"", ContactWay.NONE}
    ready = state.phase is Phase.OPEN and kind is StepKind.HAND_OVER
    return "READY" if wanted and ready else ""
