"""A Laporan Pencapaian: read, analysed, evaluated, signed; the files behind a figure."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Actor
from accounts.permissions import ALL_OFFICE, role_required, the_actor
from applications import presenters as files_presenters
from applications import queries as applications
from applications.presence import presence_since
from attachments.refusals import UploadRefused
from commons import clock
from commons.errors import DomainError
from commons.indonesian import in_indonesian
from commons.typed import problem
from documents.sheets import print_sheet
from offices.http import office_of
from offices.queries import work_calendar
from quality import behind, operations, presenters, queries, results, sheets, views_evidence, words
from quality.achieving import Direction
from quality.errors import Missing
from quality.forms import AnalysisForm, QualityForm
from quality.models import Report
from quality.results import Result
from quality.views import PAGE, REFUSED, Steps, back, take
from quality.views_plan import pdf_answer
from quality.vocabulary import ANALYSTS, LEADERS, RULES, SIGNS, SUPERIORS, ReportState

FILES_SHOWN = 50
# Beside which question a refusal stands.
FIELDS = {"due": "due_on", "value": "value", "evidence": "evidence"}


def _report(report_id: UUID, actor: Actor) -> Report:
    """The report, for who may see it: what is not signed is the leaders' own."""
    try:
        found = queries.report_of(report_id)
    except Missing as missing:
        raise Http404 from missing
    if found.state != ReportState.SIGNED and not actor.has(*LEADERS):
        raise Http404
    return found


