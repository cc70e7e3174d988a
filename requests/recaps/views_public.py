"""What everybody may read: published recaps, and their posters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recaps import presenters, queries
from recaps.quarters import BadQuarter, Quarter
from recaps.queries import Whole
from recaps.sheet import poster_pdf
from recaps.views import pdf


@require_safe
def public_recaps(request: HttpRequest) -> HttpResponse:
    """The published recaps of this office."""
    rows = [presenters.recap_row(row) for row in queries.published()]
    return render(request, "recaps/public_list.html", {"rows": rows})


@require_safe
def public_recap(request: HttpRequest, key: str) -> HttpResponse:
    """One of them: what was complained about, what was done, what is promised and how that goes."""
    return render(request, "recaps/public.html", presenters.shown(_published(key)))


@require_safe
def public_poster(request: HttpRequest, key: str, paper: str) -> HttpResponse:
    """The same for the notice board, on A3 or A4."""
    found = _published(key)
    if paper == "a3":
        return pdf(poster_pdf(found, paper="a3"), f"poster-rekap-{key}-a3")
    if paper == "a4":
        return pdf(poster_pdf(found, paper="a4"), f"poster-rekap-{key}-a4")
    raise Http404


def _published(key: str) -> Whole:
    try:
        found = queries.public(Quarter.read(key))
    except BadQuarter as bad:
        raise Http404 from bad
    if found is None:
        raise Http404
    return found
