"""An office's own reports, on its host: always of the office of the host, never of one that is named."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.typed import problem
from offices.http import office_of
from reports import operations, queries
from reports import pekppp as forms
from reports.answers import (
    FIELDS,
    file_response,
    month_choices,
    questions,
    read_month,
    sheet_context,
    typed_of,
)
from reports.errors import ReportRefused
from reports.later import carry_out_later
from reports.models import Kind
from reports.pages import OFFICE_READERS
from reports.pekppp_facts import enter, entries
from reports.pekppp_facts import sheet as sheet_of
from reports.views_pekppp import ANSWERED, good_year
from trail.operations import record

PAGE = "figures"


@role_required(*OFFICE_READERS)
@never_cache
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Monthly reports, PEKPPP and evidence of this office."""
    mine = office_of(request)
    busy = queries.drawings(kinds=[Kind.OFFICE_MONTH, Kind.EVIDENCE], office=mine)
    context = {
        "page": PAGE,
        "editions": queries.editions(kind=Kind.OFFICE_MONTH, office=mine),
        "bundles": queries.editions(kind=Kind.EVIDENCE, office=mine),
        "busy": busy,
        "running": any(one.running for one in busy),
        "months": month_choices(clock.today()),
        "year": clock.today().year,
    }
    return render(request, "reports/own.html", context)


@role_required(*OFFICE_READERS)
@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Draw up the report of a past month."""
    first = read_month(request.POST.get("month", ""), clock.today())
    if first is None:
        messages.error(request, _("Pilih bulan yang sudah berakhir. Tidak ada yang disusun."))
        return redirect("own_reports")
    row = operations.ask(
        kind=Kind.OFFICE_MONTH,
        office=office_of(request),
        first=first,
        actor=the_actor(request),
        now=clock.now(),
    )
    carry_out_later(row.pk)
    return redirect("own_reports")


@role_required(*OFFICE_READERS)
@never_cache
@require_POST
def evidence(request: HttpRequest) -> HttpResponse:
    """Put the office's evidence together."""
    row = operations.ask(
        kind=Kind.EVIDENCE,
        office=office_of(request),
        first=clock.today(),
        actor=the_actor(request),
        now=clock.now(),
    )
    carry_out_later(row.pk)
    return redirect("own_reports")


@role_required(*OFFICE_READERS)
@never_cache
@require_POST
def again(request: HttpRequest, drawing_id: UUID) -> HttpResponse:
    """Try once more what failed."""
    if queries.drawing_of(drawing_id, office=office_of(request)) is None:
        raise Http404
    try:
        carry_out_later(operations.again(drawing_id=drawing_id, now=clock.now()).pk)
    except ReportRefused as refusal:
        messages.info(request, str(refusal))
    return redirect("own_reports")


@role_required(*OFFICE_READERS)
@never_cache
@require_safe
def download(request: HttpRequest, report_id: UUID, format_: str) -> HttpResponse:
    """A frozen file of this office."""
    kinds = (Kind.OFFICE_MONTH, Kind.EVIDENCE)
    file = queries.file_of(report_id, format_, office=office_of(request), kinds=kinds)
    answer = file_response(file)
    if file is not None and file.report.kind == Kind.EVIDENCE:
        record(
            action="reports.downloaded",
            actor=the_actor(request),
            subject=f"report:{report_id}",
            now=clock.now(),
        )
    return answer


@role_required(*OFFICE_READERS)
@never_cache
@require_safe
def pekppp(request: HttpRequest, year: int) -> HttpResponse:
    """The form, filled in as far as is known."""
    seen = sheet_of(office_of(request), year=good_year(year), on=clock.today())
    can = the_actor(request).has(Role.OFFICE_ADMIN)
    context = sheet_context(seen, year, (lambda key: reverse("own_point", args=[year, key])) if can else None)
    base = {"page": PAGE, "office_name": str(office_of(request)), "back": reverse("own_reports")}
    return render(request, "reports/pekppp_own.html", context | base)


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, year: int, point: str) -> HttpResponse:
    """Enter one point."""
    mine, one = office_of(request), forms.form().point(point)
    if one is None:
        raise Http404
    entry = entries(mine, good_year(year)).get(point)
    posted, errors = request.method == "POST", []
    typed = typed_of(request.POST, entry, posted=posted)
    back = reverse("own_pekppp", args=[year])
    if posted:
        try:
            enter(
                office_id=mine.pk,
                year=year,
                point=point,
                **typed,
                actor=the_actor(request),
                now=clock.now(),
            )
        except ReportRefused as refusal:
            errors = [problem(refusal, FIELDS.get(refusal.code, ""))]
        else:
            messages.success(request, _("Isian disimpan."))
            return redirect(back)
    context = {
        "page": PAGE,
        "office_name": str(mine),
        "point": one,
        "year": year,
        "back": back,
        "fields": questions(one, typed, errors),
        "errors": errors,
    }
    return render(request, "reports/point_own.html", context, status=ANSWERED if errors else 200)
