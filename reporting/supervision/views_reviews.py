"""The supervisor's months: which are due, and one of them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.indonesian import date_shown
from commons.typedform import TypedForm
from facilities.words import STANDS, TONES
from supervision import once, operations, queries, words
from supervision.decisions import decision_row, questions, read
from supervision.figures import of_month
from supervision.models import Review
from supervision.promised import Supervisor
from supervision.views_common import OVERSEERS, month_of, not_for_you, say
from upkeep.rounds import Month


@role_required(*OVERSEERS)
@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """Every month that is or was due, and who supervises."""
    months = queries.review_months(now=clock.now())
    supervisors = {who.role: who for who, _month in months}
    context = {
        "page": "behind",
        "supervisors": [_supervisor(who) for who in supervisors.values()],
        "months": [_month_row(who, month) for who, month in months],
    }
    return render(request, "supervision/reviews.html", context)


def _supervisor(who: Supervisor) -> dict[str, Any]:
    return {"named": who.named, "role": words.role_name(who.role), "methods": who.methods}


def _month_row(who: Supervisor, month: Month) -> dict[str, Any]:
    about = queries.about(month)
    return {
        "title": date_shown(about, "F Y"),
        "who": who.named or words.role_name(who.role),
        "url": reverse("review", args=[f"{about:%Y-%m}", who.role.lower()]),
        "due": month.due_on,
        "stand": STANDS[month.stand],
        "tone": TONES[month.stand],
    }


@role_required(*OVERSEERS)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, month: str, role: str) -> HttpResponse:
    """One month: its figures, notes, decisions; a POST saves, decides, or finishes it."""
    about, held = month_of(month), role.upper()
    found = _asked_for(about, held)
    row = queries.review(about, held)
    if found is None and row is None:
        raise Http404
    if request.method == "GET":
        return _show(request, about, held, TypedForm(None, {"notes": row.notes if row else ""}))
    if not the_actor(request).has(held):
        return not_for_you(request)
    form = TypedForm(request.POST)
    if _written(request, about, held, form):
        return HttpResponseRedirect(reverse("review", args=[month, role]), status=303)
    return _show(request, about, held, form, status=422)


def _asked_for(about: date, role: str) -> Month | None:
    months = queries.review_months(now=clock.now())
    return next((each for who, each in months if who.role == role and queries.about(each) == about), None)


def _written(request: HttpRequest, about: date, role: str, form: TypedForm) -> bool:
    actor, now, do = the_actor(request), clock.now(), request.POST.get("do", "")
    try:
        with transaction.atomic():  # a decision that is typed is never left behind, nor are the notes
            if do == "decide" or form.raw("text").strip():
                operations.decide(actor=actor, decided=read(form), review=(about, role), now=now)
            if "notes" in request.POST:
                operations.write_review(
                    actor=actor,
                    month=about,
                    role=role,
                    notes=form.raw("notes"),
                    finish=do == "finish",
                    seen=request.POST.get("seen"),
                    now=now,
                )
    except DomainError as refused:
        say(form, refused)
    else:
        said = {"decide": _("Keputusan ditulis."), "finish": _("Tinjauan selesai.")}
        messages.success(request, said.get(do, _("Catatan disimpan.")))
    return not form.errors


def _show(
    request: HttpRequest, about: date, role: str, form: TypedForm, *, status: int = 200
) -> HttpResponse:
    row, found = queries.review(about, role), _asked_for(about, role)
    done = row is not None and row.done_at is not None
    writes = not done and the_actor(request).has(role)
    context = {
        "page": "behind",
        "title": date_shown(about, "F Y"),
        "who": words.role_name(role),
        "due": found.due_on if found else None,
        "figures": row.figures if row is not None and done else of_month(about),
        "review": _done(row) if row is not None and done else None,
        "decisions": [decision_row(each) for each in queries.decisions_of(review=row)] if row else [],
        "may_write": writes,
        "seen": once.stamp(row),
        "fields": [form.ask("notes", _("Catatan pengawasan"), "long_text", max_length=4000)],
        "decision_fields": questions(form, queries.people_here(clock.today())) if writes else [],
        "errors": form.errors,
    }
    return render(request, "supervision/review.html", context, status=status)


def _done(row: Review) -> dict[str, Any]:
    return {"notes": row.notes, "by": row.done_by, "title": row.done_title, "at": row.done_at}
