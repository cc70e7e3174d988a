"""One's turn on one's phone, for whoever holds the ticket: by a code that nobody can guess."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.ratelimit import rate_limited
from commons import clock
from queueing import queries_screens, screen_words
from queueing.queries_screens import Turn
from queueing.recording import holder_topic
from queueing.views_display import fresh_part, listening
from queueing.workflow import State
from standards.queries import services

PER_MINUTE = 300  # phones on the office's own network come from one address


@rate_limited("turn", limit=PER_MINUTE, seconds=60, methods=frozenset({"GET", "HEAD"}))
@require_safe
def turn(request: HttpRequest, code: str) -> HttpResponseBase:
    """Where the ticket stands; what to bring; once files are received, the way on to them."""
    found = queries_screens.turn(code, now=clock.now())
    if found is None:
        return _private(render(request, "queueing/turn_over.html", status=404))
    context = {
        "live": listening(holder_topic(found.ticket.id)),
        "part_url": reverse("turn_part", args=[code]),
        "now_ms": int(clock.now().timestamp() * 1000),
        "services": _services(found),
        "until": _("Halaman ini berlaku sampai akhir hari nomor itu."),
        **_part(found),
    }
    return _private(render(request, "queueing/turn.html", context))


@rate_limited("turn", limit=PER_MINUTE, seconds=60, methods=frozenset({"GET", "HEAD"}))
@require_safe
def turn_part(request: HttpRequest, code: str) -> HttpResponseBase:
    """The part of it that changes; 304 while the page has seen it."""
    found = queries_screens.turn(code, now=clock.now(), changing=True)
    if found is None:
        return _private(HttpResponse(status=404))
    topic = holder_topic(found.ticket.id)
    return _private(fresh_part(request, "queueing/turn_part.html", _part(found), topic=topic))


def _private(answer: HttpResponseBase) -> HttpResponseBase:
    """Not for search engines, caches or passers-by."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _part(found: Turn) -> dict[str, Any]:
    row = found.ticket
    said = screen_words.said(
        row.state,
        counter=row.counter,
        called_at=row.called_at,
        group=row.group_name,
        kept_for=found.kept_for,
    )
    waits = row.waits and found.kept_for is None
    called = row.state is State.CALLED
    return {
        "ticket": {
            "number": row.number,
            "priority": bool(row.priority),
            "called": called,
            "call_key": str(row.calls) if called else "",
            "headline": said.headline,
            "text": said.text,
            "ahead": screen_words.people(found.ahead) if waits else "",
            "range": screen_words.minutes(found.expected),
            "basis": screen_words.basis(found.expected),
        },
        "files": [
            {
                "url": reverse("status", args=[code]),
                "label": _("{service}, berkas {number}").format(service=service, number=number),
            }
            for code, service, number in found.files
        ],
    }


def _services(found: Turn) -> list[dict[str, str]]:
    """The public standards of what somebody came for, while there is still something to bring."""
    published = {row.code for row in services()}
    wanted = [visit for visit in found.ticket.visits if visit.service_code in published and not visit.outcome]
    return [
        {"url": reverse("service", args=[visit.service_code]), "name": visit.service_name} for visit in wanted
    ]
