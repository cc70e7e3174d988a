"""How complete this office's standards are, on its own host."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import role_required
from commons import clock
from completeness import queries
from completeness.pages import OFFICE_READERS
from completeness.queries import Scored
from completeness.views import file_of, shown
from offices.http import office_of


def _own(request: HttpRequest) -> Scored:
    found = queries.scored_one(office_of(request).kemendagri_code, now=clock.now())
    if found is None:  # an office that rehearses
        raise Http404
    return found


@role_required(*OFFICE_READERS)
@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The score with every proof."""
    context = {"page": "settings", "base": "staff.html", "one": shown(_own(request)), "own": True}
    return render(request, "completeness/one.html", context)


@role_required(*OFFICE_READERS)
@never_cache
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """As a file, to hand in as evidence."""
    one = _own(request)
    return file_of([one], kind, f"kelengkapan-{office_of(request).slug}")
