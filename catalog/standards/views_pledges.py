"""What an office promises besides its standards: maklumat, motto, code of ethics, quality policy."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import problem
from offices.http import office_of
from standards import operations, pledging, queries
from standards.models import PledgeKind

ANSWERED = 422


@require_safe
def pledges(request: HttpRequest) -> HttpResponse:
    """What holds now, with who signed it and when, and the versions before."""
    rows = [
        {"pledge": row, "before": queries.pledge_versions(PledgeKind(row.kind))[1:]}
        for row in queries.pledges()
    ]
    return render(request, "standards/pledges.html", {"rows": rows})


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The four kinds: which version holds, and the way to the next."""
    current = {row.kind: row for row in queries.pledges()}
    rows = [{"kind": kind.value, "label": kind.label, "pledge": current.get(kind)} for kind in PledgeKind]
    context = {"page": "settings", "rows": rows, "back_url": reverse("settings")}
    return render(request, "standards/settings_pledges.html", context)


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: str) -> HttpResponse:
    """Write the next version of one of them."""
    if kind not in PledgeKind.values:
        raise Http404
    which = PledgeKind(kind)
    typed, errors = None, pledging.Errors()
    if request.method == "POST":
        typed = request.POST
        errors = _save(request, which)
        if not errors:
            messages.success(request, _("{what} versi baru berlaku.").format(what=which.label))
            return redirect("settings_pledges")
    context = _form(request, which, typed, errors)
    return render(request, "standards/pledge_form.html", context, status=ANSWERED if errors else 200)


def _save(request: HttpRequest, kind: PledgeKind) -> pledging.Errors:
    wanted, errors = pledging.read(request.POST)
    if wanted is None:
        return errors
    try:
        operations.sign_pledge(
            kind=kind,
            text=wanted.text,
            signer=wanted.signer,
            signed_on=wanted.signed_on,
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        return [problem(refusal)]
    return []


def _form(request: HttpRequest, kind: PledgeKind, typed: Any, errors: pledging.Errors) -> dict[str, Any]:
    versions = queries.pledge_versions(kind)
    last = versions[0] if versions else None
    asked = pledging.questions(office_of(request), kind, last, typed, errors, day=clock.today())
    return {
        "page": "settings",
        "title": kind.label,
        "lead": _(
            "Salin bunyi yang sudah ditandatangani di atas kertas. Versi yang terbit tidak berubah lagi."
        ),
        "fields": asked,
        "errors": errors,
        "versions": versions,
        "button": _("Terbitkan versi {n}").format(n=last.version + 1 if last else 1),
        "back_url": reverse("settings_pledges"),
        "back_label": _("Maklumat, motto, kode etik, kebijakan mutu"),
    }
