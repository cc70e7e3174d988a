"""Objectives and reports as pages show them."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.actors import Actor
from attachments.models import Attachment
from commons.clock import wib
from quality import queries, words
from quality.achieving import Verdict
from quality.formulas import formula_of
from quality.models import Objective, Plan, Report
from quality.results import Result
from quality.sheets import before_words
from quality.terms import Grain
from quality.vocabulary import (
    ANALYSTS,
    DECIDERS,
    EDITORS,
    GRAINS,
    LEADERS,
    SUPERIORS,
    PlanState,
    ReportState,
)

PDF = "application/pdf"
STATE_TONES = {
    PlanState.DRAFT: "warn",
    PlanState.SUBMITTED: "info",
    PlanState.APPROVED: "good",
    PlanState.SUPERSEDED: "plain",
    ReportState.DRAFT: "warn",
    ReportState.SUBMITTED: "info",
    ReportState.SIGNED: "good",
}
VERDICT_TONES = {Verdict.MET: "good", Verdict.MISSED: "bad"}


def plan_row(plan: Plan) -> dict[str, Any]:
    """A document in a list and on its page."""
    state = PlanState(plan.state)
    return {
        "id": plan.id,
        "year": plan.year,
        "revision": words.revision(plan.revision),
        "number": plan.number,
        "state": str(state.label),
        "tone": STATE_TONES[state],
        "turn": plan.turn,
        "issued_on": words.day(plan.issued_on),
        "reason": plan.reason,
        "note": plan.note,
        "prepared": by(plan.prepared_by, plan.prepared_title),
        "approved": by(plan.approved_by, plan.approved_title),
    }


def by(name: str, title: str) -> str:
    """ "Endah Lestari (Kasi Pelayanan Umum)"."""
    return f"{name} ({title})" if name and title else name


def may_plan(plan: Plan, actor: Actor) -> dict[str, bool]:
    """What this person may do with a document now."""
    draft, submitted = plan.state == PlanState.DRAFT, plan.state == PlanState.SUBMITTED
    return {
        "edit": draft and actor.has(*EDITORS),
        "decide": submitted and actor.has(*DECIDERS),
        "own": submitted and plan.prepared_id == actor.user_id,
        "revise": plan.state == PlanState.APPROVED and actor.has(*EDITORS),
    }


def objective_row(row: Objective) -> dict[str, Any]:
    """An objective in its document."""
    formula = formula_of(row.formula)
    return {
        "id": row.id,
        "goal": row.goal,
        "indicator": row.indicator,
        "formula": str(formula.name) if formula else _("tidak diukur lagi"),
        "meaning": str(formula.meaning) if formula else "",
        "target": words.target(row),
        "grain": str(GRAINS[Grain(row.grain)]),
        "section": row.section,
        "owner": by(row.owner_name, row.owner_title),
        "data_source": row.data_source,
        "since": words.day(row.since),
        "active": row.active,
        "example": row.example,
    }


def report_row(report: Report) -> dict[str, Any]:
    """A report in a list and on its page."""
    state = ReportState(report.state)
    signed = wib(report.signed_at).date() if report.signed_at else None
    return {
        "id": report.id,
        "term": words.term_words(queries.term_of(report)),
        "first": words.day(report.first),
        "last": words.day(report.last),
        "revision": words.revision(report.revision),
        "revised": bool(report.revision),
        "state": str(state.label),
        "tone": STATE_TONES[state],
        "is_signed": state is ReportState.SIGNED,
        "turn": report.turn,
        "reason": report.reason,
        "note": report.note,
        "evaluation": report.evaluation,
        "prepared": by(report.prepared_by, report.prepared_title),
        "signed": by(report.signed_by, report.signed_title),
        "signed_on": words.day(signed),
        "sha256": report.sha256,
    }


def may_report(report: Report, actor: Actor, *, newest: bool) -> dict[str, bool]:
    """What this person may do with a report now; `newest`: no later revision follows it."""
    draft, submitted = report.state == ReportState.DRAFT, report.state == ReportState.SUBMITTED
    return {
        "analyse": draft and actor.has(*ANALYSTS),
        "decide": submitted and actor.has(*DECIDERS),
        "own": submitted and report.prepared_id == actor.user_id,
        "reopen": report.state == ReportState.SIGNED and newest and actor.has(*SUPERIORS),
        "drill": actor.has(*SUPERIORS),
        "lead": actor.has(*LEADERS),
    }


def result_row(one: Result, *, drillable: bool) -> dict[str, Any]:
    """A line of a report."""
    line, unit = one.line, one.objective.unit
    return {
        "id": line.id,
        "goal": one.objective.goal,
        "indicator": one.objective.indicator,
        "formula": str(one.formula.name) if one.formula else _("tidak diukur lagi"),
        "target": words.target(one.objective),
        "realised": words.amount(one.achieved.realised, unit),
        "sample": words.sample(one.n, one.formula),
        "percent": words.amount(one.achieved.percent, "%"),
        "verdict": words.verdict(one.achieved.verdict),
        "tone": VERDICT_TONES.get(one.achieved.verdict, "plain"),
        "before": before_words(one),
        "promised": one.before.action,
        "promised_by": words.day(one.before.due_on) if one.before.due_on else "",
        "cause": line.cause,
        "action": line.action,
        "due_on": words.day(line.due_on) if line.due_on else "",
        "evidence": line.evidence,
        "evidence_note": line.evidence_note,
        "papers": [paper_row(paper) for paper in one.papers],
        "entered": line.entered_by,
        "entered_at": line.entered_at,
        "analysed_by": line.analysed_by,
        "next_target": words.amount(line.next_target, unit) if line.next_target is not None else "",
        "lacking": one.lacks_value or (one.missed and not one.analysed),
        "drill": drillable,
    }


def paper_row(row: Attachment) -> dict[str, Any]:
    """A photograph or PDF behind a figure that was entered by hand."""
    return {
        "id": row.id,
        "name": _("PDF, {n} halaman").format(n=row.pages) if row.content_type == PDF else _("Foto"),
        "by": row.added_by_name,
        "at": row.added_at,
    }
