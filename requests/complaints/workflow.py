"""What may happen to a complaint, and what follows (pure: no Django, no clock, no database).

State is what the events say: `replay` folds them. A refusal carries the state it found.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "RECEIVED"
    VERIFIED = "VERIFIED"
    FORWARDED = "FORWARDED"
    IN_HAND = "IN_HAND"
    ANSWERED = "ANSWERED"
    REOPENED = "REOPENED"
    ACCEPTED = "ACCEPTED"
    CLOSED = "CLOSED"
    REJECTED = "REJECTED"
    ARCHIVED = "ARCHIVED"


class Action(StrEnum):
    """What somebody did. ADD: the citizen wrote or sent more; NOTE: what was done (*tindak lanjut*); HEARD:
    another office said something of it (those above answered its late copy, or it moved)."""

    RECEIVE = "RECEIVE"
    VERIFY = "VERIFY"
    FORWARD = "FORWARD"
    TAKE = "TAKE"
    NOTE = "NOTE"
    HEARD = "HEARD"
    ANSWER = "ANSWER"
    ADD = "ADD"
    ACCEPT = "ACCEPT"
    REOPEN = "REOPEN"
    CLOSE = "CLOSE"
    REJECT = "REJECT"
    ARCHIVE = "ARCHIVE"


AT_WORK = frozenset({State.VERIFIED, State.FORWARDED, State.IN_HAND, State.REOPENED})
OPEN = AT_WORK | {State.RECEIVED}
SAID = frozenset({State.ANSWERED, State.ACCEPTED})
OVER = frozenset({State.CLOSED, State.REJECTED, State.ARCHIVED})
# An answer that satisfies nobody is not asked for without end; whoever is left goes higher up.
MOST_REOPENED = 2

BY_CITIZEN = frozenset({Action.ADD, Action.ACCEPT, Action.REOPEN})
_REFUSING = {Action.REJECT: State.REJECTED, Action.ARCHIVE: State.ARCHIVED}
_WORK = {Action.FORWARD: State.FORWARDED, Action.TAKE: State.IN_HAND, Action.NOTE: State.IN_HAND}

TABLE: Mapping[tuple[State, Action], State] = {
    (State.RECEIVED, Action.VERIFY): State.VERIFIED,
    **{(state, action): to for state in AT_WORK for action, to in _WORK.items()},
    **{(state, Action.ANSWER): State.ANSWERED for state in AT_WORK},
    **{(state, action): to for state in OPEN for action, to in _REFUSING.items()},
    **{(state, Action.ADD): state for state in OPEN},
    **{(state, Action.HEARD): state for state in State},
    (State.ANSWERED, Action.ACCEPT): State.ACCEPTED,
    (State.ANSWERED, Action.REOPEN): State.REOPENED,
    (State.REJECTED, Action.REOPEN): State.REOPENED,
    (State.ANSWERED, Action.CLOSE): State.CLOSED,
    (State.ACCEPTED, Action.CLOSE): State.CLOSED,
}


class NotNow(Exception):
    """The action does not follow from where the complaint stands. `code`: `state`, `not_done`, `reopened`."""

    def __init__(self, code: str, state: State) -> None:
        super().__init__(code, state)
        self.code, self.state = code, state


@dataclass(frozen=True)
class Facts:
    """`done`: what was done is written down since it was received or last reopened."""

    state: State = State.RECEIVED
    done: bool = False
    reopened: int = 0


def advance(facts: Facts, action: Action) -> Facts:
    """What follows. Raises `NotNow`: nobody answers or closes without *tindak lanjut*, and nobody reopens
    more often than `MOST_REOPENED` times."""
    to = TABLE.get((facts.state, action))
    if to is None:
        raise NotNow("state", facts.state)
    if action in {Action.ANSWER, Action.CLOSE} and not facts.done:
        raise NotNow("not_done", facts.state)
    if action is Action.REOPEN:
        if facts.reopened >= MOST_REOPENED:
            raise NotNow("reopened", facts.state)
        return Facts(to, done=False, reopened=facts.reopened + 1)
    return replace(facts, state=to, done=facts.done or action is Action.NOTE)


def may(facts: Facts, action: Action) -> bool:
    """Whether `advance` would not refuse."""
    try:
        advance(facts, action)
    except NotNow:
        return False
    return True


def replay(actions: Iterable[Action]) -> Facts:
    """Fold a history, whose first action is RECEIVE. Raises `NotNow` for one that cannot be."""
    facts: Facts | None = None
    for action in actions:
        if facts is None:
            if action is not Action.RECEIVE:
                raise NotNow("state", State.RECEIVED)
            facts = Facts()
        else:
            facts = advance(facts, action)
    if facts is None:
        raise NotNow("state", State.RECEIVED)
    return facts
