"""Notes about discipline: read by the person and the superior alone. No address names anybody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.permissions import ALL_OFFICE, role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typedform import TypedForm, read_id
from supervision import notes as operations
from supervision.views_common import choices, say


@sensitive_variables()
@sensitive_post_parameters()
@role_required(*ALL_OFFICE)
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest) -> HttpResponse:
    """What this person may read; a POST writes a note, or answers one."""
    form = TypedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _written(request, form):
        return HttpResponseRedirect(reverse("notes"), status=303)
    actor, now = the_actor(request), clock.now()
    people = operations.subordinates(actor, day=clock.today())
    context: dict[str, Any] = {
        "page": "behind",
        "notes": operations.readable(actor, now=now),
        "may_write": bool(people),
        "fields": [
            form.ask("person", _("Tentang siapa"), "list", choices=choices(people)),
            form.ask("text", _("Catatan"), "long_text", max_length=operations.LONGEST),
        ],
        "answer": form.raw("answer"),
        "tried": form.raw("note"),
        "errors": form.errors,
    }
    answer = render(request, "supervision/notes.html", context, status=422 if form.errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@sensitive_variables()
def _written(request: HttpRequest, form: TypedForm) -> bool:
    actor, now = the_actor(request), clock.now()
    try:
        if form.raw("do") == "answer":
            note = read_id(form.raw("note")) or UUID(int=0)
            operations.answer(actor=actor, note_id=note, text=form.raw("answer"), now=now)
            messages.success(request, _("Tanggapan Anda dicatat."))
        else:
            person = read_id(form.raw("person")) or UUID(int=0)
            operations.write(actor=actor, user_id=person, text=form.raw("text"), now=now)
            messages.success(request, _("Catatan disimpan. Orangnya dapat membaca dan menanggapinya."))
    except DomainError as refused:
        say(form, refused)
    return not form.errors
