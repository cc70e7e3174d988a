"""The words offices use for where a file stands, as codes. Their Indonesian texts live with the pages."""

from __future__ import annotations

from enum import StrEnum

from applications.workflow_process import Process
from applications.workflow_table import FINAL_PHASES, Situation, situation_of
from applications.workflow_types import Phase, Role, State, StepKind


class Label(StrEnum):
    """The request states of the service standards, from submitted to handed over."""

    SUBMITTED = "diajukan"
    CHECKED = "diperiksa"
    RETURNED = "dikembalikan"
    REGISTERED = "diregister"
    IN_PROCESS = "diproses"
    AWAITING_SIGNATURE = "menunggu_ttd"
    SIGNED = "ditandatangani"
    READY = "siap_diambil"
    HANDED_OVER = "diserahkan"
    REJECTED = "ditolak"
    WITHDRAWN = "dibatalkan"


PHASE_LABELS: dict[Phase, Label] = {
    Phase.RETURNED: Label.RETURNED,
    Phase.HANDED_OVER: Label.HANDED_OVER,
    Phase.REJECTED: Label.REJECTED,
    Phase.WITHDRAWN: Label.WITHDRAWN,
}
STEP_LABELS: dict[StepKind, Label] = {
    StepKind.INTAKE: Label.SUBMITTED,
    StepKind.VERIFY: Label.CHECKED,
    StepKind.PRODUCE: Label.IN_PROCESS,
    StepKind.INITIAL: Label.IN_PROCESS,
    StepKind.SIGN: Label.AWAITING_SIGNATURE,
    StepKind.REGISTER: Label.REGISTERED,
    StepKind.HAND_OVER: Label.READY,
}


def label(process: Process, state: State) -> Label:
    """The word for this state. A waiting file keeps the word of its step; the page adds what it waits for.

    A signed file that is not yet at HAND_OVER is *ditandatangani*, whatever is still to be done with it.
    """
    if state.phase in PHASE_LABELS:
        return PHASE_LABELS[state.phase]
    kind = process.steps[state.step].kind
    if state.signed and kind is not StepKind.HAND_OVER:
        return Label.SIGNED
    return STEP_LABELS[kind]


def waits_for(process: Process, state: State) -> frozenset[Role]:
    """Roles in whose inbox the file lies; empty when it is finished.

    At SIGN, and while a correction is asked, that is HEAD: the acting signer sees the head's inbox.
    A returned file lies with the applicant, but shows at the desk that takes it back.
    """
    if situation_of(state) is Situation.CORRECTION:
        return frozenset({Role.HEAD})
    return frozenset() if state.phase in FINAL_PHASES else process.steps[state.step].holders
