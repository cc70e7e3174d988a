"""What a step asks before it is left: whose right it is, and what belongs to the step itself."""

from datetime import datetime

from django.utils.functional import Promise

from accounts.actors import Actor
from applications import collecting, workflow
from applications.errors import IntakeRefused
from applications.filling import fill, keep_letters
from applications.inputs import Inputs
from applications.intake import CheckedIntake, IntakeForm, check, looked_up
from applications.letters import of_file
from applications.models import SupportingLetter
from applications.program import Program
from applications.signing import Authority, authority, why_not
from applications.told import ENTERED_FOR, Told
from applications.villages import villages
from applications.work import Work
from applications.workflow_types import Action, Refusal, Refused, Role, State, StepKind
from commons.clock import wib
from handoff import operations as handoff
from lookups import operations as lookups
from offices.scope import current_office
from servicetypes.fields import to_choose, validate

# Where somebody answers for the papers: what they rest on is looked at once more.
VOUCHING = frozenset({StepKind.VERIFY, StepKind.SIGN})
SIGNING_ACTIONS = frozenset({Action.COMPLETE, Action.CORRECT, Action.REJECT, Action.SEND_BACK})


def roles_of(actor: Actor) -> frozenset[Role]:
    """The office roles of an actor as the workflow names them."""
    return frozenset(Role(role) for role in actor.roles if role in Role.__members__)


def acting_as(actor: Actor, right: Authority | None, told: Told | None) -> workflow.Actor:
    """The person as the workflow knows them; who enters a line of paper also speaks for who did the step."""
    on_paper = told is not None and told.code
    roles = roles_of(actor) | ENTERED_FOR if on_paper else roles_of(actor)
    return workflow.Actor(actor.user_id, roles, may_sign=right is not None)


def at_signature(state: State, process: workflow.Process) -> bool:
    """Whether the next word is the signer's: at the SIGN step, or where a correction waits for an answer."""
    return process.steps[state.step].kind is StepKind.SIGN or state.correction is not None


def right_to_sign(
    *,
    actor: Actor,
    program: Program,
    state: State,
    process: workflow.Process,
    action: Action,
    now: datetime,
) -> Authority | None:
    """The authority at that moment; asked of the database only where it can matter."""
    if action not in SIGNING_ACTIONS:
        return None
    if not (at_signature(state, process) or (action is Action.REJECT and state.signed)):
        return None
    return authority(actor, office_id=current_office().id, on=wib(now).date(), matter=program.matter)


def because(
    refused: Refused, *, actor: Actor, program: Program, process: workflow.Process, now: datetime
) -> "str | Promise":
    """What a refused signature lacks: the office's authority, or the reach of an appointment."""
    if refused.code is Refusal.NO_AUTHORITY:
        return why_not(actor, now=now)
    signs = at_signature(refused.state, process) and refused.action in SIGNING_ACTIONS
    if refused.code is Refusal.WRONG_ROLE and signs:
        return why_not(actor, now=now, matter=program.matter)
    return ""


def keep_papers(work: Work, checked: CheckedIntake) -> None:
    """The letters handed in, and what Loket knows of those that came with a code."""
    keep_letters(work.file, checked)
    handoff.keep(of_file(work.file), checked.brought, actor=work.actor, now=work.now)


def before_leaving(
    work: Work, process: workflow.Process, state: State, action: Action, inputs: Inputs
) -> None:
    """What a step asks besides the workflow: the poverty list at VERIFY, the service's own questions at
    PRODUCE, who collects at HAND_OVER, the mended form at RESUBMIT.

    Raises `IntakeRefused`, `LookupRefused`, `LetterEnded`.
    """
    if action is Action.RESUBMIT and inputs.form is not None:
        _mend(work, inputs.form)
    if action is not Action.COMPLETE:
        return
    step, kind = work.program.step(process.key(state.step)), process.steps[state.step].kind
    if kind in VOUCHING:
        handoff.recheck(work.file.id)
    if step is not None and step.lookup is not None:
        # What was found is sealed in the check's own row; events are open and kept for good.
        lookups.check(
            actor=work.actor,
            file_id=work.file.id,
            nik=work.file.nik or "",
            reason=inputs.lookup_reason,
            now=work.now,
        )
    if kind is StepKind.PRODUCE:
        _ask(work, inputs)
    if kind is StepKind.HAND_OVER and inputs.collector:
        collecting.check(inputs.collector, work.file.name)
        work.facts["receiver"] = inputs.collector.facts()


def _ask(work: Work, inputs: Inputs) -> None:
    asked = work.program.definition.produce_fields
    if not asked:
        return
    # A choice that was asked for and left open is not made by its default.
    result = validate(to_choose(asked, inputs.produced), inputs.produced, today=work.today)
    if not result.ok:
        raise IntakeRefused(errors=result.errors)
    work.facts["produced"] = result.values


def _mend(work: Work, form: IntakeForm) -> None:
    checked = check(
        work.program, looked_up(form, besides=work.file.id), today=work.today, villages=villages()
    )
    fill(work.file, form, checked)
    SupportingLetter.objects.filter(file_id=work.file.id).delete()
    keep_papers(work, checked)
    work.facts["mended"] = True
