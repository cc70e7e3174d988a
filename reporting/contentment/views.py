"""The compilation of the survey over all offices, for the kabupaten: page, XLSX, PDF. No people."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import role_required
from commons import clock
from commons.indonesian import in_indonesian
from contentment import presenters, queries, sheets
from contentment.compiling import Span, span_of, spans_to
from contentment.pages import READERS
from contentment.workbook import table
from documents.sheets import print_sheet

PAGE = "contentment"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@role_required(*READERS)
@never_cache
@require_safe
def compilation(request: HttpRequest, slug: str = "") -> HttpResponse:
    """One span; without a name the newest half-year that is over."""
    spans = spans_to(clock.today())
    asked = slug or request.GET.get("masa", "")
    span = _span(asked) if asked else next(one for one in spans if one.kind == "SEMESTER")
    context = {
        "page": PAGE,
        "spans": [{"slug": one.slug, "name": presenters.span_name(one)} for one in spans],
        **presenters.page(queries.compilation(span)),
    }
    return render(request, "contentment/compilation.html", context)


def _span(slug: str) -> Span:
    found = span_of(slug)
    if found is None:
        raise Http404
    return found


@role_required(*READERS)
@never_cache
@require_safe
def workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """The tables as XLSX."""
    found = queries.compilation(_span(slug))
    headers = {"Content-Disposition": f'attachment; filename="kompilasi-skm-{slug}.xlsx"'}
    return HttpResponse(table(found, made=clock.now()), content_type=XLSX, headers=headers)


@role_required(*READERS)
@never_cache
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The compilation as PDF."""
    found = queries.compilation(_span(slug))
    with in_indonesian():
        content = print_sheet(sheets.report_sheet(found, day=clock.today()))
    headers = {"Content-Disposition": f'inline; filename="kompilasi-skm-{slug}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
