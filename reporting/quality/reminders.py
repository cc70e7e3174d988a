"""What the inbox says about objectives: a document or a report that waits for this person. One query."""

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications.notices import Notice
from applications.queries_desk import Desk
from quality.models import Plan, Report
from quality.vocabulary import ANALYSTS, DECIDERS, PlanState, ReportState

PLAN, REPORT = "plan", "report"


def reminders(desk: Desk) -> list[Notice]:
    """The head: what is to be approved or signed. Who analyses: the oldest report that is drawn up."""
    if desk.actor.has(*DECIDERS):
        return [_decide(kind, key) for kind, key in _waiting(PlanState.SUBMITTED, ReportState.SUBMITTED)]
    if desk.actor.has(*ANALYSTS):
        rows = Report.objects.filter(state=ReportState.DRAFT).order_by("last")
        first = rows.values_list("id", flat=True).first()
        words = _("Laporan Pencapaian Sasaran Mutu menunggu penyebab dan tindakan.")
        return [Notice(words, reverse("quality_report", args=[first]), _("Isi"))] if first else []
    return []


def _waiting(plan: str, report: str) -> list[tuple[str, object]]:
    plans = Plan.objects.filter(state=plan).order_by().values_list(Value(PLAN), "id")
    reports = Report.objects.filter(state=report).order_by().values_list(Value(REPORT), "id")
    return list(plans.union(reports, all=True))


def _decide(kind: str, key: object) -> Notice:
    if kind == PLAN:
        return Notice(
            _("Sasaran Mutu menunggu persetujuan."), reverse("quality_plan", args=[key]), _("Lihat")
        )
    words = _("Laporan Pencapaian Sasaran Mutu menunggu evaluasi dan tanda tangan.")
    return Notice(words, reverse("quality_report", args=[key]), _("Lihat"))
