"""The kabupaten's complaints officer: what came up, and the answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from audit.operations import record
from commons import clock
from commons.errors import DomainError
from commons.typed import problem
from escalations import operations, presenters, queries


@role_required(Role.COMPLAINTS)
@never_cache
@require_safe
def escalations(request: HttpRequest) -> HttpResponse:
    """All that came up to the kabupaten."""
    found = queries.addressed_to(the_actor(request), None)
    context = {"rows": presenters.rows(found, "escalated")}
    return render(request, "escalations/list.html", context)


@role_required(Role.COMPLAINTS)
@never_cache
@require_safe
def evidence(request: HttpRequest, id: UUID, paper_id: UUID) -> HttpResponse:
    """A photograph or PDF that came with it; who looks is on the kabupaten's trail."""
    actor = the_actor(request)
    found = queries.evidence(paper_id, complaint_id=id, actor=actor, office=None)
    if found is None:
        raise Http404
    record(action="escalated.read", actor=actor, subject=f"escalated:{id}", now=clock.now())
    return presenters.paper(*found)


@sensitive_post_parameters()
@role_required(Role.COMPLAINTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def escalated(request: HttpRequest, id: UUID) -> HttpResponse:
    """One of these, and its answer. Who opens it is on the kabupaten's trail."""
    actor, now = the_actor(request), clock.now()
    if queries.one(id, actor=actor, office=None) is None:
        raise Http404
    errors: list[dict[str, Any]] = []
    if request.method == "POST":
        done, text = request.POST.get("done", ""), request.POST.get("text", "")
        try:
            operations.answer(complaint_id=id, office=None, done=done, text=text, actor=actor, now=now)
        except DomainError as refused:
            errors = [problem(refused.message, str(refused.context.get("field", "")))]
        else:
            messages.success(request, _("Jawaban dicatat. Pelapor membacanya dengan kodenya."))
            return HttpResponseRedirect(reverse("escalated", args=[id]), status=303)
    record(action="escalated.read", actor=actor, subject=f"escalated:{id}", now=now)
    found = queries.one(id, actor=actor, office=None)
    assert found is not None
    context = {"complaint": presenters.page(found), "errors": errors, "typed": request.POST}
    return render(request, "escalations/one.html", context, status=422 if errors else 200)
