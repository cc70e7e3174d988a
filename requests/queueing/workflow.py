"""What may become of a queue ticket. Pure: no Django, no clock, no database.

A ticket waits, is called to a counter, is served there and ends. TRANSFERRED waits too, for another group,
under the same number. HELD and SKIPPED can be brought back; DONE can go on with a further service of the same
visit; what left or was closed may come back on the same day. Everything not in `TABLE` is refused and changes
nothing.

The time between two events belongs to the state that was left: waiting to the person's wait, serving to the
service. A counter that never says "begin" is believed all the same: what was called and then finished was
served since the call. Closing counts nothing, since nobody saw when it really ended.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a ticket stands."""

    WAITING = "WAITING"
    CALLED = "CALLED"
    SERVING = "SERVING"
    HELD = "HELD"
    SKIPPED = "SKIPPED"
    TRANSFERRED = "TRANSFERRED"
    DONE = "DONE"
    LEFT = "LEFT"
    CLOSED = "CLOSED"


class Action(StrEnum):
    """What is done to a ticket. CONTINUE: a further service of the same visit. KEEP: it stands for the next
    working day. RECEIVE: its last file was handed in."""

    CALL = "call"
    RECALL = "recall"
    START = "start"
    SKIP = "skip"
    HOLD = "hold"
    RETURN = "return"
    TRANSFER = "transfer"
    FINISH = "finish"
    RECEIVE = "receive"
    CONTINUE = "continue"
    LEAVE = "leave"
    KEEP = "keep"
    CLOSE = "close"


class Refusal(StrEnum):
    """Why not."""

    WAITS = "ticket_waits"
    CALLED_ALREADY = "ticket_called"
    SERVED_ALREADY = "ticket_serving"
    ENDED = "ticket_ended"
    ASIDE = "ticket_aside"


WAITING = frozenset({State.WAITING, State.TRANSFERRED})
AT_COUNTER = frozenset({State.CALLED, State.SERVING})
ASIDE = frozenset({State.HELD, State.SKIPPED})
OPEN = WAITING | AT_COUNTER | ASIDE
ENDED = frozenset(State) - OPEN

_FROM_QUEUE = {
    Action.CALL: State.CALLED,
    Action.START: State.SERVING,
    Action.HOLD: State.HELD,
    Action.TRANSFER: State.TRANSFERRED,
    Action.RECEIVE: State.DONE,
    Action.LEAVE: State.LEFT,
    Action.CLOSE: State.CLOSED,
}
_FROM_ASIDE = {
    Action.CALL: State.CALLED,
    Action.START: State.SERVING,
    Action.RETURN: State.WAITING,
    Action.TRANSFER: State.TRANSFERRED,
    Action.RECEIVE: State.DONE,
    Action.LEAVE: State.LEFT,
    Action.CLOSE: State.CLOSED,
}
_MOVES: dict[State, dict[Action, State]] = {
    State.WAITING: {**_FROM_QUEUE, Action.KEEP: State.WAITING},
    State.TRANSFERRED: {**_FROM_QUEUE, Action.KEEP: State.TRANSFERRED},
    State.CALLED: {
        Action.RECALL: State.CALLED,
        Action.START: State.SERVING,
        Action.SKIP: State.SKIPPED,
        Action.HOLD: State.HELD,
        Action.RETURN: State.WAITING,
        Action.TRANSFER: State.TRANSFERRED,
        Action.FINISH: State.DONE,
        Action.RECEIVE: State.DONE,
        Action.LEAVE: State.LEFT,
        Action.KEEP: State.WAITING,
        Action.CLOSE: State.CLOSED,
    },
    State.SERVING: {
        Action.HOLD: State.HELD,
        Action.TRANSFER: State.TRANSFERRED,
        Action.FINISH: State.DONE,
        Action.RECEIVE: State.DONE,
        Action.CONTINUE: State.SERVING,
        Action.LEAVE: State.LEFT,
        Action.CLOSE: State.CLOSED,
    },
    State.HELD: {**_FROM_ASIDE, Action.KEEP: State.WAITING},
    State.SKIPPED: _FROM_ASIDE,
    State.DONE: {Action.CONTINUE: State.SERVING},
    State.LEFT: {Action.RETURN: State.WAITING},
    State.CLOSED: {Action.RETURN: State.WAITING},
}
TABLE: dict[tuple[State, Action], State] = {
    (state, action): after for state, moves in _MOVES.items() for action, after in moves.items()
}
_WHY = (
    (WAITING, Refusal.WAITS),
    (frozenset({State.CALLED}), Refusal.CALLED_ALREADY),
    (frozenset({State.SERVING}), Refusal.SERVED_ALREADY),
    (ASIDE, Refusal.ASIDE),
    (ENDED, Refusal.ENDED),
)


class Refused(Exception):
    """The action does not fit the state that was found; nothing has changed."""

    def __init__(self, code: Refusal, state: State, action: Action) -> None:
        super().__init__(f"{action.value}: {code.value}")
        self.code = code
        self.state = state
        self.action = action


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket as its events say: its state since `since`, seconds of waiting and of service so far."""

    state: State
    since: datetime
    waited: int = 0
    served: int = 0


def allowed(state: State) -> tuple[Action, ...]:
    """What may be done to a ticket in this state, in the order of `Action`."""
    return tuple(action for action in Action if (state, action) in TABLE)


def advance(standing: Standing, action: Action, now: datetime, *, more: bool = False) -> Standing:
    """The standing after the action, or `Refused`. With `more` services to do, RECEIVE keeps the person here.

    Time never runs back within a ticket: an event of a clock that was set back counts as one of the moment
    before it, so no wait is negative.
    """
    after = TABLE.get((standing.state, action))
    if after is None:
        why = next(code for states, code in _WHY if standing.state in states)
        raise Refused(why, standing.state, action)
    if action is Action.RECEIVE and more:
        after = State.SERVING
    at = max(now, standing.since)
    seconds = int((at - standing.since).total_seconds())
    waited, served = _shares(standing.state, action)
    return Standing(after, at, standing.waited + seconds * waited, standing.served + seconds * served)


def _shares(state: State, action: Action) -> tuple[int, int]:
    """Whether the time since the last event was (waiting, serving)."""
    if action in {Action.CLOSE, Action.KEEP}:
        return 0, 0
    if state in WAITING:
        return 1, 0
    if state is State.SERVING:
        return 0, 1
    believed = state is State.CALLED and action in {Action.FINISH, Action.RECEIVE}
    return 0, int(believed)
