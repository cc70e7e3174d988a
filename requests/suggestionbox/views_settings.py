"""Who opens the Kotak Saran and before how many witnesses: one page of the office's settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import OFFICE_ROLES, Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typedform import TypedForm
from suggestionbox import operations, queries
from suggestionbox.ritual import MOST_WITNESSES
from suggestionbox.views import number

OPENERS = [(role.value, role.label) for role in Role if role in OFFICE_ROLES and role != Role.OFFICE_ADMIN]


@role_required(Role.OFFICE_ADMIN)
@never_cache
@require_http_methods(["GET", "POST"])
def settings_box(request: HttpRequest) -> HttpResponse:
    """The rule that holds; a POST makes another one from now on."""
    held = queries.rule()
    start = {"opener": held.opener, "witnesses": str(held.witnesses)}
    form = TypedForm(request.POST if request.method == "POST" else None, start)
    if request.method == "POST":
        try:
            operations.set_rule(
                actor=the_actor(request),
                opener=form.raw("opener"),
                witnesses=number(form.raw("witnesses")),
                now=clock.now(),
            )
        except DomainError as refused:
            form.refuse(refused.message, str(refused.context.get("field", "")))
        else:
            messages.success(request, _("Disimpan. Berlaku mulai pembukaan berikutnya."))
            return HttpResponseRedirect(reverse("settings_box"), status=303)
    context = {
        "page": "settings",
        "title": _("Kotak Saran"),
        "lead": _("Standar Pelayanan menyuruh Kotak Saran dibuka setiap hari di akhir pelayanan."),
        "fields": [
            form.ask("opener", _("Siapa yang membuka?"), kind="list", choices=OPENERS),
            form.ask(
                "witnesses",
                _("Berapa saksi?"),
                kind="choice",
                choices=[(str(n), str(n)) for n in range(1, MOST_WITNESSES + 1)],
                hint=_("Setiap saksi orang lain, dan membenarkan dengan akunnya sendiri."),
            ),
        ],
        "errors": form.errors,
        "back_url": reverse("settings"),
        "back_label": _("Pengaturan"),
    }
    return render(request, "form_page.html", context, status=422 if form.errors else 200)
