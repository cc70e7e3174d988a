"""The kabupaten's sentences for answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import the_actor
from audit import changing
from commons import clock
from commons.errors import DomainError
from commons.typedform import TypedForm
from masterdata.views import changing_page, reading, show
from responses import forms, operations, queries
from responses.models import ResponseTemplate


@reading
def responses(request: HttpRequest) -> HttpResponse:
    """The list."""
    return show(request, "masterdata/responses.html", {"rows": queries.kept_by(None)})


@changing_page
def edit(request: HttpRequest, response_id: UUID | None = None) -> HttpResponse:
    """Write one, or change it."""
    row = queries.kept(response_id, None) if response_id else None
    if response_id and row is None:
        raise Http404
    form = TypedForm(request.POST if request.method == "POST" else None, forms.start(row))
    if request.method == "POST" and _save(request, form, row):
        messages.success(request, _("Contoh jawaban disimpan. Kantor melihatnya dalam satu menit."))
        return redirect("md_responses")
    context = {
        "title": row.title if row else _("Contoh jawaban baru"),
        "fields": forms.questions(form, row),
        "errors": form.errors,
        "seen": changing.newest(operations.subject_of(row.key)) if row else 0,
        "back": reverse("md_responses"),
    }
    return show(request, "masterdata/form.html", context, refused=bool(form.errors))


def _save(request: HttpRequest, form: TypedForm, row: ResponseTemplate | None) -> bool:
    sentence = forms.read(form, row)
    if sentence is None:
        return False
    common: dict[str, Any] = {"sentence": sentence, "actor": the_actor(request), "now": clock.now()}
    try:
        if row is None:
            operations.add(**common)
        else:
            operations.change(response_id=row.pk, seen=form.seen(), **common)
    except DomainError as refusal:
        form.refuse(refusal, {"stale": "", "key_taken": "key"}.get(refusal.code, "text"))
        return False
    return True
