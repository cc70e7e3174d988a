"""Search. A NIK must not stand in an address, so it is a POST and nothing of it is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required
from applications import presenters, queries
from applications.queries_people import Kind
from applications.views_common import READERS
from commons import clock
from offices.queries import work_calendar
from offices.scope import current_office

LONGEST = 120


@role_required(*READERS)
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The files of this office that a number, name, NIK or telephone number means."""
    query = request.POST.get("q", "").strip()[:LONGEST].replace("\0", "")
    now = clock.now()
    found = queries.search(query, now=now) if query else None
    calendar = work_calendar(current_office().id)
    context = {
        "page": "search",
        "query": query,
        "asked": found is not None,
        "rows": [presenters.row(row, calendar, now=now) for row in found.rows] if found else [],
        "more": found.more if found else False,
        "hint": _hint(found.kind) if found else "",
    }
    response = render(request, "applications/search.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _hint(kind: Kind) -> str:
    return {
        Kind.NIK: _("Dicari sebagai NIK."),
        Kind.PHONE: _("Dicari sebagai nomor telepon."),
        Kind.NAME: _("Dicari sebagai nama."),
        Kind.NUMBER: _("Dicari sebagai nomor berkas atau surat."),
    }.get(kind, "")
