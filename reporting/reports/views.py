"""Reports on the kabupaten's host: editions, drawn up by hand, downloaded; what there is of each office."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from audit.operations import record
from board.queries import office_of_code
from commons import clock
from indicators.names import office_names
from offices.models import Office
from offices.scope import public_scope
from reports import operations, queries
from reports.answers import completeness_response, file_response, month_choices, read_month
from reports.errors import ReportRefused
from reports.later import carry_out_later
from reports.models import Kind
from reports.pages import READERS

PAGE = "reports"


@role_required(*READERS)
@never_cache
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The kabupaten's monthly reports, and the way to those of an office."""
    context = {
        "page": PAGE,
        "editions": queries.editions(kind=Kind.MONTH, office=None),
        "busy": (busy := queries.drawings(kinds=[Kind.MONTH])),
        "running": any(one.running for one in busy),
        "months": month_choices(clock.today()),
        "offices": [(one.code, one.name) for one in office_names().values()],
        "can_ask": the_actor(request).has(Role.KAB_ADMIN, Role.EXECUTIVE),
    }
    return render(request, "reports/reports.html", context)


@role_required(Role.KAB_ADMIN, Role.EXECUTIVE)
@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Draw up the report of a past month."""
    first = read_month(request.POST.get("month", ""), clock.today())
    if first is None:
        messages.error(request, _("Pilih bulan yang sudah berakhir. Tidak ada yang disusun."))
        return redirect("reports")
    row = operations.ask(kind=Kind.MONTH, office=None, first=first, actor=the_actor(request), now=clock.now())
    carry_out_later(row.pk)
    return redirect("reports")


@role_required(*READERS)
@never_cache
@require_POST
def again(request: HttpRequest, drawing_id: UUID) -> HttpResponse:
    """Try once more what failed."""
    row = queries.drawing_of(drawing_id, office=None)
    if row is None:
        raise Http404
    try:
        carry_out_later(operations.again(drawing_id=drawing_id, now=clock.now()).pk)
    except ReportRefused as refusal:
        messages.info(request, str(refusal))
    if row.office_id is None:
        return redirect("reports")
    return redirect("reports_office", office_names()[row.office_id].code)


@role_required(*READERS)
@never_cache
@require_safe
def download(request: HttpRequest, report_id: UUID, format_: str) -> HttpResponse:
    """A frozen file."""
    file = queries.file_of(report_id, format_, office=None, kinds=Kind.values)
    answer = file_response(file)
    if file is not None and file.report.kind == Kind.EVIDENCE:
        _downloaded(request, report_id, file.report.office)
    return answer


def _downloaded(request: HttpRequest, report_id: UUID, office: Office | None) -> None:
    data = {"office": office.slug} if office else {}
    record(
        action="reports.downloaded",
        actor=the_actor(request),
        subject=f"report:{report_id}",
        data=data,
        now=clock.now(),
    )


def office_or_404(code: str) -> Office:
    """An office with figures. Raises `Http404`."""
    found = office_of_code(code[:20])
    if found is None:
        raise Http404
    with public_scope():
        return Office.objects.get(pk=found.id)


@role_required(*READERS)
@never_cache
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """What there is of one office: monthly reports, PEKPPP, evidence."""
    found = office_or_404(code)
    busy = queries.drawings(kinds=[Kind.EVIDENCE, Kind.OFFICE_MONTH], office=found)
    context: dict[str, Any] = {
        "page": PAGE,
        "office_name": str(found),
        "code": code,
        "year": clock.today().year,
        "editions": queries.editions(kind=Kind.OFFICE_MONTH, office=found),
        "bundles": queries.editions(kind=Kind.EVIDENCE, office=found),
        "busy": busy,
        "running": any(one.running for one in busy),
        "can_ask": the_actor(request).has(Role.KAB_ADMIN),
    }
    return render(request, "reports/office.html", context)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Put the evidence of an office together."""
    found = office_or_404(code)
    row = operations.ask(
        kind=Kind.EVIDENCE, office=found, first=clock.today(), actor=the_actor(request), now=clock.now()
    )
    carry_out_later(row.pk)
    return redirect("reports_office", code)


@role_required(*READERS)
@never_cache
@require_safe
def completeness(request: HttpRequest, code: str) -> HttpResponse:
    """The completeness of an office's standards, as a PDF."""
    return completeness_response(office_or_404(code))
