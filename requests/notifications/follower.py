"""What an act on a file makes us keep: rows for the act's own statement. Asks nothing, calls nobody.

Of what was done on paper and is entered later people are told what still helps them, when it is entered, with
the time it really happened; where the same paper tells of the next step too, only the last one is told.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db import models

from applications.followers import Done
from applications.workflow_types import Action, State
from notifications import happenings
from notifications.happenings import Act
from notifications.kinds import Kind
from notifications.models import OutMessage, StaffNotice
from notifications.waking import mark_for

# Who is told within the hour needs no time beside it.
PROMPT = timedelta(hours=1)


def rows(done: Done) -> Iterator[models.Model]:
    """The applicant's message, the notice inside, and the mark that has them looked at."""
    if done.told is not None and done.told.onward:
        return
    act = _act(done)
    kind, staff = happenings.tell_applicant(act), happenings.tell_staff(act)
    if kind is not None and _is_news(done, kind):
        yield _message(done, kind)
    else:
        kind = None
    if staff is not None:
        notice, roles = staff
        yield StaffNotice(
            kind=notice,
            file_id=done.file.id,
            once=f"{notice}:{done.file.id.hex}:{done.event.seq}",
            roles=sorted(roles),
            by_id=done.actor.user_id,
            at=done.known_at,
        )
    if kind is not None or staff is not None:
        yield mark_for(done.office.id, at=done.known_at)


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


def _is_news(done: Done, kind: Kind) -> bool:
    """A receipt whose promise was over before it was entered tells nobody anything."""
    due = done.file.ready_by or done.file.due_at
    return kind is not Kind.RECEIVED or due is None or due > done.known_at or done.told is None


def _message(done: Done, kind: Kind) -> OutMessage:
    due = done.file.ready_by or done.file.due_at
    facts = {"due": due.isoformat()} if due else {}
    if done.known_at - done.now > PROMPT:
        facts["since"] = done.now.isoformat()
    if done.event.seq == 1:
        facts["here"] = "yes"  # they stand at the counter: no need to call
    return OutMessage(
        kind=kind,
        file_id=done.file.id,
        seq=done.event.seq,
        once=f"{kind}:{done.file.id.hex}:{done.event.seq}",
        facts=facts,
        next_at=done.known_at,
        created_at=done.known_at,
    )
