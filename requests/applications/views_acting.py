"""Appoint who signs for the leader: proposed where an absence is named, and only for what the order names."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from applications import acting, appointing, forms_acting, presenters_absences, queries_absences
from applications.forms_absences import days_of
from applications.forms_acting import Appointment
from applications.models import ActingSigner, LeaderAbsence
from applications.orders import keep_scans
from applications.presenters_papers import ACCEPT
from applications.proposing import Offer
from applications.queries_absences import Signable
from applications.views_common import KEEPERS, error
from attachments.refusals import MOST_BYTES
from commons import clock
from commons.errors import DomainError

FIELDS = {
    "acting_dates": "to",
    "acting_past": "to",
    "acting_ground": "order_number",
    "acting_order_date": "order_date",
    "acting_self": "acting",
    "acting_person": "form",
    "acting_twice": "acting",
    "acting_scope": "services",
}


@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def appointment(request: HttpRequest) -> HttpResponse:
    """The form of an appointment; `?untuk=<absence>` proposes the lawful one for it."""
    row = _absence(request.GET.get("untuk", ""))
    if request.method == "GET":
        return _show(request, row)
    services = [(each.code, each.name) for each in queries_absences.signable()]
    people = queries_absences.stand_ins(clock.today())
    sent = forms_acting.read(request.POST, request.POST.getlist("services"), people, services)
    if sent.errors:
        return _show(request, row, sent.errors)
    try:
        made = _appoint(request, row, sent)
    except DomainError as refused:
        return _show(request, row, {FIELDS.get(refused.code, ""): str(refused.message)})
    messages.success(request, _("Penunjukan dicatat."))
    taken = keep_scans(request.FILES.getlist("scan"), row=made, actor=the_actor(request), now=clock.now())
    if taken.words:
        messages.warning(request, _("Pindaiannya belum tersimpan: {why}").format(why=taken.words))
        return HttpResponseRedirect(reverse("acting_order", args=[made.id]), status=303)
    return HttpResponseRedirect(reverse("absences"), status=303)


def _appoint(request: HttpRequest, row: LeaderAbsence | None, sent: Appointment) -> ActingSigner:
    assert sent.person is not None
    assert sent.from_date is not None
    assert sent.to_date is not None
    return appointing.appoint_acting(
        actor=the_actor(request),
        user_id=sent.person.user_id,
        name=sent.person.name,
        title=sent.person.title,
        form=sent.form,
        order=sent.order,
        services=sent.services,
        products=sent.products,
        from_date=sent.from_date,
        to_date=sent.to_date,
        absence_id=row.id if row else None,
        now=clock.now(),
    )


def _absence(ref: str) -> LeaderAbsence | None:
    try:
        return LeaderAbsence.objects.filter(id=UUID(ref), cancelled_at=None).first()
    except ValueError:
        return None


def _show(
    request: HttpRequest, row: LeaderAbsence | None, errors: dict[str, str] | None = None
) -> HttpResponse:
    errors, services = errors or {}, queries_absences.signable()
    offer = queries_absences.offer_for(row) if row else None
    typed: dict[str, object] = {**request.POST.dict(), "services": request.POST.getlist("services")}
    if not errors:
        typed = _proposed(row, offer) if row and offer else {}
    people = queries_absences.stand_ins(clock.today())
    named = [(each.code, each.name) for each in services]
    context = {
        "with_files": True,
        "page": "absences",
        "title": _("Tunjuk penanda tangan pengganti"),
        "lead": _("Catat surat perintah atau mandat yang sudah ada. Tanpa surat, tidak ada wewenang."),
        "button": _("Catat penunjukan"),
        "fields": forms_acting.questions(people, named, typed, errors),
        "errors": [error(message, name) for name, message in errors.items()],
        "rules": [_rule(rule) for rule in acting.rules_on(clock.today()).values()],
        "waiting": ", ".join(each.name for each in services if each.matter.waits),
        "order_text": presenters_absences.order_text(row, offer, services) if row and offer else [],
        "back_url": reverse("absences"),
        "accept": ACCEPT,
        "limit": MOST_BYTES // 1024 // 1024,
    }
    return render(request, "applications/appointment.html", context, status=422 if errors else 200)


def _rule(rule: acting.FormRule) -> dict[str, Any]:
    return {"form": rule.form.label, "limit": rule.limit, "source": rule.source}


def _proposed(row: LeaderAbsence, offer: Offer) -> dict[str, object]:
    first, last = days_of(row.from_at, row.to_at)
    every = {each.code for each in _signed()}
    return {
        "acting": str(offer.person.user_id) if offer.person else "",
        "form": offer.form.value,
        "from": _typed(first),
        "to": _typed(last),
        "services": [] if set(offer.signs) == every else list(offer.signs),
    }


def _signed() -> list[Signable]:
    return queries_absences.signable()


def _typed(day: date | datetime) -> str:
    return f"{day:%d-%m-%Y}"
