"""The first page of the kabupaten: every office, its state, and what it still needs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.permissions import ALL_KABUPATEN, role_required, the_actor
from onboarding import queries


@role_required(*ALL_KABUPATEN)
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Offices and cases by code; only the kabupaten's admin can go into one."""
    query = " ".join(request.GET.get("q", "").split())[:80]
    seen = queries.overview()
    rows = [row for row in seen.rows if query.casefold() in f"{row.name} {row.code}".casefold()]
    context = {
        "page": "kabupaten_home",
        "seen": seen,
        "rows": rows,
        "query": query,
        "can_admin": the_actor(request).has(Role.KAB_ADMIN),
    }
    return render(request, "onboarding/home.html", context)
