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
from completeness.pages import OFFICE_READERS as COMPLETENESS_READERS
from offices.http import office_of
from reports import operations, queries
from reports.answers import (
    completeness_response,
    file_response,
    month_choices,
    read_month,
)
from reports.errors import ReportRefused
from reports.later import carry_out_later
from reports.models import Kind
from reports.pages import OFFICE_READERS
from reports.views_pekppp import Place, show_sheet, take_point
from trail.operations import record

PAGE = "figures"
SHELL = "staff.html"


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
    """The office's form, filled in as far as is known."""
    place = Place(office_of(request), SHELL, PAGE, reverse("own_reports"))
    can = the_actor(request).has(Role.OFFICE_ADMIN)
    link = (lambda key: reverse("own_point", args=[year, key])) if can else None
    return show_sheet(request, place, year, link)


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, year: int, point: str) -> HttpResponse:
    """Enter one point."""
    place = Place(office_of(request), SHELL, PAGE, reverse("own_pekppp", args=[year]))
    return take_point(request, place, year, point)


@role_required(*COMPLETENESS_READERS)
@never_cache
@require_safe
def completeness(request: HttpRequest) -> HttpResponse:
    """The completeness of this office's standards, as a PDF."""
    return completeness_response(office_of(request))
