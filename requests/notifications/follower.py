"""What an act on a file makes us keep: rows for the act's own statement. Asks nothing, calls nobody."""

from collections.abc import Iterator

from django.db import models

from applications.followers import Done
from applications.workflow_types import Action, State
from notifications import happenings
from notifications.happenings import Act
from notifications.kinds import Kind
from notifications.models import OutMessage, StaffNotice
from notifications.waking import mark_for


def rows(done: Done) -> Iterator[models.Model]:
    """The applicant's message, the notice inside, and the mark that has them looked at."""
    act = _act(done)
    kind, staff = happenings.tell_applicant(act), happenings.tell_staff(act)
    if kind is not None:
        yield _message(done, kind)
    if staff is not None:
        notice, roles = staff
        yield StaffNotice(
            kind=notice,
            file_id=done.file.id,
            once=f"{notice}:{done.file.id.hex}:{done.event.seq}",
            roles=sorted(roles),
            by_id=done.actor.user_id,
            at=done.now,
        )
    if kind is not None or staff is not None:
        yield mark_for(done.office.id, at=done.now)


def _act(done: Done) -> Act:
    step, first = done.process.steps[done.after.step], done.event.seq == 1
    return Act(
        action=Action(done.event.action),
        first=first,
        phase=done.after.phase,
        step=step.kind,
        correcting=done.after.correction is not None,
        moved=not first and _place(done.before) != _place(done.after),
        holders=frozenset(step.holders),
        roles=done.actor.roles,
    )


def _place(state: State) -> tuple[object, ...]:
    return state.phase, state.step, state.correction is not None


def _message(done: Done, kind: Kind) -> OutMessage:
    due = done.file.ready_by or done.file.due_at
    facts = {"due": due.isoformat()} if due else {}
    if done.event.seq == 1:
        facts["here"] = "yes"  # they stand at the counter: no need to call
    return OutMessage(
        kind=kind,
        file_id=done.file.id,
        seq=done.event.seq,
        once=f"{kind}:{done.file.id.hex}:{done.event.seq}",
        facts=facts,
        next_at=done.now,
        created_at=done.now,
    )
