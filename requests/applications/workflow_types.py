"""The words of the workflow: what a file can be, what can be done to it, and by whom.

Pure data, no behaviour beyond small derived properties. Everything here is frozen; a change of a file is
always a new `State`, computed from a `Record` (the event as it is stored).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Phase(StrEnum):
    """Where a file stands as a whole."""

    OPEN = "OPEN"
    RETURNED = "RETURNED"
    WAITING = "WAITING"
    HANDED_OVER = "HANDED_OVER"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


class StepKind(StrEnum):
    """What is done in a step of the standard's procedure. INITIAL is the *paraf*."""

    INTAKE = "INTAKE"
    VERIFY = "VERIFY"
    INITIAL = "INITIAL"
    SIGN = "SIGN"
    PRODUCE = "PRODUCE"
    REGISTER = "REGISTER"
    HAND_OVER = "HAND_OVER"


class ProductKind(StrEnum):
    """LETTER: drawn up here. ENDORSEMENT: the applicant's paper is signed. EXTERNAL_ITEM: made elsewhere."""

    LETTER = "LETTER"
    ENDORSEMENT = "ENDORSEMENT"
    EXTERNAL_ITEM = "EXTERNAL_ITEM"


class Action(StrEnum):
    """Everything that can be done to a file. Nothing else changes one."""

    COMPLETE = "complete"
    RETURN = "return"
    RESUBMIT = "resubmit"
    SEND_BACK = "send_back"
    WAIT = "wait"
    RESUME = "resume"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    CORRECT = "correct"


class Role(StrEnum):
    """Roles of people in an office. Equal as text to the codes of the accounts app."""

    COUNTER = "COUNTER"
    OPERATOR = "OPERATOR"
    INFORMATION = "INFORMATION"
    SECTION_HEAD = "SECTION_HEAD"
    SECRETARY = "SECRETARY"
    HEAD = "HEAD"
    OFFICE_ADMIN = "OFFICE_ADMIN"


class Effect(StrEnum):
    """What the operation must do in the same transaction as the event, in the order given.

    TAKE_RECEIPT_NUMBER  the next number of the receipt (agenda) book; the file comes into being.
    START_CLOCK          the promise runs from this event ("sejak berkas diterima dengan lengkap dan benar").
    DRAW_LETTER          a LETTER takes number, date and code and is drawn up; the check page says unsigned.
    SIGN_LETTER          the live letter is signed by this actor: PDF frozen; the check page says valid.
    SIGN_PAPER           the applicant's own paper (ENDORSEMENT) was signed; nothing is drawn up.
    TAKE_STRIP_NUMBER    an ENDORSEMENT takes its number, the strip is made and is valid at once.
    WRITE_REGISTER       one line in the Buku Register.
    HAND_OVER            the product left the office (tanda terima).
    VOID_LETTER          the live number, of a letter or a strip, is void; its book keeps it with the reason.
    REPLACE_LETTER       the live letter becomes "replaced"; a new one is drawn up under a new number.
    STOP_CLOCK, STRIKE_REGISTER, TAKE_BACK  undo START_CLOCK, WRITE_REGISTER and HAND_OVER.
    """

    TAKE_RECEIPT_NUMBER = "take_receipt_number"
    START_CLOCK = "start_clock"
    DRAW_LETTER = "draw_letter"
    SIGN_LETTER = "sign_letter"
    SIGN_PAPER = "sign_paper"
    TAKE_STRIP_NUMBER = "take_strip_number"
    WRITE_REGISTER = "write_register"
    HAND_OVER = "hand_over"
    VOID_LETTER = "void_letter"
    REPLACE_LETTER = "replace_letter"
    STOP_CLOCK = "stop_clock"
    STRIKE_REGISTER = "strike_register"
    TAKE_BACK = "take_back"


class Refusal(StrEnum):
    """Why an action was refused. The Indonesian sentences live with the pages."""

    STALE = "stale"
    NOT_RECEIVED = "not_received"
    WRONG_PHASE = "wrong_phase"
    WRONG_STEP = "wrong_step"
    WRONG_ROLE = "wrong_role"
    NO_AUTHORITY = "no_authority"
    NOT_SIGNED = "not_signed"
    SIGNED = "signed"
    NO_LETTER = "no_letter"
    NOT_NUMBERED = "not_numbered"
    CORRECTION_OPEN = "correction_open"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOT_YOURS = "not_yours"
    TOO_LATE = "too_late"
    FINAL = "final"
    NEEDS_MISSING = "needs_missing"
    NEEDS_REASON = "needs_reason"
    NEEDS_GROUND = "needs_ground"
    NEEDS_AGENCY = "needs_agency"
    NEEDS_STEP = "needs_step"
    UNKNOWN_STEP = "unknown_step"
    NOT_EARLIER = "not_earlier"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `may_sign` is worked out outside for the day: head with authority, or acting signer."""

    user_id: UUID
    roles: frozenset[Role]
    may_sign: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody wants to do. `expected_event` is the number of the event the caller saw last."""

    action: Action
    to_step: str | None = None
    reason: str = ""
    missing: tuple[str, ...] = ()
    agency: str = ""
    ground: str = ""
    note: str = ""
    expected_event: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One event as stored. `step` is where it happened, `to_step` where the file is afterwards.

    `data` is JSON: text under `reason`, `agency`, `ground`, `note`, `stage`; a list of text under `missing`;
    a number under `undone`. Keys without a value are absent.
    """

    seq: int
    at: datetime
    actor_id: UUID
    action: Action
    step: str
    to_step: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that was asked for and waits for the signature of the head."""

    asked_by: UUID
    asked_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Last:
    """The last event: who moved the file and when. `reversal` is None when it can never be undone."""

    action: Action
    actor_id: UUID
    at: datetime
    reversal: tuple[Effect, ...] | None


@dataclass(frozen=True, slots=True)
class State:
    """A file as its events say. `step` indexes the process; all steps before it are done.

    `numbered` says that a letter or strip number is live; `handed_over` that the product now valid is with
    the applicant; `handovers` counts hand-overs, because a corrected letter is handed over again. `before` is
    the state an undo goes back to (itself without `before`), None when the last event is final.
    """

    phase: Phase = Phase.OPEN
    step: int = 0
    event_no: int = 0
    signed: bool = False
    numbered: bool = False
    registered: bool = False
    handed_over: bool = False
    handovers: int = 0
    clock_started_at: datetime | None = None
    waiting_for: str = ""
    missing: tuple[str, ...] = ()
    ground: str = ""
    correction: Correction | None = None
    last: Last | None = None
    before: State | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from an allowed command. The operation stores `record` and does `effects`, or nothing."""

    state: State
    effects: tuple[Effect, ...]
    record: Record


class Refused(Exception):
    """The command is refused and nothing has changed; `state` is the state that was found."""

    def __init__(self, code: Refusal, state: State, action: Action, detail: str = "") -> None:
        super().__init__(f"{action.value}: {code.value}" + (f" ({detail})" if detail else ""))
        self.code = code
        self.state = state
        self.action = action
        self.detail = detail


class BrokenHistory(Exception):
    """The stored events of a file do not follow from each other; `seq` is the first that does not."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(f"event {seq}: {why}")
        self.seq = seq
        self.why = why
