"""The addresses of an office host; names whose pages are built elsewhere and not here yet lead nowhere."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import office


def nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


ELSEWHERE = ("ticket_new", "settings", "register", "switch_office")
# The real one wins where there is one: later patterns are asked first when an address is made.
urlpatterns = [
    *(path(f"belum/{name}/", nothing, name=name) for name in ELSEWHERE),
    *office.urlpatterns,
]
