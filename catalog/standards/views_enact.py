"""Settings: the office's drafts are put into force."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import problem
from offices.http import office_of
from offices.models import OfficeState
from standards import enacting, operations

ANSWERED = 422


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enact(request: HttpRequest) -> HttpResponse:
    """Choose drafts, give their control, put them into force."""
    office = office_of(request)
    lines = enacting.drafts(office)
    typed, errors = None, enacting.Errors()
    if request.method == "POST":
        typed = request.POST
        wanted, errors = enacting.read(typed, lines)
        if not errors:
            try:
                done = operations.enact(wanted=wanted, actor=the_actor(request), now=clock.now())
            except DomainError as refusal:
                errors = [problem(refusal)]
            else:
                messages.success(request, _("{n} standar diterbitkan.").format(n=len(done)))
                return redirect("settings_standards")
    asked = enacting.questions(office, lines, typed, errors, day=clock.today()) if lines else []
    context = {
        "page": "settings",
        "base": "staff.html",
        "is_open": office.state == OfficeState.LIVE,
        "fields": asked,
        "kept": [line for line in lines if not line.needs_control],
        "writes": True,
        "errors": errors,
        "back_url": reverse("settings"),
        "back_label": _("Pengaturan"),
    }
    return render(request, "standards/enact.html", context, status=ANSWERED if errors else 200)
