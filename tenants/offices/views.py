"""The page of an office that is suspended, archived or not ready."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt


@never_cache
@csrf_exempt  # it reads and changes nothing, whatever is sent
def closed(request: HttpRequest) -> HttpResponse:
    """Say that nothing is served here, without saying anything about the office."""
    return render(request, "suspended.html", status=503)
