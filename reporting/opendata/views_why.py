"""Why offices ask for different things, for citizens: in words, from what is published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from opendata import citizens, queries
from opendata.views_data import public
from recommended.aligning import Share
from recommended.models import Choice


@public
def index(request: HttpRequest) -> HttpResponse:
    """The services."""
    return render(request, "opendata/why_index.html", {"services": queries.service_types()})


@public
def why(request: HttpRequest, code: str) -> HttpResponse:
    """One service: what all ask for, and where and why something else holds."""
    beside = queries.beside(code)
    if beside is None:
        raise Http404
    reasons = {
        office: answer.reason for office, answer in beside.answers.items() if answer.choice == Choice.DEPARTED
    }
    told, same = citizens.tell(beside.chosen, beside.rows, reasons)
    context = {
        "service": beside.standards.service,
        "n": len(beside.chosen),
        "everywhere": [row.words for row in beside.rows if row.has and row.share is Share.ALL],
        "told": told,
        "same": same,
    }
    return render(request, "opendata/why.html", context)
