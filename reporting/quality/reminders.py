"""What the inbox says about Sasaran Mutu: a report to analyse or sign, a document to finish or approve."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.notices import Notice
from applications.queries_desk import Desk
from quality import queries, words
from quality.models import Plan, Report
from quality.vocabulary import ANALYSTS, DECIDERS, EDITORS, PlanState, ReportState

MOST = 3
ANALYSE = (_("Laporan Pencapaian {term} menunggu analisis Anda."), _("Analisis"))
SENT_BACK = (_("Laporan Pencapaian {term} dikembalikan pimpinan."), _("Perbaiki"))
SIGN = (_("Laporan Pencapaian {term} menunggu evaluasi Anda."), _("Evaluasi"))
FINISH = (_("Sasaran Mutu {year} dikembalikan pimpinan."), _("Perbaiki"))
APPROVE = (_("Sasaran Mutu {year} menunggu persetujuan Anda."), _("Periksa"))


def waiting(desk: Desk) -> Sequence[QuerySet[Any]]:
    """Reports and documents at a step that is this person's; what they handed in themselves is not."""
    return [*_reports(desk), *_plans(desk)]


def reminders(desk: Desk) -> list[Notice]:
    """Two queries at most, and only for those who have something to do."""
    reports = [row for rows in _reports(desk) for row in rows.defer("facts").order_by("last")[:MOST]]
    plans = [row for rows in _plans(desk) for row in rows.order_by("year")[:MOST]]
    return [*map(_of_report, reports), *map(_of_plan, plans)]


def _reports(desk: Desk) -> list[QuerySet[Report]]:
    wanted = Q()
    if desk.actor.has(*ANALYSTS):
        wanted |= Q(state=ReportState.DRAFT)
    if desk.actor.has(*DECIDERS):
        wanted |= Q(state=ReportState.SUBMITTED) & ~Q(prepared_id=desk.actor.user_id)
    return [Report.objects.filter(wanted)] if wanted else []


def _plans(desk: Desk) -> list[QuerySet[Plan]]:
    wanted = Q()
    if desk.actor.has(*EDITORS):
        wanted |= Q(state=PlanState.DRAFT) & ~Q(note="")
    if desk.actor.has(*DECIDERS):
        wanted |= Q(state=PlanState.SUBMITTED) & ~Q(prepared_id=desk.actor.user_id)
    return [Plan.objects.filter(wanted)] if wanted else []


def _of_report(row: Report) -> Notice:
    said = SIGN if row.state == ReportState.SUBMITTED else SENT_BACK if row.note else ANALYSE
    term = words.term_words(queries.term_of(row))
    return _notice(said, reverse("quality_report", args=[row.id]), term=term)


def _of_plan(row: Plan) -> Notice:
    said = APPROVE if row.state == PlanState.SUBMITTED else FINISH
    return _notice(said, reverse("quality_plan", args=[row.id]), year=row.year)


def _notice(said: tuple[Any, Any], url: str, **facts: Any) -> Notice:
    text, link = said
    return Notice(format_lazy(text, **facts), url, link)
