"""What the staff pages share: the desk of this request, the live line, answers with an error."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.glance import glance
from accounts.permissions import the_actor
from applications.queries_desk import Desk, desk
from commons import clock
from commons.live import ticket
from offices.scope import current_office

READERS = ("COUNTER", "OPERATOR", "INFORMATION", "SECTION_HEAD", "SECRETARY", "HEAD")
COUNTERS = ("COUNTER", "OPERATOR")
# Who keeps the dates of the leader's absences and stand-ins.
KEEPERS = ("SECTION_HEAD", "SECRETARY", "HEAD", "OFFICE_ADMIN")


def desk_of(request: HttpRequest) -> Desk:
    """This person's desk, worked out once a request."""
    found = getattr(request, "loket_desk", None)
    if not isinstance(found, Desk):
        found = desk(the_actor(request), now=clock.now(), seen=glance(request))
        request.loket_desk = found  # type: ignore[attr-defined]
    return found


def live(topics: Iterable[str], poll_url: str) -> dict[str, str]:
    """What a live page needs (`staff.html`): the stream when there is one, and where to poll."""
    url = settings.LIVE_URL
    return {
        "url": url,
        "ticket": ticket(current_office().schema_name, topics) if url else "",
        "poll_url": poll_url,
    }


def error(message: object, field: str = "") -> dict[str, Any]:
    """One line of an error summary."""
    return {"field": field, "message": message}


UNCHANGED = _("Isian Anda masih ada di bawah. Berkas tidak berubah.")
