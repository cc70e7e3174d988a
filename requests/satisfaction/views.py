"""Results for the office itself: the list, one period, freezing, comments, the table of answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.indonesian import in_indonesian
from commons.typed import Question, problem
from satisfaction import operations, presenters, queries, workbook
from satisfaction.models import Snapshot
from satisfaction.operations import LONGEST_REASON, PLANNERS, READERS
from satisfaction.queries import NoResult, PeriodLine
from satisfaction.words import period_name, slug_of
from surveys.models import PeriodState, SurveyPeriod

PAGE = "surveys"
ANSWERED = 422
Errors = list[dict[str, str]]


@role_required(*READERS)
@never_cache
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Every period with what became of it."""
    rows = [_line(one) for one in queries.periods()]
    context = {"page": PAGE, "rows": rows, "published": queries.published()[:1]}
    return render(request, "satisfaction/results.html", context)


def _line(one: PeriodLine) -> dict[str, Any]:
    period, latest = one.period, one.latest
    return {
        "id": period.id,
        "name": period_name(period.kind, period.year, period.part),
        "opens": period.opens,
        "closes": period.closes,
        "running": period.state == PeriodState.OPEN,
        "top": presenters.summary(latest.facts) if latest else None,
        "revision": f"{latest.revision:02d}" if latest else "",
        "signed_on": one.signature.signed_on if one.signature else None,
    }


@role_required(*READERS)
@never_cache
@require_safe
def result(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """One closed period: what is frozen, else what would be."""
    return _result_page(request, _closed(period_id))


def _closed(period_id: UUID) -> SurveyPeriod:
    try:
        return queries.closed_period(period_id)
    except NoResult as error:
        raise Http404 from error


def _result_page(request: HttpRequest, period: SurveyPeriod, errors: Errors | None = None) -> HttpResponse:
    actor, today = the_actor(request), clock.today()
    revisions = queries.snapshots(period.id)
    latest = revisions[0] if revisions else None
    facts = dict(latest.facts) if latest else queries.preview(period)
    before = queries.before(period)
    context = {
        "page": PAGE,
        "name": period_name(period.kind, period.year, period.part),
        "period": period,
        "latest": latest,
        "signature": queries.signature_of(latest) if latest else None,
        "revisions": revisions,
        "slug": slug_of(facts["period"]) if facts else "",
        "can_plan": actor.has(*PLANNERS),
        "can_sign": actor.has(Role.HEAD) and latest is not None and queries.signature_of(latest) is None,
        "plan": presenters.plan_rows(queries.promises(period.id), day=today),
        "before": presenters.plan_rows(queries.promises(before.id), day=today) if before else [],
        "before_name": period_name(before.kind, before.year, before.part) if before else "",
        "me": actor.user_id,
        "reason_fields": _reason_fields(request, errors),
        "errors": errors or [],
        **(shown(facts) if facts else {"top": None}),
    }
    return render(request, "satisfaction/result.html", context, status=ANSWERED if errors else 200)


def _reason_fields(request: HttpRequest, errors: Errors | None) -> list[Question]:
    return [
        Question(
            name="reason",
            label=_("Mengapa dikoreksi"),
            hint=_("Tercetak pada laporan dan terbaca semua orang."),
            value=request.POST.get("reason", "") if errors else "",
            max_length=LONGEST_REASON,
            errors=[each["message"] for each in errors or [] if each["field"] == "reason"],
        )
    ]


def shown(facts: dict[str, Any]) -> dict[str, Any]:
    """The figures of a result for `parts_figures.html`."""
    return {
        "facts": facts,
        "top": presenters.summary(facts),
        "elements": presenters.element_rows(facts),
        "services": presenters.service_rows(facts),
        "people": presenters.people_rows(facts),
        "extra": presenters.extra_rows(facts),
        "left_out": presenters.left_out(facts),
        "coins": presenters.coins(facts),
    }


@role_required(*PLANNERS)
@require_POST
def freeze(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Freeze the result, or a correction of it."""
    try:
        row = operations.freeze(
            period_id=period_id,
            reason=request.POST.get("reason", ""),
            actor=the_actor(request),
            now=clock.now(),
        )
    except NoResult as error:
        raise Http404 from error
    except DomainError as refusal:
        period = _closed(period_id)
        return _result_page(request, period, [problem(refusal, refusal.context.get("field", ""))])
    messages.success(request, _frozen_words(row))
    return redirect("skm_result", period_id=period_id)


def _frozen_words(row: Snapshot) -> str:
    return _(
        "Revisi {n:02d} dibekukan dan tidak berubah lagi. Cetak laporannya untuk ditandatangani."
    ).format(n=row.revision)


@role_required(*PLANNERS)
@never_cache
@require_safe
def comments(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """What people wrote, with personal data covered, grouped by words."""
    period = _closed(period_id)
    kept, out = queries.comments(period)
    context = {
        "page": PAGE,
        "name": period_name(period.kind, period.year, period.part),
        "topics": kept,
        "out": out,
        "back_url": reverse("skm_result", args=[period.id]),
    }
    return render(request, "satisfaction/comments.html", context)


@role_required(*PLANNERS)
@never_cache
@require_safe
def table(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """The *tabel olah data* as XLSX, of the newest snapshot's forms."""
    period = _closed(period_id)
    facts = queries.preview(period)
    if facts is None:
        raise Http404
    with in_indonesian():
        content = workbook.table(facts, queries.table(period), made=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="olah-data-skm-{slug_of(facts["period"])}.xlsx"'}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(content, content_type=kind, headers=headers)
