"""The leader is away: the calendar of it, the two taps of a leader who goes, changing and ending it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actors import Actor
from accounts.models import Role
from accounts.permissions import role_required, the_actor
from accounts.queries import Person
from applications import absences as operations
from applications import appointing, forms_absences, months, presenters_absences, queries_absences
from applications.absences import AbsenceRefused
from applications.forms_absences import Absence
from applications.models import AbsenceKind, LeaderAbsence
from applications.orders import scans_of
from applications.presence import Presence, presence_since
from applications.views_common import KEEPERS, error
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from commons.indonesian import date_shown
from offices.queries import work_calendar
from offices.scope import current_office
from trail import queries as trail

SHOWN_FOR = timedelta(days=90)
FIELDS = {
    "absence_order": "ends",
    "absence_length": "ends",
    "absence_overlap": "starts",
    "absence_reason": "reason",
    "absence_weeks": "weeks",
    "acting_dates": "ends",
    "acting_past": "ends",
    "acting_ground": "order_number",
    "acting_order_date": "order_date",
    "acting_self": "acting",
    "acting_person": "form",
    "acting_twice": "acting",
}


@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def absences(request: HttpRequest) -> HttpResponse:
    """The calendar; enter an absence with its stand-in, end one, end an appointment, go, come back."""
    if request.method == "GET":
        return _show(request)
    do = request.POST.get("do", "")
    if do.startswith(("end:", "end-acting:")):
        return _end(request, do)
    if do in QUICK:
        return _quick(request, QUICK[do])
    sent = forms_absences.read(request.POST, _stand_ins())
    if sent.errors:
        return _show(request, sent.errors, status=422)
    try:
        row = _enter(the_actor(request), sent, clock.now())
    except DomainError as refused:
        name = FIELDS.get(refused.code, "")
        return _show(request, {name: str(refused.message)}, status=422)
    messages.success(request, _("Ketidakhadiran dicatat."))
    _say_impact(request, row)
    return HttpResponseRedirect(reverse("absences"), status=303)


def _enter(actor: Actor, sent: Absence, now: datetime) -> LeaderAbsence:
    """Both or neither: an absence whose stand-in is refused is not entered."""
    assert sent.from_at is not None
    assert sent.to_at is not None
    with transaction.atomic():
        row = operations.enter_absence(
            actor=actor,
            from_at=sent.from_at,
            to_at=sent.to_at,
            reason=sent.reason,
            kind=sent.kind,
            weeks=sent.weeks,
            now=now,
        )
        person = next((each for each in _stand_ins() if each.user_id == sent.acting), None)
        if person is None:
            return row
        first, last = sent.acting_days()
        appointing.appoint_acting(
            actor=actor,
            user_id=person.user_id,
            name=person.name,
            title=person.title,
            form=sent.form,
            order=sent.order,
            from_date=first,
            to_date=last,
            absence_id=row.id,
            now=now,
        )
    return row


def _say_impact(request: HttpRequest, row: LeaderAbsence) -> None:
    for sentence in presenters_absences.impact(queries_absences.impact_of(row, now=clock.now())):
        messages.warning(request, sentence)


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


def _quick(request: HttpRequest, act: Callable[[HttpRequest, Actor], str]) -> HttpResponse:
    """The leader's own two taps; nobody else says it for them."""
    actor = the_actor(request)
    if not actor.has(Role.HEAD):
        return _show(request, {"": _("Hanya pimpinan yang mencatat ini sendiri.")}, status=403)
    try:
        said = act(request, actor)
    except DomainError as refused:
        return _show(request, {"": str(refused.message)}, status=422)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("pile"), status=303)


def _leave(request: HttpRequest, actor: Actor) -> str:
    now = clock.now()
    try:
        until = datetime.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        until = now
    if until.tzinfo is None or until not in months.choices(now, work_calendar(current_office().id)):
        raise AbsenceRefused("absence_until", _("Pilih sampai kapan Anda keluar."))
    row = operations.leave(actor=actor, until=until, kind=AbsenceKind.DUTY, now=now)
    _say_impact(request, row)
    return _("Dicatat: Anda keluar. Ketuk “Saya sudah kembali” bila sudah di kantor.")


def _come_back(_request: HttpRequest, actor: Actor) -> str:
    operations.come_back(actor=actor, now=clock.now())
    return _("Selamat datang kembali. Tumpukan di bawah diurutkan menurut janji.")


QUICK: dict[str, Callable[[HttpRequest, Actor], str]] = {"leave": _leave, "back": _come_back}


def _stand_ins() -> Sequence[Person]:
    return queries_absences.stand_ins(clock.today())


def _show(request: HttpRequest, errors: dict[str, str] | None = None, *, status: int = 200) -> HttpResponse:
    errors, now = errors or {}, clock.now()
    today = wib(now).date()
    first = months.month_of(request.GET.get("bulan", ""), today)
    presence = presence_since(min(now - SHOWN_FOR, months.span(first).start - timedelta(days=7)))
    # A form that was accepted or never sent is empty; one that was refused keeps what was typed.
    typed = request.POST.dict() if errors else {}
    services = queries_absences.signable()
    context = {
        "page": "absences",
        "title": _("Pimpinan tidak di tempat"),
        "fields": forms_absences.questions(_stand_ins(), typed, errors),
        "errors": [error(message, name) for name, message in errors.items()],
        "month": presenters_absences.month(first, presence, work_calendar(current_office().id), today),
        "absences": _listed(presence, now),
        "acting": _appointed(presence, services, today, now),
        "offers": _offers(presence, services, now),
        **quick(the_actor(request), presence, now),
    }
    return render(request, "applications/absences.html", context, status=status)


