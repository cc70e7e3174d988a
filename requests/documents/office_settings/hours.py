"""Settings: counter hours, days closed, and other hours for a season."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import BadTyping, Question, problem, read_date, read_time, shown_date, shown_time
from commons.worktime import EXAMPLE_HOURS, EXAMPLE_RAMADAN, WeeklyHours
from documents.office_settings import operations
from documents.office_settings.days import TypedDay, read_days, typed_days
from documents.office_settings.shared import ADMIN, LOOKERS, asked_id, line, show
from offices import opening
from offices.hours import day_json
from offices.http import office_of
from offices.models import Closure, SpecialHours
from trail import queries as trail

Errors = list[dict[str, str]]
FARTHEST = timedelta(days=3 * 366)


@role_required(*LOOKERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """The week, the closures, the seasons."""
    if request.method != "POST":
        return _page(request)
    do = request.POST.get("do", "save")
    if do == "add_closure":
        return _add_closure(request)
    if (ref := asked_id(do, "remove_closure")) is not None:
        return _remove(request, ref, closure=True)
    if (ref := asked_id(do, "remove_special")) is not None:
        return _remove(request, ref, closure=False)
    return _save(request)


def _save(request: HttpRequest) -> HttpResponse:
    days, errors = read_days(request.POST), []
    errors += [problem(f"{day.label}: {day.error}", f"{day.name}_opens") for day in days if day.error]
    if not any(day.hours for day in days) and not errors:
        errors.append(problem(_("Isi jam layanan paling sedikit satu hari."), "d0_opens"))
    since = _day(request, "valid_from", errors)
    if since is not None and not clock.today() <= since <= clock.today() + FARTHEST:
        errors.append(problem(_("Jam baru paling awal berlaku hari ini."), "valid_from"))
    if errors or since is None:
        return _page(request, days=days, valid_from=request.POST.get("valid_from", ""), errors=errors)
    operations.set_hours(
        actor=the_actor(request),
        office_id=office_of(request).id,
        week=WeeklyHours(tuple(day.hours for day in days)),
        valid_from=since,
        now=clock.now(),
    )
    messages.success(
        request, _("Jam layanan disimpan. Janji berkas yang berjalan dihitung ulang dengan jam ini.")
    )
    return redirect("settings_hours")


def _add_closure(request: HttpRequest) -> HttpResponse:
    errors: Errors = []
    start = _day(request, "from_date", errors)
    end = _day(request, "to_date", errors) if request.POST.get("to_date", "").strip() else start
    times = [_time(request, name, errors) for name in ("from_time", "to_time")]
    reason = line(request, "reason", errors, longest=200, missing=_("Tulis alasan tutupnya."))
    if end is not None and end < clock.today():
        errors.append(
            problem(
                _("Hari tutup tidak boleh sudah lewat: janji yang sudah dihitung akan berubah."), "from_date"
            )
        )
    if not errors and start is not None and end is not None:
        try:
            operations.add_closure(
                actor=the_actor(request),
                office_id=office_of(request).id,
                from_date=start,
                to_date=end,
                from_time=times[0],
                to_time=times[1],
                reason=reason,
                now=clock.now(),
            )
        except DomainError as refusal:
            errors.append(problem(refusal, "from_date"))
    if errors:
        return _page(request, errors=errors, closure=request.POST)
    messages.success(request, _("Hari tutup ditambahkan."))
    return redirect("settings_hours")


def _remove(request: HttpRequest, ref: UUID, *, closure: bool) -> HttpResponse:
    actor, office_id, now = the_actor(request), office_of(request).id, clock.now()
    try:
        if closure:
            operations.remove_closure(actor=actor, office_id=office_id, closure_id=ref, now=now)
        else:
            operations.remove_special(actor=actor, office_id=office_id, special_id=ref, now=now)
    except (Closure.DoesNotExist, SpecialHours.DoesNotExist) as error:
        raise Http404 from error
    except DomainError as refusal:
        return _page(request, errors=[problem(refusal)])
    messages.success(request, _("Dihapus."))
    return redirect("settings_hours")


def _day(request: HttpRequest, name: str, errors: Errors) -> date | None:
    try:
        return read_date(request.POST.get(name, ""))
    except BadTyping as refusal:
        errors.append(problem(refusal, name))
        return None


def _time(request: HttpRequest, name: str, errors: Errors) -> time | None:
    typed = request.POST.get(name, "").strip()
    try:
        return read_time(typed) if typed else None
    except BadTyping as refusal:
        errors.append(problem(refusal, name))
        return None


def _page(
    request: HttpRequest,
    *,
    days: list[TypedDay] | None = None,
    valid_from: str = "",
    closure: Any = None,
    errors: Errors | None = None,
) -> HttpResponse:
    office, today = office_of(request), clock.today()
    week = opening.usual_week(office.id, day=today)
    context = {
        "title": _("Jam layanan dan hari tutup"),
        "lead": _("Janji waktu kepada pemohon dihitung dari jam ini."),
        "button": _("Simpan jam layanan"),
        "example": is_example(week),
        "days": [day.shown() for day in days or typed_days(week)],
        "fields": [_valid_from(valid_from or shown_date(today), errors or [])],
        "closures": [_closure(row) for row in opening.own_closures(office.id, day=today)],
        "closure_fields": _closure_fields(closure or {}, errors or []),
        "specials": opening.special_hours(office.id, day=today),
        "special_url": reverse("settings_special"),
    }
    return show(request, "offices/settings_hours.html", context, errors)


def is_example(week: list[Any]) -> bool:
    """Whether the hours are those Loket came with and nobody has said that they are right."""
    return (not any(week) or tuple(week) == EXAMPLE_HOURS.days) and not trail.has_any(
        "settings.hours_changed"
    )


def _closure(row: opening.ClosureLine) -> dict[str, Any]:
    words = f"{shown_time(row.from_time)}–{shown_time(row.to_time)}" if row.from_time else ""
    until = row.to_date if row.to_date != row.from_date else None
    ref = "" if row.by_kabupaten else str(row.id)
    return {"date": row.from_date, "until": until, "times": words, "reason": row.reason, "ref": ref}


def _errors_of(name: str, errors: Errors) -> list[str]:
    return [error["message"] for error in errors if error["field"] == name]


def _valid_from(value: str, errors: Errors) -> Question:
    return Question(
        name="valid_from",
        label=_("Berlaku mulai"),
        kind="date",
        value=value,
        errors=_errors_of("valid_from", errors),
    )


def _closure_fields(typed: Any, errors: Errors) -> list[Question]:
    asked = [
        ("from_date", _("Tanggal"), "date", True),
        ("to_date", _("Sampai tanggal"), "date", False),
        ("from_time", _("Dari jam"), "time", False),
        ("to_time", _("Sampai jam"), "time", False),
        ("reason", _("Alasan"), "text", True),
    ]
    return [
        Question(
            name=name,
            label=label,
            kind=kind,
            required=required,
            value=typed.get(name, ""),
            errors=_errors_of(name, errors) if typed else [],
            hint=_("Kosongkan bila tutup sehari penuh.") if name == "from_time" else "",
        )
        for name, label, kind, required in asked
    ]


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def special(request: HttpRequest) -> HttpResponse:
    """Other hours for a range of dates, for example Ramadan."""
    if request.method != "POST":
        return _special_page(request, typed_days(EXAMPLE_RAMADAN.days), {"name": _("Ramadan")})
    days, errors = read_days(request.POST), []
    errors += [problem(f"{day.label}: {day.error}", f"{day.name}_opens") for day in days if day.error]
    name = line(request, "name", errors, longest=80, missing=_("Beri nama, misalnya Ramadan 1448 H."))
    start, end = _day(request, "from_date", errors), _day(request, "to_date", errors)
    if start and end and not (clock.today() <= end and start <= end <= start + timedelta(days=100)):
        errors.append(
            problem(_("Masa ini harus berurutan, belum lewat, dan paling lama 100 hari."), "from_date")
        )
    if not errors and start and end:
        try:
            operations.add_special(
                actor=the_actor(request),
                office_id=office_of(request).id,
                name=name,
                from_date=start,
                to_date=end,
                days={str(n): day_json(day.hours) for n, day in enumerate(days) if day.given},
                now=clock.now(),
            )
        except DomainError as refusal:
            errors.append(problem(refusal, "d0_opens"))
    if errors:
        return _special_page(request, days, request.POST, errors)
    messages.success(request, _("Jam khusus ditambahkan."))
    return redirect("settings_hours")


def _special_page(
    request: HttpRequest, days: list[TypedDay], typed: Any, errors: Errors | None = None
) -> HttpResponse:
    asked = [
        ("name", _("Nama"), "text"),
        ("from_date", _("Dari tanggal"), "date"),
        ("to_date", _("Sampai tanggal"), "date"),
    ]
    context = {
        "title": _("Jam khusus"),
        "lead": _(
            "Untuk masa tertentu, misalnya Ramadan. Sesudahnya jam biasa berlaku lagi dengan sendirinya."
        ),
        "button": _("Simpan jam khusus"),
        "back_url": reverse("settings_hours"),
        "back_label": _("Jam layanan"),
        "special": True,
        "days": [day.shown() for day in days],
        "fields": [
            Question(
                name=name,
                label=label,
                kind=kind,
                value=typed.get(name, ""),
                errors=_errors_of(name, errors or []),
            )
            for name, label, kind in asked
        ],
    }
    return show(request, "offices/settings_hours.html", context, errors)
