"""Sentences for answers in an office's settings: the kabupaten's, and the office's own beside them."""

from typing import Any
from uuid import UUID

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
from commons.typedform import TypedForm
from offices.http import office_of
from responses import forms, operations, queries
from responses.models import ResponseTemplate

ANSWERED = 422


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_safe
def settings_responses(request: HttpRequest) -> HttpResponse:
    """The list."""
    office = office_of(request)
    context = {
        "page": "settings",
        "own": queries.kept_by(office.id),
        "shared": [row for row in queries.kept_by(None) if row.is_active],
    }
    return render(request, "responses/settings.html", context)


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, response_id: UUID | None = None) -> HttpResponse:
    """Write one of the office's own, or change it."""
    row = queries.kept(response_id, office_of(request).id) if response_id else None
    if response_id and row is None:
        raise Http404
    form = TypedForm(request.POST if request.method == "POST" else None, forms.start(row))
    if request.method == "POST" and _save(request, form, row):
        queries.forget_suggestions()
        messages.success(request, _("Contoh jawaban disimpan."))
        return redirect("settings_responses")
    context = {
        "page": "settings",
        "title": row.title if row else _("Contoh jawaban baru"),
        "fields": forms.questions(form, row),
        "errors": form.errors,
        "back_url": reverse("settings_responses"),
        "back_label": _("Contoh jawaban"),
    }
    return render(request, "form_page.html", context, status=ANSWERED if form.errors else 200)


def _save(request: HttpRequest, form: TypedForm, row: ResponseTemplate | None) -> bool:
    sentence = forms.read(form, row)
    if sentence is None:
        return False
    common: dict[str, Any] = {"sentence": sentence, "actor": the_actor(request), "now": clock.now()}
    try:
        if row is None:
            operations.add(**common)
        else:
            operations.change(response_id=row.pk, seen=0, **common)
    except DomainError as refusal:
        form.refuse(refusal, "key" if refusal.code == "key_taken" else "text")
        return False
    return True
