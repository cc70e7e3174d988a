"""The printed standard, all of them in a book, and the leaflet of a service: for everyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.ratelimit import rate_limited
from commons import clock
from commons.indonesian import in_indonesian
from documents.kept import print_kept
from documents.sheets import print_sheet
from documents.standard_more import book_sheet, leaflet_sheet, poster_sheet, since_of
from documents.standard_print import standard_sheet
from offices.http import office_of
from standards import queries
from standards.queries import NoSuchService, PublishedService

TRIES, BOOKS, WINDOW = 60, 12, 60


@rate_limited("service_pdf", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
def service_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """A standard in force as an accessible PDF (PDF/UA-1): its 14 components, word for word."""
    found = _service(code)
    with in_indonesian():
        sheet = standard_sheet(office_of(request), found, since=since_of(found))
    return _pdf(print_sheet(sheet), f"standar-{code}")


@rate_limited("service_leaflet", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
def service_leaflet(request: HttpRequest, code: str) -> HttpResponse:
    """A service on A5, to take home."""
    found = _service(code)
    with in_indonesian():
        sheet = leaflet_sheet(office_of(request), found, day=clock.today())
    return _pdf(print_sheet(sheet), f"selebaran-{code}")


@rate_limited("standards_book", limit=BOOKS, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
def standards_book(request: HttpRequest) -> HttpResponse:
    """Every standard in force of the office in one accessible PDF."""
    services = queries.whole()
    if not services:
        raise Http404
    office = office_of(request)
    with in_indonesian():
        sheet = book_sheet(office, services)
    return _pdf(print_kept(sheet), f"buku-standar-{office.slug}")


@rate_limited("pledge_poster", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
def pledge_poster(request: HttpRequest, kind: str, paper: str) -> HttpResponse:
    """A pledge in force for the wall, A3 or A4."""
    found = next((row for row in queries.pledges() if row.kind == kind), None)
    if found is None or paper not in {"a3", "a4"}:
        raise Http404
    with in_indonesian():
        sheet = poster_sheet(office_of(request), found, paper="a3" if paper == "a3" else "a4")
    return _pdf(print_sheet(sheet), f"{kind}-{paper}")


def _service(code: str) -> PublishedService:
    try:
        return queries.service(code)
    except NoSuchService as error:
        raise Http404 from error


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
