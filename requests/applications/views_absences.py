"""The leader is away: dated rows, and who signs meanwhile."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import queries as people
from accounts.actors import Actor
from accounts.permissions import role_required, the_actor
from accounts.queries import Person
from applications import absences as operations
from applications import appointing, compose, forms_absences
from applications.forms_absences import STAND_INS, Absence
from applications.models import LeaderAbsence
from applications.presence import Acting, Presence, presence_since
from applications.views_common import KEEPERS, error
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from offices.scope import current_office

SHOWN_FOR = timedelta(days=90)


@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def absences(request: HttpRequest) -> HttpResponse:
    """Enter an absence with its stand-in, end one, end an appointment."""
    if request.method == "GET":
        return _show(request)
    do = request.POST.get("do", "")
    if do.startswith(("end:", "end-acting:")):
        return _end(request, do)
    sent = forms_absences.read(request.POST, _stand_ins())
    if sent.errors:
        return _show(request, sent.errors, status=422)
    try:
        _enter(the_actor(request), sent, clock.now())
    except DomainError as refused:
        name = FIELDS.get(refused.code, "")
        return _show(request, {name: str(refused.message)}, status=422)
    messages.success(request, _("Ketidakhadiran dicatat."))
    return HttpResponseRedirect(reverse("absences"), status=303)


FIELDS = {
    "absence_order": "ends",
    "absence_length": "ends",
    "absence_overlap": "starts",
    "absence_reason": "reason",
    "acting_dates": "ends",
    "acting_past": "ends",
    "acting_ground": "ground",
    "acting_self": "acting",
}


def _enter(actor: Actor, sent: Absence, now: datetime) -> None:
    """Both or neither: an absence whose stand-in is refused is not entered."""
    assert sent.from_at is not None
    assert sent.to_at is not None
    with transaction.atomic():
        operations.enter_absence(
            actor=actor, from_at=sent.from_at, to_at=sent.to_at, reason=sent.reason, now=now
        )
        person = next((each for each in _stand_ins() if each.user_id == sent.acting), None)
        if person is None:
            return
        first, last = sent.acting_days()
        appointing.appoint_acting(
            actor=actor,
            user_id=person.user_id,
            name=person.name,
            title=person.title,
            form=sent.form,
            ground=sent.ground,
            from_date=first,
            to_date=last,
            now=now,
        )


def _end(request: HttpRequest, do: str) -> HttpResponse:
    verb, _colon, ref = do.partition(":")
    actor, now = the_actor(request), clock.now()
    try:
        id = UUID(ref)
        if verb == "end":
            operations.end_absence(actor=actor, absence_id=id, now=now)
        else:
            appointing.end_acting(actor=actor, acting_id=id, now=now)
    except ValueError:
        return _show(request, {"": _("Catatan ini tidak ditemukan.")}, status=422)
    except DomainError as refused:
        return _show(request, {"": str(refused.message)}, status=422)
    messages.success(request, _("Diakhiri."))
    return HttpResponseRedirect(reverse("absences"), status=303)


def _stand_ins() -> Sequence[Person]:
    found = people.people(current_office(), on=clock.today(), roles=STAND_INS)
    return [person for person in found if person.is_active]


def _show(request: HttpRequest, errors: dict[str, str] | None = None, *, status: int = 200) -> HttpResponse:
    errors, now = errors or {}, clock.now()
    presence = presence_since(now - SHOWN_FOR)
    # A form that was accepted or never sent is empty; one that was refused keeps what was typed.
    typed = request.POST.dict() if errors else {}
    context = {
        "page": "absences",
        "title": _("Pimpinan tidak di tempat"),
        "lead": _("Selama itu waktu tanda tangan berhenti, dan pemohon diberi tahu kapan pimpinan kembali."),
        "button": _("Catat"),
        "fields": forms_absences.questions(_stand_ins(), typed, errors),
        "errors": [error(message, name) for name, message in errors.items()],
        "absences": _absences(presence, now),
        "acting": [_acting(row, now) for row in presence.acting if row.ended_at is None],
    }
    return render(request, "applications/absences.html", context, status=status)


def _absences(presence: Presence, now: datetime) -> list[dict[str, Any]]:
    office = current_office()
    head = people.head_of(office, on=wib(now).date())
    title = compose.head_of(office)
    return [
        {
            "name": head.name if head else title,
            "title": head.title if head else title,
            "starts": row.from_at,
            "ends": row.to_at,
            "reason": row.reason,
            "acting": _stand_in(presence, row),
            "current": row.from_at <= now < row.to_at,
            "coming": now < row.from_at,
            "ref": str(row.id),
        }
        for row in reversed(presence.absences)
    ]


def _stand_in(presence: Presence, absence: LeaderAbsence) -> str:
    found = (row for row in presence.acting if row.holds(wib(absence.from_at).date()))
    return ", ".join(f"{row.name} ({row.form.label})" for row in found)


def _acting(row: Acting, now: datetime) -> dict[str, Any]:
    return {
        "name": row.name,
        "title": row.title,
        "form": row.form.label,
        "ground": row.ground,
        "starts": row.from_date,
        "ends": row.to_date,
        "current": row.holds(wib(now).date()),
        "over": row.to_date < wib(now).date(),
        "ref": str(row.id),
    }
