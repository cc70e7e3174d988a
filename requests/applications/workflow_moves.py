"""What an event does to a file: the next state and the effects, from the stored record alone.

Deciding and replaying both go through `advance`, so the state of a file is what its events say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from applications.workflow_process import Process
from applications.workflow_table import Situation, earlier_steps, situation_of, state_objection
from applications.workflow_types import (
    Action,
    BrokenHistory,
    Correction,
    Effect,
    Last,
    Phase,
    ProductKind,
    Record,
    State,
    StepKind,
)

Move = tuple[State, tuple[Effect, ...]]

# Effects that can be taken back. An event with any other effect is final: a number was taken or voided, or
# something was signed.
REVERSAL: dict[Effect, Effect] = {
    Effect.START_CLOCK: Effect.STOP_CLOCK,
    Effect.WRITE_REGISTER: Effect.STRIKE_REGISTER,
    Effect.HAND_OVER: Effect.TAKE_BACK,
}


def advance(process: Process, state: State, record: Record) -> Move:
    """Return the state after `record` and the effects it has; raise `BrokenHistory` if it cannot follow.

    Who acted and when is not judged here: roles of long ago are not known when events are replayed.
    """
    _check_follows(process, state, record)
    moved, effects = MOVES[record.action](process, state, record)
    if process.key(moved.step) != record.to_step:
        raise BrokenHistory(record.seq, f"leads to {process.key(moved.step)}, not {record.to_step}")
    last = Last(record.action, record.actor_id, record.at, _reversal(record.action, effects))
    before = replace(state, before=None) if last.reversal is not None else None
    return replace(moved, event_no=record.seq, last=last, before=before), effects


def _check_follows(process: Process, state: State, record: Record) -> None:
    if record.seq != state.event_no + 1:
        raise BrokenHistory(record.seq, f"follows event {state.event_no}")
    if record.step != process.key(state.step):
        raise BrokenHistory(record.seq, f"happened at {record.step}, file is at {process.key(state.step)}")
    found = state_objection(process, state, record.action)
    if found is not None:
        raise BrokenHistory(record.seq, f"{record.action.value}: {found.value}")


def _reversal(action: Action, effects: tuple[Effect, ...]) -> tuple[Effect, ...] | None:
    if action is Action.UNDO or any(effect not in REVERSAL for effect in effects):
        return None
    return tuple(REVERSAL[effect] for effect in reversed(effects))


def _complete(process: Process, state: State, record: Record) -> Move:
    effects = _effects_of_completing(process, state)
    done = _with_effects(state, effects, record)
    if process.steps[state.step].kind is StepKind.HAND_OVER:
        return replace(done, phase=Phase.HANDED_OVER), effects
    return replace(done, step=state.step + 1), effects


def _effects_of_completing(process: Process, state: State) -> tuple[Effect, ...]:
    step = process.steps[state.step]
    registering = step.does(StepKind.REGISTER)
    strip = process.product is ProductKind.ENDORSEMENT and registering and not state.numbered
    wanted = (
        (Effect.TAKE_RECEIPT_NUMBER, state.event_no == 0),
        (Effect.START_CLOCK, step.kind is StepKind.INTAKE and state.clock_started_at is None),
        (Effect.DRAW_LETTER, state.step == process.draw_index and not state.numbered),
        (_sign_effect(process), step.kind is StepKind.SIGN),
        (Effect.TAKE_STRIP_NUMBER, strip),
        (Effect.WRITE_REGISTER, registering and not state.registered),
        (Effect.HAND_OVER, step.kind is StepKind.HAND_OVER),
    )
    return tuple(effect for effect, happens in wanted if happens)


def _sign_effect(process: Process) -> Effect:
    return Effect.SIGN_LETTER if process.product is ProductKind.LETTER else Effect.SIGN_PAPER


def _with_effects(state: State, effects: tuple[Effect, ...], record: Record) -> State:
    for effect in effects:
        match effect:
            case Effect.START_CLOCK:
                state = replace(state, clock_started_at=record.at)
            case Effect.DRAW_LETTER | Effect.TAKE_STRIP_NUMBER | Effect.REPLACE_LETTER:
                state = replace(state, numbered=True)
            case Effect.VOID_LETTER:
                state = replace(state, numbered=False)
            case Effect.SIGN_LETTER | Effect.SIGN_PAPER:
                state = replace(state, signed=True)
            case Effect.WRITE_REGISTER:
                state = replace(state, registered=True)
            case Effect.HAND_OVER:
                state = replace(state, handed_over=True, handovers=state.handovers + 1)
            case _:
                pass
    return state


def _return(_process: Process, state: State, record: Record) -> Move:
    effects = (Effect.TAKE_RECEIPT_NUMBER,) if state.event_no == 0 else ()
    return replace(state, phase=Phase.RETURNED, missing=texts(record.data, "missing")), effects


def _resubmit(_process: Process, state: State, _record: Record) -> Move:
    return replace(state, phase=Phase.OPEN, missing=()), ()


def _send_back(process: Process, state: State, record: Record) -> Move:
    if state.correction is not None:  # the head declines the correction: the letter stays as it is
        return replace(state, correction=None), ()
    target = process.index(record.to_step)
    if target is None or record.to_step not in earlier_steps(process, state):
        raise BrokenHistory(record.seq, f"cannot be sent back to {record.to_step}")
    # A number stays with the letter as long as the letter need not be drawn up again.
    again = process.draw_index is not None and target <= process.draw_index
    effects = (Effect.VOID_LETTER,) if state.numbered and again else ()
    return replace(_with_effects(state, effects, record), step=target), effects


def _wait(_process: Process, state: State, record: Record) -> Move:
    return replace(state, phase=Phase.WAITING, waiting_for=text(record.data, "agency")), ()


def _resume(_process: Process, state: State, _record: Record) -> Move:
    return replace(state, phase=Phase.OPEN, waiting_for=""), ()


def _reject(_process: Process, state: State, record: Record) -> Move:
    return _end(replace(state, ground=text(record.data, "ground")), Phase.REJECTED, record)


def _withdraw(_process: Process, state: State, record: Record) -> Move:
    return _end(state, Phase.WITHDRAWN, record)


def _end(state: State, phase: Phase, record: Record) -> Move:
    effects = (Effect.VOID_LETTER,) if state.numbered else ()
    ended = replace(state, phase=phase, waiting_for="", missing=())
    return _with_effects(ended, effects, record), effects


def _undo(_process: Process, state: State, record: Record) -> Move:
    if state.before is None or state.last is None or state.last.reversal is None:
        raise BrokenHistory(record.seq, "nothing to undo")
    return state.before, state.last.reversal


def _correct(process: Process, state: State, record: Record) -> Move:
    if situation_of(state) is not Situation.CORRECTION:
        asked = Correction(record.actor_id, record.at, text(record.data, "reason"))
        return replace(state, correction=asked), ()
    reopened = _reopened(process, state)
    effects = _effects_of_correcting(process)
    return _with_effects(reopened, effects, record), effects


def _reopened(process: Process, state: State) -> State:
    """The file just after its signature again, its wrong letter no longer the one handed over."""
    assert process.sign_index is not None, "only a signed letter is corrected"
    registering = process.register_index
    kept = registering is not None and registering < process.sign_index and state.registered
    return replace(
        state,
        phase=Phase.OPEN,
        step=process.sign_index + 1,
        correction=None,
        handed_over=False,
        registered=kept,
    )


def _effects_of_correcting(process: Process) -> tuple[Effect, ...]:
    with_signature = process.register_index == process.sign_index
    line = (Effect.WRITE_REGISTER,) if with_signature else ()
    if process.product is ProductKind.LETTER:
        return (Effect.REPLACE_LETTER, Effect.SIGN_LETTER, *line)
    # A strip takes its new number where it took the old one: at REGISTER, which comes again, unless the
    # register is written in the same act as the signature.
    return (Effect.VOID_LETTER, Effect.TAKE_STRIP_NUMBER, *line) if line else (Effect.VOID_LETTER,)


MOVES: dict[Action, Callable[[Process, State, Record], Move]] = {
    Action.COMPLETE: _complete,
    Action.RETURN: _return,
    Action.RESUBMIT: _resubmit,
    Action.SEND_BACK: _send_back,
    Action.WAIT: _wait,
    Action.RESUME: _resume,
    Action.REJECT: _reject,
    Action.WITHDRAW: _withdraw,
    Action.UNDO: _undo,
    Action.CORRECT: _correct,
}


def text(data: Mapping[str, object], key: str) -> str:
    """The text under `key` of an event's data, empty if absent."""
    value = data.get(key, "")
    return value if isinstance(value, str) else ""


def texts(data: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The texts under `key` of an event's data, empty if absent."""
    value = data.get(key, ())
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()
