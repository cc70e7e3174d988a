"""How complete the standards of each office are, for the kabupaten."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import role_required
from commons import clock
from commons.sheets import as_csv
from completeness import exporting, queries
from completeness.pages import READERS
from completeness.queries import Scored
from completeness.rules import weighed

PAGE = "completeness"


def shown(one: Scored) -> dict[str, object]:
    """An office as pages show it: numbers in words."""
    earned, whole = weighed(one.points)
    return {
        "code": one.code,
        "name": one.name,
        "score": exporting.number(one.score).replace(".", ","),
        "earned": exporting.number(earned).replace(".", ","),
        "whole": whole,
        "on": one.on,
        "points": [
            {"point": point, "got": exporting.number(point.got).replace(".", ",")} for point in one.points
        ],
    }


def file_of(found: Sequence[Scored], kind: str, name: str) -> HttpResponse:
    """CSV or JSON with every proof; 404 for another kind."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    if kind == "csv":
        body = as_csv(exporting.HEAD, exporting.lines(found))
        return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)
    if kind == "json":
        return JsonResponse({"offices": [exporting.plain(one) for one in found]}, headers=headers)
    raise Http404


@role_required(*READERS)
@never_cache
@require_safe
def all_offices(request: HttpRequest) -> HttpResponse:
    """Every office, the least complete first."""
    rows = [shown(one) for one in queries.scored(now=clock.now())]
    return render(request, "completeness/all.html", {"page": PAGE, "rows": rows})


@role_required(*READERS)
@never_cache
@require_safe
def one_office(request: HttpRequest, code: str) -> HttpResponse:
    """One office with every proof."""
    found = queries.scored_one(code, now=clock.now())
    if found is None:
        raise Http404
    context = {"page": PAGE, "base": "kabupaten.html", "one": shown(found)}
    return render(request, "completeness/one.html", context)


@role_required(*READERS)
@never_cache
@require_safe
def export_all(request: HttpRequest, kind: str) -> HttpResponse:
    """All offices as a file."""
    return file_of(queries.scored(now=clock.now()), kind, "kelengkapan-standar")
