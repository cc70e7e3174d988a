"""The applicant's own page, by a code nobody can guess."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ratelimit import rate_limited
from applications import presenters_public, queries
from commons import clock
from offices.queries import work_calendar
from offices.scope import current_office

PER_MINUTE = 60


@rate_limited("status", limit=PER_MINUTE, seconds=60, methods=frozenset({"GET", "HEAD"}))
@require_safe
def status(request: HttpRequest, code: str) -> HttpResponse:
    """Where a file stands, for whoever holds its receipt. Not for search engines, caches or passers-by."""
    now = clock.now()
    found = queries.public_file(code, now=now)
    if found is None:
        raise Http404
    office = current_office()
    context = presenters_public.context(found, office, work_calendar(office.id), now=now)
    response = render(request, "applications/status_page.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