def _line(found: Report, line_id: UUID, request: HttpRequest) -> Result:
    listed = results.results(found, office=office_of(request), now=clock.now())
    one = next((each for each in listed if each.line.id == line_id), None)
    if one is None:
        raise Http404
    return one


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One report with its figures, as they are now or as they were signed."""
    return _page(request, _report(report_id, the_actor(request)))


def _page(
    request: HttpRequest,
    found: Report,
    *,
    errors: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    office, actor = office_of(request), the_actor(request)
    listed = results.results(found, office=office, now=clock.now())
    newest = queries.latest(queries.term_of(found))
    may = presenters.may_report(found, actor, newest=newest is not None and newest.id == found.id)
    until = results.figures_until(office) if found.state != ReportState.SIGNED else None
    context = {
        "page": PAGE,
        "report": presenters.report_row(found),
        "lead": sheets.lead_words(listed),
        "may": may,
        "lines": [
            presenters.result_row(one, drillable=may["drill"] and behind.has_files(one.formula))
            for one in listed
        ],
        "targets": _target_rows(request, listed) if may["decide"] else [],
        "looked_at": results.digest(found, listed),
        "until": words.day(until) if until else "",
        "complete": until is not None and until > found.last,
        "measured": results.is_measured(listed),
        "rules": RULES,
        "errors": errors or [],
        "typed": request.POST if errors else {},
    }
    return render(request, "quality/report.html", context, status=status)


def _target_rows(request: HttpRequest, listed: list[Result]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"target-{one.line.id}",
            "label": one.objective.indicator,
            "sign": SIGNS[Direction(one.objective.direction)],
            "unit": one.objective.unit,
            "value": request.POST.get(f"target-{one.line.id}", words.number(one.objective.target)),
        }
        for one in listed
    ]


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def pdf(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """The report on paper: as it was signed, or as it stands."""
    found = _report(report_id, the_actor(request))
    name = f"sasaran-mutu-{found.first:%Y-%m}-{words.revision(found.revision)}.pdf"
    signed = queries.pdf_of(found)
    if signed is not None:
        return pdf_answer(signed, name)
    office, now = office_of(request), clock.now()
    with in_indonesian():
        listed = results.results(found, office=office, now=now)
        return pdf_answer(print_sheet(sheets.report_sheet(found, listed, office, now=now)), name)


@role_required(*ANALYSTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def analysis(request: HttpRequest, report_id: UUID, line_id: UUID) -> HttpResponse:
    """Causes and actions of one objective, and its figure where that is entered by hand."""
    found = _report(report_id, the_actor(request))
    one = _line(found, line_id, request)
    typed = request.POST if request.method == "POST" else None
    form = AnalysisForm(typed, line=one.line, missed=one.missed)
    if typed is not None and (answer := _analysed(request, form, found, line_id)):
        return answer
    context = {
        "page": PAGE,
        "title": _("Penyebab dan tindakan: {indicator}").format(indicator=one.objective.indicator),
        "lead": "",
        "line": presenters.result_row(one, drillable=behind.has_files(one.formula)),
        "report": presenters.report_row(found),
        "fields": form.questions(),
        "with_files": form.by_hand,
        "seen": form.seen() if typed is not None else found.turn,
        "errors": form.errors,
        "button": _("Simpan"),
        "back_url": reverse("quality_report", args=[report_id]),
        "back_label": _("Laporan"),
    }
    return render(request, "quality/analysis.html", context, status=REFUSED if form.errors else 200)


def _analysed(request: HttpRequest, form: AnalysisForm, found: Report, line_id: UUID) -> HttpResponse | None:
    """Where to go when it was saved; None when it was not, and the form says why."""
    said = form.words()
    if form.errors:
        return None
    try:
        files = views_evidence.sent(request)
        operations.analyse(
            report_id=found.id,
            line_id=line_id,
            words=said,
            seen=form.seen(),
            actor=the_actor(request),
            now=clock.now(),
        )
    except UploadRefused as refused:
        form.refuse(refused, "proof")
        return None
    except DomainError as refused:
        form.refuse(refused, FIELDS.get(refused.code, ""))
        return None
    if not views_evidence.keep(request, found, line_id, files):
        return back("quality_analysis", found.id, line_id)
    messages.success(request, _("Penyebab dan tindakan disimpan."))
    return back("quality_report", found.id)


def _submit(request: HttpRequest, found: Report, form: QualityForm, how: dict[str, Any]) -> HttpResponse:
    operations.submit_report(report_id=found.id, seen=form.seen(), **how)
    messages.success(request, _("Laporan diajukan kepada pimpinan."))
    return back("quality_report", found.id)


def _send_back(request: HttpRequest, found: Report, form: QualityForm, how: dict[str, Any]) -> HttpResponse:
    reason = form.text("reason", longest=1000)
    operations.send_report_back(report_id=found.id, reason=reason, seen=form.seen(), **how)
    messages.success(request, _("Laporan dikembalikan dengan alasannya."))
    return back("quality_report", found.id)


def _sign(request: HttpRequest, found: Report, form: QualityForm, how: dict[str, Any]) -> HttpResponse:
    evaluation = form.text("evaluation", longest=4000)
    targets: dict[UUID, Decimal] = {}
    for line in queries.lines(found):
        wanted = form.decimal(f"target-{line.id}")
        if wanted is not None:
            targets[line.id] = wanted
    if form.errors:
        return _page(request, found, errors=form.errors, status=REFUSED)
    operations.sign(
        report_id=found.id,
        evaluation=evaluation,
        targets=targets,
        looked_at=form.raw("looked_at"),
        seen=form.seen(),
        **how,
    )
    messages.success(request, _("Laporan ditandatangani dan dibekukan."))
    return back("quality_report", found.id)


def _reopen(_request: HttpRequest, found: Report, form: QualityForm, how: dict[str, Any]) -> HttpResponse:
    made = operations.reopen(report_id=found.id, reason=form.text("reason", longest=1000), **how)
    return back("quality_report", made.id)


STEPS: Steps = {
    "ajukan": _submit,
    "kembalikan": _send_back,
    "tandatangani": _sign,
    "perbaiki": _reopen,
}


@role_required(*SUPERIORS)
@never_cache
@require_POST
def act(request: HttpRequest, report_id: UUID, step: str) -> HttpResponse:
    """One step on a report's way; a refusal shows the page as it is now, with what was typed."""
    found, form = _report(report_id, the_actor(request)), QualityForm(request.POST)

    def refuse(refused: DomainError) -> HttpResponse:
        field = refused.code if refused.code in {"reason", "evaluation"} else ""
        said = [*form.errors, problem(refused, "why" if step == "perbaiki" else field)]
        return _page(request, queries.report_of(report_id), errors=said, status=REFUSED)

    return take(STEPS, step, (request, found, form), refuse)


@role_required(*SUPERIORS)
@never_cache
@require_safe
def files(request: HttpRequest, report_id: UUID, line_id: UUID) -> HttpResponse:
    """The files of this office behind a figure."""
    found = _report(report_id, the_actor(request))
    one = _line(found, line_id, request)
    if one.formula is None or one.formula.definition is None or not behind.has_files(one.formula):
        raise Http404
    office, now = office_of(request), clock.now()
    hits = behind.files_behind(one.formula.definition, queries.term_of(found).period, office)
    shown = hits[:FILES_SHOWN]
    rows = applications.rows([hit.file_id for hit in shown], presence=presence_since(now), now=now)
    calendar = work_calendar(office.id)
    context = {
        "page": PAGE,
        "report": presenters.report_row(found),
        "line": presenters.result_row(one, drillable=False),
        "n": len(hits),
        "more": len(hits) > len(shown),
        "by_minutes": one.formula.definition.duration is not None,
        "rows": [files_presenters.row(row, calendar, now=now) for row in rows],
    }
    return render(request, "quality/files.html", context)
