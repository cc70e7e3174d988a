"""The Buku Pengaduan on paper and as a workbook; and what came up from the offices below."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import role_required, the_actor
from applications.views_common import error
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from commons.typed import shown_date
from complaints import querysets, sheet
from complaints.querysets import HANDLERS, Asked
from complaints.views import PAGE, asked_in
from escalations import operations as escalations
from escalations import presenters as escalated
from escalations import queries as above
from offices.scope import current_office
from trail import operations as trail

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTERS = tuple(sorted(HANDLERS))


@role_required(*EXPORTERS)
@never_cache
@require_safe
def book_pdf(request: HttpRequest) -> HttpResponse:
    """The chosen lines as PDF, with *tindak lanjut*."""
    rows, asked = _chosen(request)
    actor, now = the_actor(request), clock.now()
    try:
        pdf = sheet.pdf_of(
            current_office(),
            rows,
            period=_period(asked),
            printed=f"Dicetak {wib(now):%d-%m-%Y %H.%M} oleh {actor.name}",
            dated=wib(now).date(),
        )
    except DomainError as refused:
        context = {"reason": refused.message, "back_url": reverse("complaints")}
        return render(request, "409.html", context, status=409)
    _noted(request, "pdf")
    headers = {"Content-Disposition": 'inline; filename="buku-pengaduan.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@role_required(*EXPORTERS)
@never_cache
@require_safe
def book_xlsx(request: HttpRequest) -> HttpResponse:
    """The chosen lines as a workbook."""
    rows, asked = _chosen(request)
    title = f"Buku Pengaduan {current_office().full_name} {_period(asked)}"
    _noted(request, "xlsx")
    headers = {"Content-Disposition": 'attachment; filename="buku-pengaduan.xlsx"'}
    return HttpResponse(sheet.xlsx_of(rows, title=title), content_type=XLSX, headers=headers)


def _chosen(request: HttpRequest) -> tuple[list[sheet.BookRow], Asked]:
    asked = asked_in(request)
    return sheet.rows(list(querysets.book(the_actor(request), asked, today=clock.today()))), asked


def _period(asked: Asked) -> str:
    if asked.first or asked.last:
        return f"{shown_date(asked.first) or '…'} s.d. {shown_date(asked.last) or shown_date(clock.today())}"
    return f"s.d. {shown_date(clock.today())}"


def _noted(request: HttpRequest, form: str) -> None:
    # Not how many: the number of lines would tell how many are about people.
    trail.record(action="complaint.exported", actor=the_actor(request), data={"form": form}, now=clock.now())


@role_required("HEAD")
@never_cache
@require_safe
def from_below(request: HttpRequest) -> HttpResponse:
    """What came up from the kelurahan of this kecamatan."""
    office = current_office()
    rows = above.addressed_to(the_actor(request), office)
    context = {"page": PAGE, "rows": escalated.rows(rows, "complaint_below")}
    return render(request, "escalations/office_list.html", context)


@role_required("HEAD")
@never_cache
@require_safe
def below_evidence(request: HttpRequest, id: UUID, paper_id: UUID) -> HttpResponse:
    """A photograph or PDF that came with one of these."""
    actor, office = the_actor(request), current_office()
    found = above.evidence(paper_id, complaint_id=id, actor=actor, office=office)
    if found is None:
        raise Http404
    return escalated.paper(*found)


@sensitive_post_parameters()
@role_required("HEAD")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def below(request: HttpRequest, id: UUID) -> HttpResponse:
    """One of these, and its answer."""
    actor, office = the_actor(request), current_office()
    errors: list[dict[str, Any]] = []
    if above.one(id, actor=actor, office=office) is None:
        raise Http404
    if request.method == "POST":
        try:
            escalations.answer(
                complaint_id=id,
                office=office,
                done=request.POST.get("done", ""),
                text=request.POST.get("text", ""),
                actor=actor,
                now=clock.now(),
            )
        except DomainError as refused:
            errors = [error(refused.message, str(refused.context.get("field", "")))]
        else:
            messages.success(request, _("Jawaban dicatat. Pelapor membacanya dengan kodenya."))
            return HttpResponseRedirect(reverse("complaint_below", args=[id]), status=303)
    found = above.one(id, actor=actor, office=office)
    assert found is not None
    context = {
        "page": PAGE,
        "complaint": escalated.page(found),
        "errors": errors,
        "typed": request.POST,
        "back": reverse("complaints_below"),
    }
    return render(request, "escalations/office_one.html", context, status=422 if errors else 200)
