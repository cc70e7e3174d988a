"""What is ready and nobody came for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import role_required, the_actor
from applications import labels, presenters, queries, shelf
from applications.contacts import OUTCOMES
from applications.queries_desk import CALLERS
from applications.queries_uncollected import Waiting
from commons import clock


@role_required(*sorted(CALLERS))
@require_GET
def uncollected(request: HttpRequest) -> HttpResponse:
    """Who to remind, how they were told so far, and how a file that nobody wants any more is closed."""
    actor = the_actor(request)
    found = queries.uncollected(days=shelf.limit(), now=clock.now())
    closes = actor.has("COUNTER")
    context = {
        "page": "inbox",
        "days": found.days,
        "ready": found.ready,
        "rows": [_row(each, closes=closes) for each in found.waiting],
    }
    response = render(request, "applications/uncollected.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _row(each: Waiting, *, closes: bool) -> dict[str, Any]:
    file, url = each.file, reverse("file", args=[each.file.id])
    return {
        "number": file.receipt_number,
        "applicant": file.name,
        "service": file.service_name,
        "village": file.village,
        "since": file.changed_at,
        "days": each.days,
        "told": _told(each),
        "contact": presenters.contact(file, each.attempts, late=False),
        "url": url,
        "call_url": f"{url}#hubungi",
        # The workflow ends such a file as withdrawn: its number becomes void and stays in the book.
        "close_url": f"{url}#act-withdraw" if closes else "",
    }


def _told(each: Waiting) -> str:
    last = each.told
    if last is None:
        return _("Belum pernah diberi tahu")
    words = {
        "way": labels.CONTACT_WAYS.get(last.way, last.way),
        "outcome": OUTCOMES[last.outcome],
        "day": f"{last.at:%d-%m}",
        "n": len(each.attempts),
    }
    return _("{n} kali dihubungi; terakhir {day} lewat {way}: {outcome}").format(**words)
