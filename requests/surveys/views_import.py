"""A file of forms: looked at row by row, and taken in when somebody says so."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.held import hold, used
from commons.tables import MAX_BYTES, check_kind
from commons.typed import Question, problem
from surveys import operations, presenters_import
from surveys.import_sheet import template
from surveys.models import PeriodState, SurveyPeriod
from surveys.operations_import import earlier, fives_words, frame_of
from surveys.presenters import line
from surveys.rows import FORM, REGULATION, Parsed, parse
from surveys.views_common import ANSWERED, KEEPERS, period_or_404, show

PURPOSE = "survey-import"
SHOWN_BAD = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@role_required(*KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_forms(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Choose a file; a POST looks at it and loads nothing."""
    found = period_or_404(period_id)
    if request.method != "POST":
        return _page(request, found)
    upload, labels = request.FILES.get("table"), _labels(request)
    if upload is None:
        return _page(request, found, [problem(_("Pilih berkasnya dulu."), "table")])
    content = upload.read(MAX_BYTES + 1)
    try:
        check_kind(content, upload.name or "")
        parsed = parse(content, frame_of(found, labels=labels, now=clock.now()))
    except DomainError as refusal:
        return _page(request, found, [problem(refusal, "table")])
    known = earlier(found, content, parsed)
    token = ""
    if parsed.good and known is None and not parsed.of_five:
        token = hold(content, purpose=PURPOSE, owner=the_actor(request).user_id)
    return _preview(request, found, parsed, token=token, labels=labels, name=upload.name or "", known=known)


def _labels(request: HttpRequest) -> str:
    return REGULATION if request.POST.get("labels") == REGULATION else FORM


def _preview(request: HttpRequest, found: SurveyPeriod, parsed: Parsed, **more: Any) -> HttpResponse:
    good, bad, known = parsed.good, parsed.bad, more["known"]
    errors = []
    if known is not None:
        said = _("Isi berkas ini sudah dimuat {day} oleh {name}. Tidak dimuat dua kali.")
        errors.append(problem(said.format(day=f"{known.at:%d-%m-%Y}", name=known.by_name)))
    elif parsed.of_five:
        errors.append(problem(str(fives_words(parsed.fives))))
    elif not good:
        errors.append(problem(_("Tidak ada baris yang dapat dimuat.")))
    context = {
        "page": "surveys",
        "period": line(found),
        "good": len(good),
        "bad": bad[:SHOWN_BAD],
        "bad_count": len(bad),
        "more_bad": max(len(bad) - SHOWN_BAD, 0),
        "token": more["token"],
        "labels": more["labels"],
        "name": more["name"][:120],
        "errors": errors,
        "back_url": reverse("survey_import", args=[found.id]),
    }
    return render(request, "surveys/import_check.html", context, status=ANSWERED if errors else 200)


@role_required(*KEEPERS)
@never_cache
@require_safe
def import_template(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """An empty file with the heads, and what each column takes."""
    found = period_or_404(period_id)
    answer = HttpResponse(template(presenters_import.columns(found), made=clock.now()), content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="templat-formulir-skm.xlsx"'
    return answer


@role_required(*KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_confirm(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Take in what was looked at: all its good rows, or nothing."""
    found = period_or_404(period_id)
    if request.method != "POST":
        return redirect("survey_import", found.id)
    actor, now = the_actor(request), clock.now()
    try:
        with used(request.POST.get("token", ""), purpose=PURPOSE, owner=actor.user_id) as content:
            batch = operations.take_in(
                actor=actor,
                period_id=found.id,
                content=content,
                parsed=parse(content, frame_of(found, labels=_labels(request), now=now)),
                file_name=request.POST.get("name", ""),
                now=now,
            )
    except DomainError as refusal:
        return _page(request, found, [problem(refusal, "table")])
    said = _("{n} formulir dimuat, {bad} baris ditolak.")
    messages.success(request, said.format(n=batch.taken, bad=batch.refused))
    return redirect("survey_period", found.id)


def _page(
    request: HttpRequest, found: SurveyPeriod, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    orders = [
        (FORM, _("U8 sarana, U9 pengaduan (urutan formulir)")),
        (REGULATION, _("U8 pengaduan, U9 sarana (urutan peraturan)")),
    ]
    context = {
        "period": line(found),
        "open": found.state == PeriodState.OPEN,
        "columns": presenters_import.columns(found),
        "fields": [
            Question(
                name="labels",
                label=_("Bila judul kolom U1 sampai U9"),
                choices=orders,
                value=request.POST.get("labels", FORM),
            )
        ],
        "back_url": reverse("survey_period", args=[found.id]),
    }
    return show(request, "surveys/import.html", context, errors)
