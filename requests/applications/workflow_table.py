"""The one transition table: what may be done to a file, where it stands, and by whom.

A file stands in exactly one `Situation`. `TABLE` says for each action in which situations and at which kinds
of step it exists and who may do it; `objection` reads it. Nothing here changes a state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from applications.workflow_process import Process
from applications.workflow_types import Action, Actor, Phase, ProductKind, Refusal, Role, State, StepKind

UNDO_WITHIN = timedelta(minutes=5)


class Situation(StrEnum):
    """Where a file stands for the table: its phase, told from "not yet a file" and "correction asked"."""

    NEW = "NEW"
    OPEN = "OPEN"
    RETURNED = "RETURNED"
    WAITING = "WAITING"
    CORRECTION = "CORRECTION"
    HANDED_OVER = "HANDED_OVER"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


class Who(StrEnum):
    """Whom a row of the table lets act; the answer may depend on the step and on the last event."""

    HOLDER = "holder of the current step"
    SIGNER = "head or acting signer"
    ASKER = "who may ask for a correction"
    REJECTER = "who may reject"
    FRONT = "the counter"
    SAME_PERSON = "who did the last thing"


FIXED_ROLES: dict[Who, frozenset[Role]] = {
    Who.ASKER: frozenset({Role.SECTION_HEAD, Role.SECRETARY}),
    Who.REJECTER: frozenset({Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD}),
    Who.FRONT: frozenset({Role.COUNTER}),
}

ANY_STEP = frozenset(StepKind)
CHECKING = frozenset({StepKind.INTAKE, StepKind.VERIFY})
AFTER_INTAKE = ANY_STEP - {StepKind.INTAKE}

AT_DESK = frozenset({Situation.OPEN})
BEGINNING = frozenset({Situation.NEW, Situation.OPEN})
ALIVE = frozenset({Situation.OPEN, Situation.RETURNED, Situation.WAITING})
CORRECTABLE = frozenset({Situation.OPEN, Situation.HANDED_OVER})
ASKED = frozenset({Situation.CORRECTION})
RECEIVED = frozenset(Situation) - {Situation.NEW}

SIGNING = frozenset({Action.COMPLETE, Action.CORRECT})

FINAL_PHASES = frozenset({Phase.HANDED_OVER, Phase.REJECTED, Phase.WITHDRAWN})

Guard = Callable[[Process, State], Refusal | None]


def situation_of(state: State) -> Situation:
    """The situation of a file."""
    if state.event_no == 0:
        return Situation.NEW
    if state.correction is not None:
        return Situation.CORRECTION
    return Situation(state.phase.value)


def earlier_steps(process: Process, state: State) -> tuple[str, ...]:
    """Keys of the steps a `send_back` may name, in order.

    What has been signed is not sent back behind its signature: only `correct` voids a signed letter.
    """
    behind_signature = process.sign_index + 1 if state.signed and process.sign_index is not None else 0
    return tuple(step.key for step in process.steps[behind_signature : state.step])


def _signed_if_wanted(process: Process, state: State) -> Refusal | None:
    # The order of the steps already sees to this; a state that came from elsewhere must not slip through.
    handing_over = process.steps[state.step].kind is StepKind.HAND_OVER
    unsigned = process.sign_index is not None and not state.signed
    return Refusal.NOT_SIGNED if handing_over and unsigned else None


def _has_earlier_step(process: Process, state: State) -> Refusal | None:
    return None if earlier_steps(process, state) else Refusal.SIGNED


def _has_signed_letter(process: Process, state: State) -> Refusal | None:
    if process.product is ProductKind.EXTERNAL_ITEM:
        return Refusal.NO_LETTER
    if not state.signed:
        return Refusal.NOT_SIGNED
    return None if state.numbered else Refusal.NOT_NUMBERED


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: the action exists in these situations, at these kinds of step, for these people."""

    action: Action
    situations: frozenset[Situation]
    who: Who
    kinds: frozenset[StepKind] = ANY_STEP
    guards: tuple[Guard, ...] = ()
    needs: tuple[Refusal, ...] = ()


