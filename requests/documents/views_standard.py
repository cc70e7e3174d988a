"""The printed standard, for everyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.ratelimit import rate_limited
from commons.clock import wib
from commons.indonesian import in_indonesian
from documents.sheets import print_sheet
from documents.standard_print import standard_sheet
from offices.http import office_of
from standards import queries
from standards.queries import NoSuchService

TRIES, WINDOW = 60, 60


@rate_limited("service_pdf", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
def service_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """A standard in force as an accessible PDF (PDF/UA-1): its 14 components, word for word."""
    try:
        found = queries.service(code)
    except NoSuchService as error:
        raise Http404 from error
    with in_indonesian():
        sheet = standard_sheet(office_of(request), found, since=wib(found.published_at).date())
    headers = {"Content-Disposition": f'inline; filename="standar-{code}.pdf"'}
    return HttpResponse(print_sheet(sheet), content_type="application/pdf", headers=headers)
