"""The workflow core: what may be done to a file, by whom, and what follows. No Django, clock or database.

A file is received with `receive`: that is its first event, the INTAKE.

* Everything there (items that do not apply are marked so on the checklist and are not missing): the event
  is `complete` of INTAKE, the file goes on to the next step and the clock starts.
* Something missing: the event is `return`, the file has its receipt number and a slip naming each item, and
  its phase is RETURNED at INTAKE. After `resubmit` it is OPEN at INTAKE under the same number; completing
  INTAKE starts the clock.

The clock starts when INTAKE is first completed, because the standards promise their time "sejak berkas
diterima dengan lengkap dan benar", and completing INTAKE is the desk's statement that it is. A VERIFY that
still finds something returns the file; those minutes are the applicant's, the promise is not begun anew.

A LETTER takes its number when the last PRODUCE before SIGN is completed; sent back to that step or an
earlier one, rejected or withdrawn, the number is void. Sent back only to a paraf, the letter stays as it is
with its number. An ENDORSEMENT takes its number at REGISTER. After SIGN a file is never sent back behind
the signature, and a rejection needs the authority to sign.

`correct` has two stages, told apart by the state:

1. Asked by SECTION_HEAD or SECRETARY, with a reason, when a signed letter or strip has a live number; the
   file may be OPEN or HANDED_OVER. `State.correction` holds who asked, when and why. The file stays where
   it is, but until the head answers nothing else can be done to it: a letter thought wrong is not handed
   over. The asker may `undo` within 5 minutes.
2. Answered by HEAD (or the acting signer) with authority that day. `correct` signs it: a LETTER is
   replaced, takes a new number and is signed in this act (REPLACE_LETTER, SIGN_LETTER); the number of an
   ENDORSEMENT is void and the next REGISTER takes a new one. The file is OPEN at the step after SIGN and is
   handed over (again); `State.handovers` goes on counting. `send_back` with a reason declines, for which
   no authority is needed: all is as it was before asking.

`undo` goes back to the state before the last event: by the same person, within 5 minutes, once, and never
when that event took or voided a number or signed something. The undo is itself an event; nothing is erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from applications.workflow_labels import Label, label, waits_for
from applications.workflow_moves import MOVES, advance
from applications.workflow_process import HOLDERS, InvalidProcess, Process, Step, build_process
from applications.workflow_table import (
    FINAL_PHASES,
    TABLE,
    UNDO_WITHIN,
    Situation,
    earlier_steps,
    objection,
    rule_for,
    situation_of,
)
from applications.workflow_types import (
    Action,
    Actor,
    BrokenHistory,
    Command,
    Correction,
    Decision,
    Effect,
    Last,
    Phase,
    ProductKind,
    Record,
    Refusal,
    Refused,
    Role,
    State,
    StepKind,
)

__all__ = [
    "FINAL_PHASES",
    "HOLDERS",
    "TABLE",
    "UNDO_WITHIN",
    "Action",
    "Actor",
    "BrokenHistory",
    "Command",
    "Correction",
    "Decision",
    "Effect",
    "InvalidProcess",
    "Label",
    "Last",
    "Phase",
    "Process",
    "ProductKind",
    "Record",
    "Refusal",
    "Refused",
    "Role",
    "Situation",
    "State",
    "Step",
    "StepKind",
    "available",
    "build_process",
    "decide",
    "earlier_steps",
    "label",
    "receive",
    "replay",
    "situation_of",
    "waits_for",
]


def receive(
    process: Process, actor: Actor, now: datetime, *, missing: tuple[str, ...] = (), note: str = ""
) -> Decision:
    """Receive a new file: complete its INTAKE, or return it at once naming each missing item."""
    action = Action.RETURN if missing else Action.COMPLETE
    return decide(process, State(), actor, Command(action, missing=missing, note=note), now)


def decide(process: Process, state: State, actor: Actor, command: Command, now: datetime) -> Decision:
    """Return what follows from the command, or raise `Refused` with the state found; changes nothing.

    `now` is aware. The caller stores `decision.record` and does `decision.effects` in one transaction.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware of its time zone")
    if command.expected_event is not None and command.expected_event != state.event_no:
        raise Refused(Refusal.STALE, state, command.action)
    code = objection(process, state, actor, command.action, now)
    if code is not None:
        raise Refused(code, state, command.action)
    _check_input(process, state, command)
    record = _record(process, state, actor, command, now)
    moved, effects = advance(process, state, record)
    return Decision(moved, effects, record)


def available(process: Process, state: State, actor: Actor, now: datetime) -> tuple[Action, ...]:
    """The actions `decide` would allow this person now, given the right input, in the order of `Action`."""
    return tuple(action for action in Action if objection(process, state, actor, action, now) is None)


def replay(process: Process, records: Iterable[Record]) -> State:
    """Fold stored events, in order, into the state of the file; `BrokenHistory` names the first that errs."""
    state = State()
    for record in records:
        state, _ = advance(process, state, record)
    return state


def _check_input(process: Process, state: State, command: Command) -> None:
    given = {
        Refusal.NEEDS_MISSING: bool(_clean(command.missing)),
        Refusal.NEEDS_REASON: bool(command.reason.strip()),
        Refusal.NEEDS_GROUND: bool(command.ground.strip()),
        Refusal.NEEDS_AGENCY: bool(command.agency.strip()),
        Refusal.NEEDS_STEP: bool(command.to_step),
    }
    rule = rule_for(state, command.action)
    for need in rule.needs if rule is not None else ():
        if not given[need]:
            raise Refused(need, state, command.action)
    if command.action is Action.SEND_BACK and command.to_step:
        _check_target(process, state, command.to_step)


def _check_target(process: Process, state: State, target: str) -> None:
    index = process.index(target)
    if state.correction is not None:
        # A caller who names another step did not see that a correction is waiting for an answer.
        code = None if index == state.step else Refusal.CORRECTION_OPEN
    elif index is None:
        code = Refusal.UNKNOWN_STEP
    elif index >= state.step:
        code = Refusal.NOT_EARLIER
    else:
        code = None if target in earlier_steps(process, state) else Refusal.SIGNED
    if code is not None:
        raise Refused(code, state, Action.SEND_BACK, target)


def _clean(items: tuple[str, ...]) -> tuple[str, ...]:
    """Without blanks and repeats, in the order given."""
    return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))


def _record(process: Process, state: State, actor: Actor, command: Command, now: datetime) -> Record:
    here = process.key(state.step)
    record = Record(
        seq=state.event_no + 1,
        at=now,
        actor_id=actor.user_id,
        action=command.action,
        step=here,
        to_step=command.to_step or here,
        data=_data(state, command),
    )
    moved, _ = MOVES[command.action](process, state, record)
    return replace(record, to_step=process.key(moved.step))


def _data(state: State, command: Command) -> dict[str, object]:
    data: dict[str, object] = {
        "missing": list(_clean(command.missing)) if command.action is Action.RETURN else [],
        "agency": command.agency.strip() if command.action is Action.WAIT else "",
        "ground": command.ground.strip() if command.action is Action.REJECT else "",
        "reason": command.reason.strip(),
        "note": command.note.strip(),
        "stage": _stage(state, command.action),
        "undone": state.event_no if command.action is Action.UNDO else 0,
    }
    return {key: value for key, value in data.items() if value}


def _stage(state: State, action: Action) -> str:
    """Which half of a correction an event is, for those who read the trail."""
    asked = state.correction is not None
    if action is Action.CORRECT:
        return "signed" if asked else "asked"
    return "declined" if asked and action is Action.SEND_BACK else ""