TABLE: tuple[Rule, ...] = (
    Rule(Action.COMPLETE, BEGINNING, Who.HOLDER, guards=(_signed_if_wanted,)),
    Rule(Action.RETURN, BEGINNING, Who.HOLDER, CHECKING, needs=(Refusal.NEEDS_MISSING,)),
    Rule(Action.RESUBMIT, frozenset({Situation.RETURNED}), Who.HOLDER, CHECKING),
    Rule(
        Action.SEND_BACK,
        AT_DESK,
        Who.HOLDER,
        AFTER_INTAKE,
        guards=(_has_earlier_step,),
        needs=(Refusal.NEEDS_STEP, Refusal.NEEDS_REASON),
    ),
    Rule(Action.SEND_BACK, ASKED, Who.SIGNER, needs=(Refusal.NEEDS_REASON,)),
    Rule(Action.WAIT, AT_DESK, Who.HOLDER, needs=(Refusal.NEEDS_AGENCY,)),
    Rule(Action.RESUME, frozenset({Situation.WAITING}), Who.HOLDER),
    Rule(Action.REJECT, ALIVE, Who.REJECTER, needs=(Refusal.NEEDS_GROUND,)),
    Rule(Action.WITHDRAW, ALIVE, Who.FRONT),
    Rule(Action.UNDO, RECEIVED, Who.SAME_PERSON),
    Rule(
        Action.CORRECT,
        CORRECTABLE,
        Who.ASKER,
        guards=(_has_signed_letter,),
        needs=(Refusal.NEEDS_REASON,),
    ),
    Rule(Action.CORRECT, ASKED, Who.SIGNER),
)
RULES: dict[tuple[Action, Situation], Rule] = {
    (rule.action, situation): rule for rule in TABLE for situation in rule.situations
}


def rule_for(state: State, action: Action) -> Rule | None:
    """The row of the table for this action on this file, or None if there is none."""
    return RULES.get((action, situation_of(state)))


def state_objection(process: Process, state: State, action: Action) -> Refusal | None:
    """Why the state of the file forbids the action, whoever asks; None if it does not."""
    rule = rule_for(state, action)
    if rule is None:
        return _no_row(state)
    if process.steps[state.step].kind not in rule.kinds:
        return Refusal.WRONG_STEP
    return next((code for guard in rule.guards if (code := guard(process, state)) is not None), None)


def objection(process: Process, state: State, actor: Actor, action: Action, now: datetime) -> Refusal | None:
    """Why this person may not do this action now; None if nothing but its input could still refuse it."""
    found = state_objection(process, state, action)
    rule = rule_for(state, action)
    if found is not None or rule is None:
        return found
    match rule.who:
        case Who.HOLDER:
            return _holder_objection(process, state, actor, action)
        case Who.SAME_PERSON:
            return _undo_objection(state, actor, now)
        case Who.SIGNER:
            return _signer_objection(actor, action)
        case _:
            return _fixed_objection(state, actor, rule.who)


def _no_row(state: State) -> Refusal:
    match situation_of(state):
        case Situation.NEW:
            return Refusal.NOT_RECEIVED
        case Situation.CORRECTION:
            return Refusal.CORRECTION_OPEN
        case _:
            return Refusal.WRONG_PHASE


def _signer_objection(actor: Actor, action: Action) -> Refusal | None:
    if actor.may_sign:
        return None
    if Role.HEAD not in actor.roles:
        return Refusal.WRONG_ROLE
    # A head without authority that day may still decline or wait, but signs nothing.
    return Refusal.NO_AUTHORITY if action in SIGNING else None


def _holder_objection(process: Process, state: State, actor: Actor, action: Action) -> Refusal | None:
    step = process.steps[state.step]
    if step.kind is StepKind.SIGN:
        return _signer_objection(actor, action)
    return None if actor.roles & step.holders else Refusal.WRONG_ROLE


def _fixed_objection(state: State, actor: Actor, who: Who) -> Refusal | None:
    if not actor.roles & FIXED_ROLES[who]:
        return Refusal.WRONG_ROLE
    # Rejecting voids what was signed: only who could sign that day takes a signature back.
    takes_back = who is Who.REJECTER and state.signed and not actor.may_sign
    return Refusal.NO_AUTHORITY if takes_back else None


def _undo_objection(state: State, actor: Actor, now: datetime) -> Refusal | None:
    if state.last is None:
        return Refusal.NOTHING_TO_UNDO
    if state.last.reversal is None or state.before is None:
        return Refusal.FINAL
    if state.last.actor_id != actor.user_id:
        return Refusal.NOT_YOURS
    if not actor.roles:
        return Refusal.WRONG_ROLE
    return Refusal.TOO_LATE if now - state.last.at > UNDO_WITHIN else None
