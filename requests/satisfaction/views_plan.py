"""The follow-up plan: promise to mend an element, and say what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import ALL_OFFICE, role_required, the_actor
from accounts.queries import people
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem, read_date
from offices.http import office_of
from satisfaction import operations, presenters, queries
from satisfaction.facts import index_of
from satisfaction.models import StepState
from satisfaction.operations import LONGEST_ACTION, PLANNERS
from satisfaction.queries import NoResult
from satisfaction.views import ANSWERED, PAGE, Errors
from satisfaction.words import period_name
from surveys.elements import BY_KEY, ELEMENTS
from surveys.models import SurveyPeriod

NOBODY = UUID(int=0)


@role_required(*PLANNERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """One more promise for a period; the weakest elements stand first."""
    try:
        period = queries.closed_period(period_id)
    except NoResult as error:
        raise Http404 from error
    errors: Errors = []
    if request.method == "POST":
        errors = _save(request, period)
        if not errors:
            messages.success(request, _("Rencana disimpan. Penanggung jawab mencatat kemajuannya di sini."))
            return redirect("skm_result", period_id=period.id)
    context = {
        "page": PAGE,
        "title": _("Rencana tindak lanjut"),
        "lead": _(
            "Satu tindakan untuk satu unsur: apa, siapa, kapan. Janji ini ikut diumumkan, tanpa nama orang."
        ),
        "fields": _questions(request, period, errors),
        "errors": errors,
        "button": _("Simpan rencana"),
        "back_url": reverse("skm_result", args=[period.id]),
        "back_label": period_name(period.kind, period.year, period.part),
    }
    return render(request, "form_page.html", context, status=ANSWERED if errors else 200)


def _save(request: HttpRequest, period: SurveyPeriod) -> Errors:
    post = request.POST
    try:
        operations.plan(
            period_id=period.id,
            element=post.get("element", ""),
            action=post.get("action", ""),
            owner_id=_uuid(post.get("owner", "")),
            due=read_date(post.get("due", "")),
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        field = "due" if refusal.code == "bad_date" else "action"
        return [problem(refusal, refusal.context.get("field", field))]
    return []


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return NOBODY


def _questions(request: HttpRequest, period: SurveyPeriod, errors: Errors) -> list[Question]:
    found = next(iter(queries.snapshots(period.id)), None)
    weak = [one.key for one in index_of(found.facts).weakest] if found else []
    order = [*weak, *(one.key for one in ELEMENTS if one.key not in weak)]
    staff = people(office_of(request), on=clock.today())
    asked = [
        Question(
            name="element",
            label=_("Unsur"),
            kind="list",
            choices=[(key, _weak_words(key, key in weak)) for key in order],
            value=weak[0] if weak else "",
        ),
        Question(name="action", label=_("Apa yang dilakukan"), kind="long_text", max_length=LONGEST_ACTION),
        Question(
            name="owner",
            label=_("Penanggung jawab"),
            kind="list",
            choices=[(str(one.user_id), f"{one.name} ({one.title})") for one in staff],
        ),
        Question(name="due", label=_("Selesai paling lambat"), kind="date"),
    ]
    return _filled(asked, request.POST if errors else None, errors)


def _weak_words(key: str, weak: bool) -> str:
    name = BY_KEY[key].name
    return _("{element} (terendah)").format(element=name) if weak else name


def _filled(asked: list[Question], typed: Any, errors: Errors) -> list[Question]:
    for question in asked:
        question.value = typed.get(question.name, "") if typed is not None else question.value
        question.errors = [each["message"] for each in errors if each["field"] == question.name]
    return asked


@role_required(*ALL_OFFICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """Say what was done: the owner, or who plans."""
    actor = the_actor(request)
    try:
        found = queries.promise(follow_up_id)
    except NoResult as error:
        raise Http404 from error
    if found.row.owner_id != actor.user_id and not actor.has(*PLANNERS):
        raise Http404
    back = reverse("skm_result", args=[found.row.period_id]) if actor.has(*PLANNERS) else reverse("inbox")
    errors: Errors = []
    if request.method == "POST":
        errors = _step(request, follow_up_id)
        if not errors:
            messages.success(request, _("Kemajuan dicatat."))
            return redirect(back)
    asked = [
        Question(
            name="state",
            label=_("Sampai di mana"),
            choices=[(str(value), label) for value, label in StepState.choices],
            value=StepState.UNDER_WAY,
        ),
        Question(
            name="note",
            label=_("Apa yang sudah dilakukan"),
            kind="long_text",
            hint=_("Bila dibatalkan, tulis mengapa. Terbaca semua orang; jangan menulis nama."),
            max_length=LONGEST_ACTION,
        ),
    ]
    context = {
        "page": PAGE,
        "title": _("Kemajuan rencana tindak lanjut"),
        "one": presenters.plan_rows([found], day=clock.today())[0],
        "fields": _filled(asked, request.POST if errors else None, errors),
        "errors": errors,
        "button": _("Catat kemajuan"),
        "back_url": back,
    }
    return render(request, "satisfaction/progress.html", context, status=ANSWERED if errors else 200)


def _step(request: HttpRequest, follow_up_id: UUID) -> Errors:
    try:
        operations.progress(
            follow_up_id=follow_up_id,
            state=request.POST.get("state", ""),
            note=request.POST.get("note", ""),
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        return [problem(refusal, refusal.context.get("field", "note"))]
    return []
