"""The office checks its standards and accepts what is right as it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.typed import problem
from linting import operations, presenters, queries
from linting.operations import AcceptRefused
from linting.pages import WRITERS

ANSWERED = 422


@role_required(*WRITERS)
@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Every finding on the office's standards, by standard."""
    return _page(request)


@role_required(*WRITERS)
@never_cache
@require_POST
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Accept one finding with its reason."""
    reason = request.POST.get("reason", "")
    try:
        operations.accept(key=key, reason=reason, actor=the_actor(request), now=clock.now())
    except AcceptRefused as refusal:
        return _page(request, refused=refusal, key=key, reason=reason)
    messages.success(request, _("Temuan diterima. Ia muncul lagi bila teksnya berubah."))
    return redirect("standards_check")


@role_required(*WRITERS)
@never_cache
@require_POST
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Take an acceptance back."""
    try:
        operations.reopen(key=key, actor=the_actor(request), now=clock.now())
    except AcceptRefused as refusal:
        return _page(request, refused=refusal, key=key)
    messages.success(request, _("Temuan dibuka lagi."))
    return redirect("standards_check")


def _page(
    request: HttpRequest, *, refused: AcceptRefused | None = None, key: str = "", reason: str = ""
) -> HttpResponse:
    lines = queries.own_findings(now=clock.now())
    counts = queries.count(lines)
    context: dict[str, Any] = {
        # Who has no settings comes here from the list of standards.
        "page": "settings" if the_actor(request).has(Role.OFFICE_ADMIN) else "standards",
        "standards": presenters.standards(lines),
        "counts": counts,
        "errors": [problem(refused, f"reason-{key}")] if refused else [],
        "typed_key": key,
        "typed_reason": reason[:300],
    }
    return render(request, "linting/check.html", context, status=ANSWERED if refused else 200)
