"""*Rapat intern*: the list, one meeting with its minutes, the decisions that are still open."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import ALL_OFFICE, role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import read_time, shown_date
from commons.typedform import TypedForm, read_id
from supervision import once, operations, queries
from supervision.decisions import decision_row, questions, read
from supervision.models import Meeting
from supervision.operations import Called
from supervision.sheet import pdf_of
from supervision.views_common import LEADERS, not_for_you, say


@role_required(*ALL_OFFICE)
@require_http_methods(["GET", "POST"])
def meetings(request: HttpRequest) -> HttpResponse:
    """All meetings; a POST begins the minutes of one."""
    form = TypedForm(
        request.POST if request.method == "POST" else None, {"held_on": shown_date(clock.today())}
    )
    if request.method == "POST":
        if not the_actor(request).has(*LEADERS):
            return not_for_you(request)
        made = _called(request, form)
        if made is not None:
            return HttpResponseRedirect(reverse("meeting", args=[made.id]), status=303)
    calls = the_actor(request).has(*LEADERS)
    context = {
        "page": "behind",
        "meetings": [_row(each) for each in queries.meetings()],
        "open": len(queries.open_decisions()),
        "may_call": calls,
        "fields": _questions(form) if calls else [],
        "errors": form.errors,
    }
    return render(request, "supervision/meetings.html", context, status=422 if form.errors else 200)


def _called(request: HttpRequest, form: TypedForm) -> Meeting | None:
    try:
        day = form.day("held_on", missing=_("Isi tanggalnya."))
        starts = read_time(form.raw("starts"))
        ends = read_time(form.raw("ends")) if form.raw("ends").strip() else None
        if form.errors or day is None:
            return None
        called = Called(
            held_on=day, starts=starts, ends=ends, place=form.raw("place"), subject=form.raw("subject")
        )
        return operations.call_meeting(actor=the_actor(request), called=called, now=clock.now())
    except DomainError as refused:
        form.refuse(
            refused.message, "starts" if refused.code == "bad_time" else refused.context.get("field", "")
        )
        return None


def _questions(form: TypedForm) -> list[Any]:
    return [
        form.ask("subject", _("Pokok rapat"), max_length=200),
        form.ask("held_on", _("Tanggal"), "date"),
        form.ask("starts", _("Mulai pukul"), "time", hint=_("Misalnya 08.00")),
        form.ask("ends", _("Selesai pukul"), "time", required=False),
        form.ask("place", _("Tempat"), max_length=120),
    ]


def _row(row: Meeting) -> dict[str, Any]:
    return {
        "id": row.id,
        "day": row.held_on,
        "subject": row.subject,
        "closed": row.closed_at is not None,
        "present": sum(bool(each["present"]) for each in row.attendance),
        "listed": len(row.attendance),
    }


@role_required(*ALL_OFFICE)
@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, id: UUID) -> HttpResponse:
    """One meeting; a POST keeps its minutes, adds a decision, or closes them."""
    row = _meeting(id)
    if request.method == "GET":
        return _show(request, row, TypedForm(None, {"minutes": row.minutes}))
    if not the_actor(request).has(*LEADERS):
        return not_for_you(request)
    form = TypedForm(request.POST)
    if _written(request, row, form):
        return HttpResponseRedirect(reverse("meeting", args=[id]), status=303)
    return _show(request, row, form, status=422)


def _meeting(id: UUID) -> Meeting:
    row = queries.meeting(id)
    if row is None:
        raise Http404
    return row


def _written(request: HttpRequest, row: Meeting, form: TypedForm) -> bool:
    actor, now, do = the_actor(request), clock.now(), request.POST.get("do", "")
    sent = "minutes" in request.POST
    try:
        with transaction.atomic():  # a decision that is typed is never left behind, nor are the minutes
            if do == "decide" or form.raw("text").strip():
                operations.decide(actor=actor, decided=read(form), meeting_id=row.id, now=now)
            operations.write_minutes(
                actor=actor,
                meeting_id=row.id,
                minutes=form.raw("minutes") if sent else row.minutes,
                present=set(form.many("present") if sent else _present(row)),
                close=do == "close",
                seen=request.POST.get("seen") if sent else None,
                now=now,
            )
    except DomainError as refused:
        say(form, refused)
    else:
        said = {"decide": _("Keputusan ditulis."), "close": _("Notulen ditutup.")}
        messages.success(request, said.get(do, _("Notulen disimpan.")))
    return not form.errors


def _show(request: HttpRequest, row: Meeting, form: TypedForm, *, status: int = 200) -> HttpResponse:
    writes = row.closed_at is None and the_actor(request).has(*LEADERS)
    people = [(each["id"], f"{each['name']}, {each['title']}") for each in row.attendance]
    ticked = form.many("present") if "minutes" in request.POST else _present(row)
    attendance = form.ask("present", _("Yang hadir"), "choices", choices=people, required=False)
    attendance.value = ticked
    context = {
        "page": "behind",
        "meeting": _whole(row),
        "decisions": [decision_row(each) for each in queries.decisions_of(meeting=row)],
        "open": [decision_row(each) for each in queries.open_decisions(but=row)],
        "may_write": writes,
        "seen": once.stamp(queries.meeting(row.id)),
        "fields": [form.ask("minutes", _("Jalannya rapat"), "long_text", max_length=12_000), attendance],
        "decision_fields": questions(form, queries.people_here(clock.today())) if writes else [],
        "errors": form.errors,
    }
    return render(request, "supervision/meeting.html", context, status=status)


def _present(row: Meeting) -> list[str]:
    return [each["id"] for each in row.attendance if each["present"]]


def _whole(row: Meeting) -> dict[str, Any]:
    return {
        **_row(row),
        "starts": row.starts,
        "ends": row.ends,
        "place": row.place,
        "chair": row.chair,
        "chair_title": row.chair_title,
        "minutes": row.minutes,
        "closed_at": row.closed_at,
        "closed_by": row.closed_by,
        "names": [each["name"] for each in row.attendance if each["present"]],
    }


@role_required(*ALL_OFFICE)
@require_GET
def minutes_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The minutes as they are printed."""
    answer = HttpResponse(pdf_of(_meeting(id)), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="notulen.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@role_required(*ALL_OFFICE)
@require_http_methods(["GET", "POST"])
def decisions(request: HttpRequest) -> HttpResponse:
    """What is still open, shown until it is done; a POST says that one is."""
    errors: list[dict[str, str]] = []
    tried = ""
    if request.method == "POST":
        tried = request.POST.get("decision", "")
        try:
            operations.finish_decision(
                actor=the_actor(request),
                decision_id=read_id(tried) or UUID(int=0),
                outcome=request.POST.get("outcome", ""),
                now=clock.now(),
            )
        except DomainError as refused:
            errors = [
                {"field": f"outcome-{tried}" if read_id(tried) else "", "message": str(refused.message)}
            ]
        else:
            messages.success(request, _("Keputusan dinyatakan selesai."))
            return HttpResponseRedirect(reverse("decisions"), status=303)
    actor = the_actor(request)
    found = [
        {**decision_row(row), "may_finish": row.owner_id == actor.user_id or actor.has(*LEADERS)}
        for row in queries.open_decisions()
    ]
    context = {
        "page": "behind",
        "open": found,
        "done": [decision_row(row) for row in queries.done_decisions()],
        "errors": errors,
    }
    return render(request, "supervision/decisions.html", context, status=422 if errors else 200)
