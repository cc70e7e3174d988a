"""Settings: how long records are kept, what could go by now, and removing it under a berita acara."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.indonesian import date_words
from commons.typed import Question, problem
from documents.office_settings import operations
from documents.office_settings.shared import ADMIN, line, show
from regulations import retention as rules
from regulations.retention import Due
from trail import queries as trail

Errors = list[dict[str, str]]


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: HttpRequest) -> HttpResponse:
    """The rules with what they let go: looking is the dry run, a POST removes what was shown."""
    if request.method != "POST":
        return _page(request)
    errors: Errors = []
    minutes = line(request, "minutes", errors, longest=80, missing=_("Isi nomor berita acara pemusnahan."))
    if "sure" not in request.POST:
        errors.append(problem(_("Centang dulu bahwa data ini memang boleh dimusnahkan."), "sure"))
    if errors:
        return _page(request, minutes, errors)
    try:
        removed = operations.apply_retention(
            actor=the_actor(request),
            minutes_number=minutes,
            seen=request.POST.get("seen", ""),
            now=clock.now(),
        )
    except DomainError as refusal:
        return _page(request, minutes, [problem(refusal, "minutes")])
    total = sum(row.count for row in removed)
    said = ngettext("{n} catatan dimusnahkan.", "{n} catatan dimusnahkan.", total).format(n=total)
    messages.success(request, said)
    return redirect("settings_retention")


def _page(request: HttpRequest, minutes: str = "", errors: Errors | None = None) -> HttpResponse:
    found = rules.due(now=clock.now())
    grounds = rules.grounds()
    said = [error["message"] for error in errors or [] if error["field"] == "minutes"]
    context = {
        "rows": [_row(row, grounds.get(row.kind.subject, "")) for row in found],
        "total": sum(row.count for row in found),
        "seen": rules.stamp(found),
        "today": clock.today(),
        "sure": "sure" in request.POST,
        "fields": [
            Question(
                name="minutes",
                label=_("Nomor berita acara pemusnahan"),
                hint=_("Berita acara yang sudah ditandatangani pimpinan, misalnya 045/12/427.98/2026."),
                value=minutes,
                errors=said,
                max_length=80,
            )
        ],
        "trail": [
            {"at": each.at, "by": each.actor_name or _("Sistem"), "text": _told(each.data)}
            for each in trail.latest(subject="retention")
        ],
        "back_url": reverse("settings"),
    }
    return show(request, "documents/settings_retention.html", context, errors)


def _row(due: Due, ground: str) -> dict[str, Any]:
    return {
        "title": due.kind.label,
        "kept": _("Disimpan untuk seterusnya") if due.before is None else _kept(due),
        "ground": ground,
        "count": due.count,
    }


def _kept(due: Due) -> str:
    assert due.before is not None
    return _("Sebelum {day} boleh dimusnahkan").format(day=date_words(due.before))


def _told(data: Mapping[str, Any]) -> str:
    labels = {kind.subject: str(kind.label) for kind in rules.kinds()}
    subject = str(data.get("subject", ""))
    return _("{what}: {n} catatan, berita acara {minutes}").format(
        what=labels.get(subject, subject), n=data.get("count", 0), minutes=data.get("minutes", "")
    )
