"""The life of one attempt to sign electronically. Pure: no Django, no clock, no network.

    PREPARED ── send ──▶ SENT ── signed ──▶ DONE
        │                 │ ├── refuse ──▶ REFUSED
        └── drop ─▶ REFUSED └── lose ────▶ UNKNOWN ── signed ──▶ DONE
                                              └────── refuse ──▶ REFUSED

The row is committed before anything is sent, so what was cut off in between lies there as SENT; once the
longest call is over nobody can still be waiting for its answer, and it counts as UNKNOWN. While an attempt is
PREPARED, SENT or UNKNOWN, its letter is not signed again in any way.
"""

from datetime import datetime, timedelta
from enum import StrEnum


class Status(StrEnum):
    """Where an attempt stands."""

    PREPARED = "PREPARED"
    SENT = "SENT"
    DONE = "DONE"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"


class Move(StrEnum):
    """What can happen to it."""

    SEND = "send"
    DROP = "drop"
    SIGNED = "signed"
    REFUSE = "refuse"
    LOSE = "lose"


class Code(StrEnum):
    """Why an attempt was refused or is unknown, for programs; the sentences are `words.CODES`."""

    WRONG_SECRET = "WRONG_SECRET"  # noqa: S105  the name of a refusal
    NOT_REGISTERED = "NOT_REGISTERED"
    NO_CERTIFICATE = "NO_CERTIFICATE"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    NO_TIMESTAMP = "NO_TIMESTAMP"
    UNREACHABLE = "UNREACHABLE"
    NOT_ALLOWED = "NOT_ALLOWED"
    DECLINED = "DECLINED"
    NOT_SENT = "NOT_SENT"
    NOT_SIGNED = "NOT_SIGNED"
    DECLARED = "DECLARED"
    TIMEOUT = "TIMEOUT"
    FAILED = "FAILED"
    BAD_ANSWER = "BAD_ANSWER"
    BAD_PDF = "BAD_PDF"
    CUT_OFF = "CUT_OFF"


OPEN = frozenset({Status.PREPARED, Status.SENT, Status.UNKNOWN})
FINAL = frozenset({Status.DONE, Status.REFUSED})
# Nobody still waits for an answer after this: connecting, the whole call, a time-stamp, and room.
LOST_AFTER = timedelta(minutes=3)

TABLE: dict[tuple[Status, Move], Status] = {
    (Status.PREPARED, Move.SEND): Status.SENT,
    (Status.PREPARED, Move.DROP): Status.REFUSED,
    (Status.SENT, Move.SIGNED): Status.DONE,
    (Status.SENT, Move.REFUSE): Status.REFUSED,
    (Status.SENT, Move.LOSE): Status.UNKNOWN,
    (Status.UNKNOWN, Move.SIGNED): Status.DONE,
    (Status.UNKNOWN, Move.REFUSE): Status.REFUSED,
}


class NotAllowed(Exception):
    """The move does not exist from where the attempt stands."""

    def __init__(self, status: Status, move: Move) -> None:
        super().__init__(f"{move.value} from {status.value}")
        self.status, self.move = status, move


def advance(status: Status, move: Move) -> Status:
    """Where `move` leads. Raises `NotAllowed`; nothing leads out of DONE and REFUSED."""
    try:
        return TABLE[status, move]
    except KeyError as error:
        raise NotAllowed(status, move) from error


def standing(status: Status, *, since: datetime, now: datetime) -> Status:
    """What an attempt that stands so since then is by now: an answer nobody waits for any more is unknown,
    and what was never sent was never signed."""
    if now - since < LOST_AFTER:
        return status
    return {Status.SENT: Status.UNKNOWN, Status.PREPARED: Status.REFUSED}.get(status, status)
