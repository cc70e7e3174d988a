"""Writes of objectives and reports: the app's door. All work in the current office."""

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
    "analyse",
    "approve",
    "begin",
    "discard",
    "draw",
    "draw_due",
    "drop_objective",
    "reopen",
    "revise",
    "save_objective",
    "send_back",
    "send_report_back",
    "sign",
    "submit",
    "submit_report",
]
