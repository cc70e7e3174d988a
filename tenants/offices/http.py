"""What the office middleware puts on a request."""

from enum import StrEnum

from django.http import HttpRequest

from offices.models import Office
from offices.scope import NoOffice


class HostKind(StrEnum):
    """Which of the three kinds of host was asked."""

    OFFICE = "office"
    KABUPATEN = "kabupaten"
    BASE = "base"


class OfficeRequest(HttpRequest):
    """A request on an office's host."""

    office: Office
    host_kind: HostKind


def office_of(request: HttpRequest) -> Office:
    """The office whose host was asked. Raises `NoOffice` on the other hosts."""
    office = getattr(request, "office", None)
    if not isinstance(office, Office):
        raise NoOffice
    return office
