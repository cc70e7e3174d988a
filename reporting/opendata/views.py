"""The published standards of one service side by side, for the bupati's office; from the projection only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import role_required
from opendata import comparing, queries
from opendata.comparing import Component, Item
from opendata.pages import COMPARERS
from opendata.queries import Standards

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
    found = queries.standards_of(code)
    if found is None:
        raise Http404
    components = comparing.compare(found.found)
    context = {
        "page": PAGE,
        "service": found.service,
        "services": queries.service_types(),
        "offices": found.found,
        "without": [name for _code, name in found.without],
        "differing": [_shown(one, found) for one in components if not one.same],
        "same": [_shown(one, found) for one in components if one.same],
    }
    return render(request, "opendata/compare.html", context)


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
