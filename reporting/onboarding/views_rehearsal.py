"""A rehearsal: begun on the kabupaten's host, played on the host of its own office."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import ALL_OFFICE, role_required, the_actor
from commons import clock
from commons.errors import DomainError
from offices.hosts import KABUPATEN_LABEL, url_of
from offices.http import office_of
from offices.models import Office
from onboarding import rehearsals
from onboarding.views_case import case_or_404

PASSED = gettext_lazy("Latihan lulus. Kantor ini boleh dibuka.")


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a rehearsal, or try again."""
    case_or_404(code)
    try:
        rehearsals.begin(code=code, actor=the_actor(request), now=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("onboard_case", code)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Have a rehearsal judged that was played to its end, from the kabupaten's host."""
    found = case_or_404(code)
    row = rehearsals.of(found.office) if found.office else None
    if row is None or row.shadow is None:
        raise Http404
    try:
        rehearsals.finish(shadow=row.shadow, actor=the_actor(request), real=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, PASSED)
    return redirect("onboard_case", code)


def _shadow(request: HttpRequest) -> tuple[Office, datetime]:
    """The rehearsal's office and real time. Raises `Http404` in real offices."""
    office = office_of(request)
    if not office.is_rehearsal or not hasattr(request, "rehearsal"):
        raise Http404
    real: Any = request.real_time  # type: ignore[attr-defined]
    return office, real


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The twelve tasks, what was done, and how to go on."""
    office, _real = _shadow(request)
    row = rehearsals.by_shadow(office)
    home = url_of(KABUPATEN_LABEL, f"/kantor/{row.office.kemendagri_code}/") if row else ""
    return render(request, "onboarding/rehearsal.html", {"page": "rehearsal", "home_url": home})


@role_required(*ALL_OFFICE)
@never_cache
@require_POST
def clock_on(request: HttpRequest) -> HttpResponse:
    """Move this office's clock to the next working morning."""
    office, real = _shadow(request)
    try:
        rehearsals.move_clock(shadow=office, actor=the_actor(request), real=real)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(request, _("Jam latihan maju ke pagi hari kerja berikutnya."))
    return redirect("rehearsal")


@role_required(*ALL_OFFICE)
@never_cache
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Have the rehearsal judged."""
    office, real = _shadow(request)
    try:
        rehearsals.finish(shadow=office, actor=the_actor(request), real=real)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, PASSED)
    return redirect("rehearsal")
