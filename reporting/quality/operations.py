"""Writes of objectives and reports: the app's door. All work in the current office."""

from quality.evidence import add as add_evidence
from quality.evidence import opened as open_evidence
from quality.evidence import strike as strike_evidence
from quality.plans import (
    BLANK,
    EXAMPLES,
    LAST_YEAR,
    Wording,
    approve,
    begin,
    discard,
    drop_objective,
    revise,
    save_objective,
    send_back,
    submit,
)
from quality.reports import Analysis, analyse, draw, draw_due, reopen, sign
from quality.reports import send_back as send_report_back
from quality.reports import submit as submit_report

__all__ = [
    "BLANK",
    "EXAMPLES",
    "LAST_YEAR",
    "Analysis",
    "Wording",
    "add_evidence",
    "analyse",
    "approve",
    "begin",
    "discard",
    "draw",
    "draw_due",
    "drop_objective",
    "open_evidence",
    "reopen",
    "revise",
    "save_objective",
    "send_back",
    "send_report_back",
    "sign",
    "strike_evidence",
    "submit",
    "submit_report",
]
