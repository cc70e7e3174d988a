"""Complaints of all offices, quarter by quarter, and who published a recap of them, for the kabupaten."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import role_required
from commons import clock
from recaps.quarters import BadQuarter, Quarter
from voice import presenters, queries
from voice.pages import READERS


def asked(request: HttpRequest) -> Quarter:
    """The quarter of the address, else the last one that is over."""
    try:
        return Quarter.read(request.GET.get("triwulan", ""))
    except BadQuarter:
        return queries.quarters(now=clock.now())[0]


@role_required(*READERS)
@never_cache
@require_safe
def compiled(request: HttpRequest) -> HttpResponse:
    """A quarter over all offices."""
    found = queries.compilation(asked(request))
    context = {
        "page": "voice",
        "quarter": found.quarter,
        "quarters": presenters.choices(queries.choices(now=clock.now())),
        "rows": [presenters.row(one) for one in found.offices],
        "together": presenters.tally(found.together),
        "minimum": queries.MINIMUM,
    }
    return render(request, "voice/compiled.html", context)


@role_required(*READERS)
@never_cache
@require_safe
def recap_table(request: HttpRequest) -> HttpResponse:
    """Offices × quarters: who drafted, approved, published, and put it on the board."""
    found = queries.recap_table(now=clock.now())
    context = {
        "page": "voice_recaps",
        "quarters": found.quarters,
        "rows": [presenters.recap_row(one) for one in found.rows],
    }
    return render(request, "voice/recaps.html", context)
