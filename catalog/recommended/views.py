"""What the kabupaten recommends, in an office's settings: what differs, follow it, or say why not."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typedform import TypedForm
from offices.http import office_of
from recommended import operations, queries

ANSWERED = 422


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All that is recommended to this office."""
    context = {"page": "settings", "lines": queries.lines_for(office_of(request))}
    return render(request, "recommended/settings.html", context)


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """One: beside the office's own standard, with both ways to answer."""
    shown = queries.shown_to(office_of(request), recommendation_id)
    if shown is None:
        raise Http404
    form = TypedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _answer(request, form, recommendation_id):
        return redirect("settings_recommended")
    ask = form.ask(
        "reason",
        _("Mengapa kantor ini berbeda"),
        "long_text",
        max_length=500,
        hint=_("Dibaca warga di halaman perbandingan. Jangan tulis nama atau data orang."),
    )
    context = {"page": "settings", "shown": shown, "errors": form.errors, "field": ask}
    return render(request, "recommended/one.html", context, status=ANSWERED if form.errors else 200)


def _answer(request: HttpRequest, form: TypedForm, recommendation_id: UUID) -> bool:
    do = form.choice("do", ["adopt", "depart"], missing=_("Pilih mengikuti atau berbeda."))
    if form.errors:
        return False
    actor, now = the_actor(request), clock.now()
    try:
        if do == "adopt":
            operations.adopt(recommendation_id=recommendation_id, actor=actor, now=now)
            messages.success(request, _("Anjuran diikuti. Yang belum sama menjadi rancangan standar."))
        else:
            reason = form.text("reason", longest=500)
            operations.depart(recommendation_id=recommendation_id, reason=reason, actor=actor, now=now)
            messages.success(request, _("Alasan disimpan dan tampil di perbandingan."))
    except DomainError as refusal:
        form.refuse(refusal, "reason" if refusal.code == "no_reason" else "")
        return False
    return True
