"""What the inbox says about Sasaran Mutu: a report to analyse or sign, a document to finish or approve."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.queries import people
from applications import notices
from applications.notices import Notice
from applications.queries_desk import Desk
from commons.clock import wib
from offices.scope import current_office
from quality import queries, words
from quality.models import Line, Plan, Report
from quality.vocabulary import ANALYSTS, DECIDERS, EDITORS, PlanState, ReportState

MOST = 3
ANALYSE = (_("Laporan Pencapaian {term} menunggu analisis Anda."), _("Analisis"))
SENT_BACK = (_("Laporan Pencapaian {term} dikembalikan pimpinan."), _("Perbaiki"))
SIGN = (_("Laporan Pencapaian {term} menunggu evaluasi Anda."), _("Evaluasi"))
BEGIN = (_("Sasaran Mutu {year} belum disusun; yang lama tidak berlaku lagi."), _("Susun"))
FINISH = (_("Sasaran Mutu {year} dikembalikan pimpinan."), _("Perbaiki"))
APPROVE = (_("Sasaran Mutu {year} menunggu persetujuan Anda."), _("Periksa"))


def reports(desk: Desk) -> Sequence[QuerySet[Report]]:
    """Reports at a step that this person may take; what they handed in themselves is not."""
    wanted = Q()
    if desk.actor.has(*ANALYSTS):
        wanted |= Q(state=ReportState.DRAFT)
    if desk.actor.has(*DECIDERS):
        wanted |= Q(state=ReportState.SUBMITTED) & ~Q(prepared_id=desk.actor.user_id)
    return [Report.objects.filter(wanted)] if wanted else []


def about_reports(desk: Desk) -> list[Notice]:
    """One query; two more about who answers for what waits for analysis."""
    found = [row for rows in reports(desk) for row in rows.defer("facts").order_by("last")]
    drafts = [row for row in found if row.state == ReportState.DRAFT]
    others = _of_others(desk, drafts) if drafts else set()
    return [_of_report(row) for row in found if row.id not in others][:MOST]


def answers(me: UUID, *, owners: Collection[UUID], analysts: Collection[UUID]) -> bool:
    """Whether the analysis falls to `me`: to who may analyse and answers for one of its objectives; to all
    who may, where nobody does both. All are assignments."""
    both = set(owners) & set(analysts)
    return me in both if both else me in analysts


def _of_others(desk: Desk, drafts: Sequence[Report]) -> set[UUID]:
    """Those that somebody else analyses; who handed one in is told when it comes back."""
    actor = desk.actor
    lines = Line.objects.filter(report__in=drafts)
    owners: dict[UUID, set[UUID]] = {row.id: set() for row in drafts}
    for report, owner in lines.values_list("report_id", "objective__owner_id"):
        if owner is not None:
            owners[report].add(owner)
    there = people(current_office(), on=wib(desk.now).date(), roles=ANALYSTS)
    analysts = {one.assignment_id for one in there}
    return {
        row.id
        for row in drafts
        if row.prepared_id != actor.user_id
        and not answers(actor.assignment_id, owners=owners[row.id], analysts=analysts)
    }


def plans(desk: Desk) -> Sequence[QuerySet[Plan]]:
    """Documents likewise."""
    wanted = Q()
    if desk.actor.has(*EDITORS):
        wanted |= Q(state=PlanState.DRAFT) & ~Q(note="")
    if desk.actor.has(*DECIDERS):
        wanted |= Q(state=PlanState.SUBMITTED) & ~Q(prepared_id=desk.actor.user_id)
    return [Plan.objects.filter(wanted)] if wanted else []


def about_plans(desk: Desk) -> list[Notice]:
    """One query."""
    return [_of_plan(row) for rows in plans(desk) for row in rows.order_by("year")[:MOST]]


def old(desk: Desk) -> Sequence[QuerySet[Plan]]:
    """Last year's document, while nobody has begun this year's."""
    if not desk.actor.has(*EDITORS):
        return []
    year = wib(desk.now).year
    begun = Plan.objects.filter(year=year)
    return [Plan.objects.filter(~Exists(begun), year=year - 1, state=PlanState.APPROVED)]


def about_old(desk: Desk) -> list[Notice]:
    """None: it is asked only while there is one."""
    return [_notice(BEGIN, reverse("quality"), year=wib(desk.now).year)] if old(desk) else []


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


def register() -> None:
    """Each on its own: the inbox asks only for what its one question found."""
    notices.register(about_reports, reports)
    notices.register(about_plans, plans)
    notices.register(about_old, old)
