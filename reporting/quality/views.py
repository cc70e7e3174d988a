"""The first page of Sasaran Mutu: the document that holds, what waits, the reports."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import ALL_OFFICE, role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typedform import TypedForm
from quality import operations, presenters, queries, words
from quality.errors import Missing
from quality.terms import Grain, Term
from quality.vocabulary import ANALYSTS, EDITORS, LEADERS, SUPERIORS

PAGE = "figures"
REFUSED = 422


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything about this office's objectives."""
    return render(request, "quality/index.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    actor, now = the_actor(request), clock.now()
    year, leads = clock.today().year, actor.has(*LEADERS)
    held = queries.holding(year)
    found = {one: queries.plans(one) for one in sorted({year, year + 1, *queries.years()}, reverse=True)}
    begun = [one for one in (year, year + 1) if not found[one]]
    due = queries.due_terms(now=now) if leads else []
    return {
        "page": PAGE,
        "year": year,
        "holding": presenters.plan_row(held) if held else None,
        "objectives": [presenters.objective_row(row) for row in queries.objectives(held)] if held else [],
        "documents": [
            presenters.plan_row(plan)
            for plans in found.values()
            for plan in plans
            if leads or plan.state in queries.HELD
        ],
        "begin_years": begun if actor.has(*EDITORS) else [],
        "has_last": {one: queries.holding(one - 1) is not None for one in begun},
        "due": [{"term": words.term_words(term), "code": code_of(term)} for term in due],
        "can_draw": actor.has(*ANALYSTS),
        "can_see_work": actor.has(*SUPERIORS),
        "reports": [presenters.report_row(row) for row in queries.reports(signed_only=not leads)],
    }


def code_of(term: Term) -> str:
    """A period as a form carries it: "QUARTER-2026-07-01"."""
    return f"{term.grain}-{term.first.isoformat()}"


def term_from(code: str) -> Term | None:
    """The period of a code; None for anything else."""
    grain, _dash, first = code.partition("-")
    try:
        return Term(date.fromisoformat(first), Grain(grain))
    except ValueError:
        return None


Steps = Mapping[str, Callable[..., HttpResponse]]
"""By the word in the address: (request, the document or report, its form, {actor, now}) to the next page."""


def take(
    steps: Steps,
    step: str,
    of: tuple[HttpRequest, Any, TypedForm],
    refuse: Callable[[DomainError], HttpResponse],
) -> HttpResponse:
    """One step on the way of a document or report, or what `refuse` makes of its refusal."""
    if step not in steps:
        raise Http404
    try:
        return steps[step](*of, {"actor": the_actor(of[0]), "now": clock.now()})
    except Missing as missing:
        raise Http404 from missing
    except DomainError as refused:
        return refuse(refused)


def back(name: str, *args: Any) -> HttpResponse:
    """To another page after a POST."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)


@role_required(*EDITORS)
@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the document of a year."""
    typed = request.POST.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0
    start = request.POST.get("start", "")
    try:
        plan = operations.begin(year=year, start=start, actor=the_actor(request), now=clock.now())
    except DomainError as refused:
        messages.error(request, str(refused))
        return back("quality")
    messages.success(request, _("Rancangan dibuat. Periksa tiap sasaran, lalu ajukan kepada pimpinan."))
    return back("quality_plan", plan.id)


@role_required(*ANALYSTS)
@never_cache
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw up a report now instead of at the next turn of the task."""
    term = term_from(request.POST.get("term", "")[:20])
    if term is None:
        messages.error(request, _("Masa itu tidak dikenal. Tidak ada yang disusun."))
        return back("quality")
    try:
        report = operations.draw(term=term, actor=the_actor(request), now=clock.now())
    except DomainError as refused:
        messages.error(request, str(refused))
        return back("quality")
    if report is None:
        messages.error(request, _("Tidak ada sasaran untuk masa itu. Tidak ada yang disusun."))
        return back("quality")
    return back("quality_report", report.id)
