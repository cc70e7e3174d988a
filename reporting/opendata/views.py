"""The published standards of one service side by side, for the bupati's office; from the projection only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import role_required
from opendata import comparing, queries
from opendata.comparing import Component, Item
from opendata.pages import COMPARERS
from opendata.queries import Beside, Recommended, Standards
from recommended.aligning import Row, Share
from recommended.differing import fee_of, staff_of, time_of
from recommended.meaning import papers_of
from recommended.models import Choice, Level
from standards.vocabulary import ComponentKey

PAGE = "standards_compare"


@role_required(*COMPARERS)
@never_cache
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which service; `?layanan=` leads there."""
    services = queries.service_types()
    wanted = request.GET.get("layanan", "")
    if wanted in {one.code for one in services}:
        return redirect("standards_compared", wanted)
    return render(request, "opendata/choose.html", {"page": PAGE, "services": services})


@role_required(*COMPARERS)
@never_cache
@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """What the offices promise for one service: what they share, and where they differ."""
    beside = queries.beside(code, request.GET.getlist("kantor"))
    if beside is None:
        raise Http404
    found = beside.standards
    components = [one for one in comparing.compare(beside.chosen) if one.key != ComponentKey.PERSYARATAN]
    context = {
        "page": PAGE,
        "service": found.service,
        "offices": found.found,
        "chosen": beside.chosen,
        "picked": beside.picked,
        "without": [name for _code, name in found.without],
        "recommended": [_recommended(one) for one in beside.recommended],
        "rows": [_row(one, found) for one in beside.rows],
        "departures": _departures(beside),
        "differing": [_shown(one, found) for one in components if not one.same],
        "same": [_shown(one, found) for one in components if one.same],
    }
    return render(request, "opendata/compare.html", context)


SHARES = {Share.ALL: _("semua kantor"), Share.SOME: _("sebagian kantor"), Share.ONE: _("satu kantor saja")}


def _row(row: Row, found: Standards) -> dict[str, Any]:
    """A requirement with the names of who asks for it."""
    names = {one.code: one.name for one in found.found}
    return {
        "row": row,
        "share": SHARES[row.share] if row.has else "",
        "has": [names[code] for code in row.has],
        "lacks": [names[code] for code in row.lacks],
        "others": row.wordings[1:],
    }


def _recommended(one: Recommended) -> dict[str, Any]:
    """The first column: what the kabupaten recommends."""
    document = one.document
    return {
        "one": one,
        "level": Level(one.level).label,
        "papers": [paper.shown for paper in papers_of(document)],
        "time": time_of(document),
        "fee": fee_of(document),
        "steps": [step.title for step in document.prosedur.steps],
        "staff": staff_of(document),
    }


def _departures(beside: Beside) -> list[tuple[str, str]]:
    """(office, its reason) of those that depart from what is recommended."""
    names = {one.code: one.name for one in beside.chosen}
    return [
        (names[code], answer.reason)
        for code, answer in beside.answers.items()
        if answer.choice == Choice.DEPARTED and code in names
    ]


def _shown(component: Component, found: Standards) -> dict[str, Any]:
    """A component; offices that have the same stand together, the most common first."""
    names = {one.code: one.name for one in found.found}
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in component.items:
        groups.setdefault(tuple(sorted(item.entries)), []).append(item)
    together = sorted(groups.values(), key=lambda items: -len(items))
    return {
        "name": component.name,
        "common": component.common,
        "middle": component.middle,
        "unit": component.unit,
        "rows": [
            {"offices": ", ".join(names[item.code] for item in items), "item": items[0], "n": len(items)}
            for items in together
        ],
    }
