"""A returned file comes back: taken in again and, in the same moment, sent on or returned once more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actors import Actor
from applications.intake import IntakeForm, PaperState
from applications.models import File
from applications.operations import Inputs, Outcome, act
from applications.workflow_types import Action, StepKind


@transaction.atomic
def mend(
    *,
    actor: Actor,
    file_id: UUID,
    form: IntakeForm,
    expected_event: int,
    now: datetime,
    idempotency_key: str = "",
) -> Outcome:
    """Take the mended form in under the same number. At INTAKE a complete file goes on at once; one that
    still lacks something goes back with its new list.

    Raises what `operations.act` raises; then nothing has changed.
    """
    key = idempotency_key[:60]
    outcome = act(
        file_id=file_id,
        actor=actor,
        action=Action.RESUBMIT,
        expected_event=expected_event,
        inputs=Inputs(form=form),
        now=now,
        idempotency_key=f"{key}:1" if key else None,
    )
    if outcome.event != expected_event + 1:
        return outcome  # the same form sent twice: it was all done the first time
    file = File.objects.only("checklist", "step_kind").get(id=file_id)
    missing = tuple(row["name"] for row in file.checklist if row["state"] == PaperState.MISSING)
    if missing:
        action, inputs = Action.RETURN, Inputs(missing=missing, note=form.note)
    elif file.step_kind == StepKind.INTAKE:
        action, inputs = Action.COMPLETE, Inputs()
    else:
        return outcome
    return act(
        file_id=file_id,
        actor=actor,
        action=action,
        expected_event=outcome.event,
        inputs=inputs,
        now=now,
        idempotency_key=f"{key}:2" if key else None,
    )
