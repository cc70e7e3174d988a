"""A letter that was brought: looked at while the form is typed, and checked for a file that is here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.permissions import role_required, the_actor
from applications import letters, operations_letters, presenters_file
from applications.errors import NotFound
from applications.forms import group_of
from applications.intake import NO_SUCH_LETTER
from applications.letters import Applicant
from applications.operations_letters import LetterRefused
from applications.places import meant
from applications.presenters_intake import may_be_of_loket, seen
from applications.program import Program
from applications.versions import program_of
from applications.views_common import COUNTERS, error
from applications.views_file import load, number_of, page
from applications.villages import villages
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from handoff import operations as handoff
from handoff.camera import camera_allowed
from standards import queries as standards
from standards.components import Paper

_NO_PAPER = gettext_lazy("Syarat ini tidak meminta surat dari kantor di Loket.")


@role_required(*COUNTERS)
@require_POST
def letter_look(request: HttpRequest, code: str) -> HttpResponse:
    """What is behind a code that stands in the intake form, and whether it meets that paper."""
    try:
        program = program_of(standards.published_version(code).id)
    except standards.NoSuchService as unknown:
        raise Http404 from unknown
    paper = _paper(program, request.POST.get("group", ""), request.POST.get("paper", ""))
    typed = request.POST.get(request.POST.get("field", ""), "")
    looked = _looked(request, paper, typed) if paper else {"seen": None, "errors": [_NO_PAPER]}
    answer = render(request, "applications/letter_seen.html", looked, status=200 if paper else 422)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _looked(request: HttpRequest, paper: Paper, typed: str) -> dict[str, Any]:
    if not typed.strip():
        return {"seen": None}
    nik, place = "".join(request.POST.get("nik", "").split()), request.POST.get("desa", "")
    applicant = Applicant(nik=nik, village=meant(place, villages(), here="") if place else "")
    looked = letters.look(typed, applicant)
    if looked is None:
        return {"seen": None, "errors": [str(NO_SUCH_LETTER)]}
    verdict = letters.judged(looked, paper, applicant, reason="", today=wib(clock.now()).date())
    return {
        "seen": seen(looked.found),
        "errors": [str(each.message) for each in verdict.errors],
        "warnings": [str(each.message) for each in verdict.warnings],
    }


def _paper(program: Program, group: str, key: str) -> Paper | None:
    chosen = group_of(program, group)
    papers = (paper for each in chosen.requirements for paper in each.papers) if chosen else ()
    return next((paper for paper in papers if paper.key == key and may_be_of_loket(paper)), None)


@role_required(*COUNTERS)
@camera_allowed
@require_POST
def file_letter_check(request: HttpRequest, id: UUID, requirement: str) -> HttpResponse:
    """Check a letter by its code for a file that is here: it meets this requirement from now on."""
    post = request.POST
    try:
        operations_letters.check_letter(
            actor=the_actor(request),
            file_id=id,
            requirement=requirement,
            code=post.get("code", ""),
            reason=post.get("why", "")[:300],
            accepted=post.get("accept", "")[:64],
            expected_event=number_of(post.get("expected_event", "")),
            now=clock.now(),
        )
    except NotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        return _refused(request, id, requirement, refused)
    messages.success(request, _("Surat diperiksa dan dicatat pada berkas ini."))
    return HttpResponseRedirect(reverse("file", args=[id]) + "#surat-pengantar", status=303)


def _refused(request: HttpRequest, id: UUID, requirement: str, refused: DomainError) -> HttpResponse:
    detail = load(request, id)
    context = presenters_file.context(detail)
    accept, asks = "", False
    if isinstance(refused, LetterRefused):
        accept, asks = refused.accept, refused.asks_reason
    for each in context["letters"]:
        if each["requirement"] == requirement:
            each |= {
                "typed": request.POST.get("code", "")[:300],
                "why": request.POST.get("why", "")[:300],
                "asks_why": asks or bool(request.POST.get("why")),
                "problem": str(refused.message),
                "accept": accept,
            }
    context["errors"] = [error(refused.message, f"letter-{requirement}")]
    return page(request, detail, context, status=422)


@role_required(*COUNTERS)
@require_POST
def file_letters_settled(request: HttpRequest, id: UUID) -> HttpResponse:
    """Somebody read that a letter of this file ended, and dealt with it."""
    detail = load(request, id)
    handoff.settle(file_id=id, actor=detail.actor, now=detail.now)
    messages.success(request, _("Dicatat: pemberitahuan ini sudah ditindaklanjuti."))
    return HttpResponseRedirect(reverse("file", args=[id]), status=303)
