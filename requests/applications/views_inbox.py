"""The inbox: what waits for me."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.permissions import role_required
from applications import presenters, queries
from applications.notices import notices
from applications.queries_desk import Desk, Section
from applications.queries_inbox import Part
from applications.views_common import COUNTERS, desk_of, live
from commons.worktime import WorkCalendar
from offices.queries import work_calendar
from offices.scope import current_office
from standards import queries as standards


@role_required()
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """The sections of this person's inbox; `?semua=others` shows one of them to its end."""
    desk = desk_of(request)
    asked = request.GET.get("semua", "")
    whole = Section(asked) if asked in Section.__members__.values() else None
    found = queries.inbox(desk, whole=whole)
    calendar = work_calendar(current_office().id)
    context: dict[str, Any] = {
        "page": "inbox",
        "summary": {"mine": len(desk.mine), "late": desk.late, "today": found.received_today},
        "sections": [_section(part, calendar, desk) for part in found.parts],
        "services": standards.names() if desk.actor.has(*COUNTERS) else [],
        "leader_away": found.leader_away,
        "notices": notices(desk),
        "live": live(["files"], reverse("inbox_changes")),
    }
    return render(request, "applications/inbox.html", context)


@role_required()
@require_GET
def inbox_changes(request: HttpRequest) -> HttpResponseBase:
    """Nothing but an ETag, for pages that poll: 304 while the inbox is as it was."""
    return tagged(request, queries.changes(desk_of(request)))


def tagged(request: HttpRequest, content: str) -> HttpResponseBase:
    """An empty answer whose ETag stands for `content`; 304 when the page has seen that."""
    tag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(status=200, headers={"ETag": tag, "Cache-Control": "no-store"})


def _section(part: Part, calendar: WorkCalendar, desk: Desk) -> dict[str, Any]:
    return {
        "key": part.section.value,
        "rows": [
            presenters.row(row, calendar, now=desk.now, call=row.file.id in desk.to_call) for row in part.rows
        ],
        "more_url": f"?semua={part.section.value}" if part.more else "",
    }
