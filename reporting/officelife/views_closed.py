"""The page at every address of an office that is suspended, archived or not ready."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from commons import clock
from officelife.closed import closed
from offices.hosts import place_of, url_of

GONE, UNAVAILABLE = 410, 503


@never_cache
@csrf_exempt  # it reads and changes nothing, whatever is sent
def closed_page(request: HttpRequest) -> HttpResponse:
    """Say that nothing is served here, and where to go: 410 when that is for good, else 503."""
    place = place_of(request.get_host())
    found = closed(place.office if place else None, on=clock.today())
    status = GONE if found.kind in {"merged", "ended"} else UNAVAILABLE
    context = {"closed": found, "all_offices": url_of("")}
    return render(request, "officelife/closed.html", context, status=status)
