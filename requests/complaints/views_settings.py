"""The office's own terms, tighter than the kabupaten's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.typedform import TypedForm
from complaints import ruling, terms
from complaints.clocks import MOST_DAYS, Terms
from complaints.models import Klass


@role_required(Role.OFFICE_ADMIN, Role.HEAD)
@require_http_methods(["GET", "POST"])
def settings_complaints(request: HttpRequest) -> HttpResponse:
    """Working days for each class, and for verifying and a first reply."""
    above, now_in_force = terms.of_kabupaten(), terms.in_force()
    start = {**now_in_force.days, "verify": now_in_force.verify}
    form = TypedForm(
        request.POST if request.method == "POST" else None, {**start, "reply": now_in_force.reply}
    )
    if request.method == "POST":
        read = _read(form, above)
        if read is not None:
            ruling.set_own(terms=read, actor=the_actor(request), now=clock.now())
            messages.success(
                request, _("Tenggat disimpan. Berlaku untuk pengaduan yang masuk sejak sekarang.")
            )
            return HttpResponseRedirect(reverse("settings_complaints"), status=303)
    hint = _("Kabupaten: paling lama {n} hari kerja.")
    fields = [
        form.ask(key, label, "integer", hint=hint.format(n=limit), max_length=3)
        for key, label, limit in _limits(above)
    ]
    context = {"page": "settings", "fields": fields, "errors": form.errors}
    return render(request, "complaints/settings.html", context, status=422 if form.errors else 200)


def _limits(above: Terms) -> list[tuple[str, str, int]]:
    found = [(klass.value, str(klass.label), above.days[klass.value]) for klass in Klass]
    return [
        *found,
        ("verify", _("Diverifikasi dalam"), above.verify),
        ("reply", _("Tanggapan awal sesudah verifikasi dalam"), above.reply),
    ]


def _read(form: TypedForm, above: Terms) -> Terms | None:
    days = {key: _number(form, key, limit) for key, _label, limit in _limits(above)}
    if form.errors:
        return None
    verify, reply = days.pop("verify"), days.pop("reply")
    return Terms(days, verify, reply, above.silence)


def _number(form: TypedForm, key: str, limit: int) -> int:
    word = form.raw(key).strip()
    days = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
    if not 1 <= days <= min(limit, MOST_DAYS):
        form.refuse(_("Tulis 1 sampai {n} hari kerja.").format(n=limit), key)
    return days
