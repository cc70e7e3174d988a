"""The document of objectives: read, written, submitted, approved, revised."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Actor
from accounts.permissions import ALL_OFFICE, role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.indonesian import in_indonesian
from commons.typed import problem
from commons.typedform import TypedForm
from documents.sheets import print_sheet
from offices.http import office_of
from offices.queries import sections
from quality import operations, presenters, queries, words
from quality.errors import Missing
from quality.forms import ObjectiveForm
from quality.models import Plan
from quality.sheets import plan_sheet
from quality.views import PAGE, REFUSED, Steps, back, take
from quality.vocabulary import EDITORS, LEADERS


def _plan(plan_id: UUID, actor: Actor) -> Plan:
    """The document, for who may see it: what does not hold (yet) is the leaders' own."""
    try:
        found = queries.plan_of(plan_id)
    except Missing as missing:
        raise Http404 from missing
    if found.state not in queries.HELD and not actor.has(*LEADERS):
        raise Http404
    return found


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """One revision."""
    return _page(request, _plan(plan_id, the_actor(request)))


def _page(
    request: HttpRequest,
    found: Plan,
    *,
    errors: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": PAGE,
        "plan": presenters.plan_row(found),
        "may": presenters.may_plan(found, the_actor(request)),
        "objectives": [presenters.objective_row(row) for row in queries.objectives(found)],
        "errors": errors or [],
        "typed": request.POST if errors else {},
    }
    return render(request, "quality/plan.html", context, status=status)


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def pdf(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The document as it is printed."""
    found = _plan(plan_id, the_actor(request))
    with in_indonesian():
        content = print_sheet(plan_sheet(found, office_of(request), now=clock.now()))
    return pdf_answer(content, f"sasaran-mutu-{found.year}-{words.revision(found.revision)}.pdf")


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF, shown in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@role_required(*EDITORS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objective(request: HttpRequest, plan_id: UUID, objective_id: UUID | None = None) -> HttpResponse:
    """Add an objective to a draft, or word one anew."""
    actor, office = the_actor(request), office_of(request)
    found = _plan(plan_id, actor)
    try:
        row = queries.objective_of(found, objective_id) if objective_id else None
    except Missing as missing:
        raise Http404 from missing
    typed = request.POST if request.method == "POST" else None
    people = queries.owners(office, on=clock.today())
    form = ObjectiveForm(typed, row=row, sections=sections(office.id), people=people)
    if typed is not None and _saved(request, form, found, objective_id):
        messages.success(request, _("Sasaran disimpan dalam rancangan."))
        return back("quality_plan", plan_id)
    context = {
        "page": PAGE,
        "title": _("Ubah sasaran") if row else _("Tambah sasaran"),
        "lead": _("Sasaran Mutu {year}, revisi {revision}").format(
            year=found.year, revision=words.revision(found.revision)
        ),
        "fields": form.questions(),
        "formulas": [{"name": one.name, "meaning": one.meaning, "text": one.text} for one in form.formulas],
        "seen": form.seen() if typed is not None else found.turn,
        "errors": form.errors,
        "button": _("Simpan sasaran"),
        "back_url": reverse("quality_plan", args=[plan_id]),
        "back_label": _("Sasaran Mutu"),
    }
    return render(request, "quality/objective.html", context, status=REFUSED if form.errors else 200)


def _saved(request: HttpRequest, form: ObjectiveForm, found: Plan, objective_id: UUID | None) -> bool:
    wording = form.words()
    if form.errors:
        return False
    try:
        operations.save_objective(
            plan_id=found.id,
            objective_id=objective_id,
            words=wording,
            seen=form.seen(),
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refused:
        form.refuse(refused, refused.code if refused.code in {"target", "unit", "formula", "owner"} else "")
        return False
    return True


def _submit(request: HttpRequest, found: Plan, form: TypedForm, how: dict[str, Any]) -> HttpResponse:
    operations.submit(plan_id=found.id, seen=form.seen(), **how)
    messages.success(request, _("Diajukan. Pimpinan menyetujui atau mengembalikannya."))
    return back("quality_plan", found.id)


def _approve(request: HttpRequest, found: Plan, form: TypedForm, how: dict[str, Any]) -> HttpResponse:
    number = form.line("number", longest=80)
    operations.approve(plan_id=found.id, number=number, seen=form.seen(), **how)
    messages.success(request, _("Sasaran Mutu berlaku."))
    return back("quality_plan", found.id)


def _send_back(request: HttpRequest, found: Plan, form: TypedForm, how: dict[str, Any]) -> HttpResponse:
    reason = form.text("reason", longest=1000)
    operations.send_back(plan_id=found.id, reason=reason, seen=form.seen(), **how)
    messages.success(request, _("Dikembalikan dengan alasannya."))
    return back("quality_plan", found.id)


def _discard(request: HttpRequest, found: Plan, form: TypedForm, how: dict[str, Any]) -> HttpResponse:
    operations.discard(plan_id=found.id, seen=form.seen(), **how)
    messages.success(request, _("Rancangan dibuang."))
    return back("quality")


def _drop(request: HttpRequest, found: Plan, form: TypedForm, how: dict[str, Any]) -> HttpResponse:
    try:
        objective_id = UUID(form.raw("objective"))
    except ValueError as error:
        raise Missing from error
    operations.drop_objective(plan_id=found.id, objective_id=objective_id, seen=form.seen(), **how)
    messages.success(request, _("Sasaran dikeluarkan dari rancangan."))
    return back("quality_plan", found.id)


def _revise(_request: HttpRequest, found: Plan, form: TypedForm, how: dict[str, Any]) -> HttpResponse:
    made = operations.revise(plan_id=found.id, reason=form.text("reason", longest=1000), **how)
    return back("quality_plan", made.id)


STEPS: Steps = {
    "ajukan": _submit,
    "setujui": _approve,
    "kembalikan": _send_back,
    "buang": _discard,
    "keluarkan": _drop,
    "revisi": _revise,
}
FIELDS = {"reason": "reason", "number": "number"}


@role_required(*LEADERS)
@never_cache
@require_POST
def act(request: HttpRequest, plan_id: UUID, step: str) -> HttpResponse:
    """One step on a document's way; a refusal shows the page as it is now, with what was typed."""
    found, form = _plan(plan_id, the_actor(request)), TypedForm(request.POST)

    def refuse(refused: DomainError) -> HttpResponse:
        place = "why" if step == "revisi" else FIELDS.get(refused.code, "")
        said = [*form.errors, problem(refused, place)]
        return _page(request, queries.plan_of(plan_id), errors=said, status=REFUSED)

    return take(STEPS, step, (request, found, form), refuse)