def _listed(presence: Presence, now: datetime) -> list[dict[str, Any]]:
    rows = (row for row in reversed(presence.absences) if row.to_at > now - SHOWN_FOR)
    return [presenters_absences.absence(row, presence, now) for row in rows]


def _appointed(presence: Presence, services: Any, today: date, now: datetime) -> list[dict[str, Any]]:
    """The appointments that were not ended, with how many scans of the order there are."""
    rows = [row for row in presence.acting if row.ended_at is None and row.to_date >= today - SHOWN_FOR]
    scans = scans_of(row.id for row in rows)
    return [
        {**presenters_absences.appointment(row, services, now), "scans": scans.get(row.id, 0)} for row in rows
    ]


def _offers(presence: Presence, services: Any, now: datetime) -> list[dict[str, Any]]:
    """The absence that holds or comes next: what it does to files, and a lawful stand-in where nobody is
    appointed."""
    ahead = [row for row in presence.absences if row.to_at > now]
    return [
        {
            **presenters_absences.offer(row, queries_absences.offer_for(row), services),
            "covered": presenters_absences.stand_in(presence, row),
            "starts": row.from_at,
            "impact": presenters_absences.impact(queries_absences.impact_of(row, now=now)),
        }
        for row in ahead[:1]
    ]


def quick(actor: Actor, presence: Presence, now: datetime) -> dict[str, Any]:
    """What the leader's two taps need (`applications/leave.html`); nothing for anybody else."""
    if not actor.has(Role.HEAD):
        return {"leader": None}
    here = presence.absence_at(now)
    hours = work_calendar(current_office().id)
    return {
        "leader": {
            "away_until": here.to_at if here else None,
            "choices": [] if here else presenters_absences.leaving(now, hours),
        }
    }


@role_required(*KEEPERS)
@require_http_methods(["GET", "POST"])
def absence(request: HttpRequest, id: UUID) -> HttpResponse:
    """One absence: put it right while it is not over, and see who entered and changed it."""
    row = LeaderAbsence.objects.filter(id=id).first()
    if row is None:
        raise Http404
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _change(request, row)
        if not errors:
            messages.success(request, _("Ketidakhadiran diubah."))
            return HttpResponseRedirect(reverse("absences"), status=303)
    now = clock.now()
    open_ = row.cancelled_at is None and row.to_at > now
    typed = request.POST.dict() if errors else _as_typed(row)
    context = {
        "page": "absences",
        "title": _("Ubah ketidakhadiran"),
        "absence": presenters_absences.absence(row, presence_since(row.from_at), now),
        "open": open_,
        "fields": forms_absences.answered(forms_absences.when(), typed, errors) if open_ else [],
        "errors": [error(message, name) for name, message in errors.items()],
        "history": presenters_absences.history(trail.latest(subject=str(row.id))),
        "back_url": reverse("absences"),
    }
    return render(request, "applications/absence.html", context, status=422 if errors else 200)


def _change(request: HttpRequest, row: LeaderAbsence) -> dict[str, str]:
    """What is wrong with what was sent; nothing once it is changed."""
    errors: dict[str, str] = {}
    from_at = forms_absences.moment(request.POST, "starts", errors)
    to_at = forms_absences.moment(request.POST, "ends", errors)
    if from_at is None or to_at is None:
        return errors
    try:
        operations.change_absence(
            actor=the_actor(request),
            absence_id=row.id,
            from_at=from_at,
            to_at=to_at,
            reason=request.POST.get("reason", ""),
            kind=forms_absences.read_kind(request.POST),
            now=clock.now(),
        )
    except DomainError as refused:
        return {FIELDS.get(refused.code, ""): str(refused.message)}
    return {}


def _as_typed(row: LeaderAbsence) -> dict[str, str]:
    start, end = wib(row.from_at), wib(row.to_at)
    return {
        "kind": row.kind,
        "starts": f"{start:%d-%m-%Y}",
        "starts_time": f"{start:%H.%M}",
        "ends": f"{end:%d-%m-%Y}",
        "ends_time": f"{end:%H.%M}",
        "reason": row.reason,
    }


@role_required(*KEEPERS)
@require_GET
def absence_costs(request: HttpRequest) -> HttpResponse:
    """What the leader's absences of a month cost, absence by absence."""
    now = clock.now()
    first = months.month_of(request.GET.get("bulan", ""), wib(now).date())
    found = queries_absences.costs_within(months.span(first), now=now)
    context = {
        "page": "absences",
        "month": {
            "title": date_shown(first, "F Y"),
            "before": f"{months.month_before(first):%Y-%m}",
            "after": f"{months.month_after(first):%Y-%m}",
        },
        "cost": presenters_absences.month_cost(found, now),
    }
    return render(request, "applications/absence_costs.html", context)
