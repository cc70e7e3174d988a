"""The guided way for one office: page by page, then prepared by the worker, then opened."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from commons.typed import Question, problem
from documents.blocks import Fields, Paragraph
from documents.letterheads import LINES
from documents.pattern_words import meanings
from documents.render import pictures
from documents.sheets import PREVIEW, Letterhead, LetterSheet, Signer, capacity_lines
from offices.models import Office, OfficeState
from offices.readiness import Found
from offices.scope import office_scope, public_scope
from onboarding import operations, plans, queries, rehearsals, steps, steps_numbers
from onboarding.asking import Errors, Step
from onboarding.models import Case, Work
from onboarding.plans import OfficePlan
from standards import enacting
from standards import operations as standards

ADMIN = Role.KAB_ADMIN
ANSWERED = 422
HERE = "kabupaten_home"


def case_or_404(code: str) -> Case:
    """The case of an area. Raises `Http404`."""
    case = queries.case_of(code)
    if case is None:
        raise Http404
    return case


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose the area whose office comes; one that was begun is gone on with."""
    errors: Errors = []
    code = request.POST.get("code", "")[:20]
    if request.method == "POST":
        try:
            case = operations.start_case(code=code, actor=the_actor(request), now=clock.now())
        except DomainError as refusal:
            errors = [problem(refusal if code else _("Pilih kantornya dulu."), "code")]
        else:
            if case.revision or case.work != Work.IDLE:
                messages.info(request, _("Isian kantor ini sudah dimulai {who}.").format(who=case.started_by))
                return redirect("onboard_case", code)
            return redirect("onboard_step", code, steps.STEPS[0].key)
    left = queries.areas_left()
    asked = Question(
        name="code",
        label=_("Kecamatan atau kelurahan"),
        kind="select",
        choices=[*left],
        value=code,
        errors=[each["message"] for each in errors],
    )
    context = {"page": "onboard_start", "field": asked, "errors": errors, "left": len(left)}
    return render(request, "onboarding/start.html", context, status=ANSWERED if errors else 200)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One page of questions."""
    case, page = case_or_404(code), steps.step_of(key)
    if page is None:
        raise Http404
    if request.method != "POST":
        return _step_page(request, case, page, queries.plan_of(case), [])
    choices = queries.choices_for(queries.plan_of(case).level, on=clock.today())
    plan, errors = page.read(queries.plan_of(case), request.POST, choices)
    if request.POST.get("do") == "preview":
        return _step_page(request, case, page, plan, [])
    if not errors:
        try:
            operations.save_answers(
                code=code,
                plan=plan,
                revision=_revision(request),
                step=key,
                actor=the_actor(request),
                now=clock.now(),
            )
        except DomainError as refusal:
            errors = [problem(refusal)]
            case = case_or_404(code)
    if errors:
        return _step_page(request, case, page, plan, errors)
    following = steps.after(key)
    if following is None or request.POST.get("do") == "leave":
        return redirect("onboard_case", code)
    return redirect("onboard_step", code, following.key)


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _step_page(
    request: HttpRequest, case: Case, page: Step, plan: OfficePlan, errors: Errors
) -> HttpResponse:
    choices = queries.choices_for(plan.level, on=clock.today())
    typed = request.POST if request.method == "POST" else None
    context = {
        "page": HERE,
        "case": case,
        "office_name": plan.full_name,
        "step": page,
        "steps": _path(case, page.key),
        "number": [each.key for each in steps.STEPS].index(page.key) + 1,
        "total": len(steps.STEPS),
        "parts": steps.with_errors(page.show(plan, choices), errors, typed),
        "errors": errors,
        "last": steps.after(page.key) is None,
        "next": steps_numbers.next_number(plan, choices) if page.key == "nomor" else None,
    }
    if page.key == "nomor":
        context["meanings"] = meanings(choices.day, plan.unit_code, choices.rules_of(plan))
    return render(request, "onboarding/step.html", context, status=ANSWERED if errors else 200)


def _path(case: Case, here: str = "") -> list[dict[str, Any]]:
    return [
        {
            "title": each.title,
            "url": reverse("onboard_step", args=[case.code, each.key]),
            "done": each.key in case.done_steps,
            "here": each.key == here,
        }
        for each in steps.STEPS
    ]


@role_required(ADMIN)
@never_cache
@require_safe
def letterhead_picture(request: HttpRequest, code: str) -> HttpResponse:
    """A sample letter under the kop as it is kept now, as a picture."""
    plan = queries.plan_of(case_or_404(code))
    try:
        svg = pictures(LetterSheet.TEMPLATE, _sample(plan, clock.today()).data())[0]
    except DomainError as refusal:
        return HttpResponse(str(refusal), status=ANSWERED, content_type="text/plain; charset=utf-8")
    return HttpResponse(svg, content_type="image/svg+xml")


def _sample(plan: OfficePlan, day: date) -> LetterSheet:
    known = {key: str(plan.letterhead.get(line, "")) for key, line in LINES.items()}
    return LetterSheet(
        letterhead=Letterhead(**known),
        title=_("CONTOH SURAT"),
        number=steps_numbers.sample_number(plan, day),
        place=str(plan.letterhead.get("place_line") or plan.name),
        dated=day,
        body=(
            Paragraph(text=_("Ini contoh untuk memeriksa kop surat. Bukan surat yang berlaku.")),
            Fields(rows=((_("Kantor"), plan.full_name), (_("Kode unit"), plan.unit_code or "–"))),
        ),
        signer=Signer(capacity=capacity_lines(_("PIMPINAN")), name=_("(nama penanda tangan)")),
        paper="f4" if plan.paper_size == "F4" else "a4",
        watermark=PREVIEW,
    )


@role_required(ADMIN)
@never_cache
@require_safe
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Where an office stands: answers, work, what is missing and who does it, the way to open."""
    found = case_or_404(code)
    now = clock.now()
    work = queries.progress(found, now=now)
    waiting = _rehearsal_busy(found)
    if request.headers.get("HX-Request") == "true" and not work.busy and not waiting:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "onboarding/case.html", _case_context(found, work))


# Where the kabupaten itself does what a check misses: a step of the answers, or the page of the people.
STEP_OF = {
    "letterhead": "kop",
    "contacts": "kontak",
    "hours": "kontak",
    "authority": "kewenangan",
    "books": "nomor",
}
PEOPLE_CHECKS = frozenset({"staff", "signed_in"})


def _page_of(case: Case, found: Found) -> str:
    """The kabupaten's own page for what is missing; "" when nothing is, or when there is none: the office's
    settings are open to its own people only, and the answers of an open office are closed."""
    if not found.todo:
        return ""
    if found.check.key in PEOPLE_CHECKS:
        return reverse("onboard_staff", args=[case.code])
    step = STEP_OF.get(found.check.key)
    return reverse("onboard_step", args=[case.code, step]) if step and case.live_at is None else ""


def _rehearsal_busy(found: Case) -> bool:
    """Whether the worker makes the rehearsal ready; one that gave no sign of life may be begun again."""
    row = rehearsals.of(found.office) if found.office else None
    if row is None or row.work not in queries.WORKING or row.work_at is None:
        return False
    return clock.now() - row.work_at <= queries.ALIVE


def _case_context(found: Case, work: queries.Progress) -> dict[str, Any]:
    plan, day = queries.plan_of(found), clock.today()
    prepared = found.office is not None and found.work == Work.DONE
    checks = queries.look(found.office, day=day) if prepared and found.office else []
    stops = [each for each in checks if each.stops]
    row = rehearsals.of(found.office) if found.office else None
    return {
        "page": HERE,
        "case": found,
        "office_name": plan.full_name,
        "plan": plan,
        "tenant": found.office,
        "steps": _path(found),
        "lacking": plans.missing(plan),
        "work": work,
        "prepared": prepared,
        "checks": [(each, _page_of(found, each)) for each in checks],
        "stops": stops,
        "unrehearsed": found.waived_at is None and (row is None or row.passed_at is None),
        "live": found.live_at is not None,
        "rehearsal_row": row,
        "rehearsal_stage": rehearsals.attempt(row, real=clock.now()) if row else None,
        "rehearsal_busy": _rehearsal_busy(found),
        "live_at": wib(found.live_at) if found.live_at else None,
    }


def _again(request: HttpRequest, code: str, refusal: DomainError) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect("onboard_case", code)


@role_required(ADMIN)
@never_cache
@require_POST
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the worker to make the office, or to finish what was begun."""
    case_or_404(code)
    try:
        operations.request_work(code=code, actor=the_actor(request), now=clock.now())
    except DomainError as refusal:
        return _again(request, code, refusal)
    return redirect("onboard_case", code)


@role_required(ADMIN)
@never_cache
@require_POST
def open_office(request: HttpRequest, code: str) -> HttpResponse:
    """Open the office to citizens."""
    case_or_404(code)
    try:
        opened = operations.go_live(code=code, actor=the_actor(request), now=clock.now())
    except DomainError as refusal:
        return _again(request, code, refusal)
    name = queries.plan_of(opened).full_name
    messages.success(request, _("{office} buka untuk warga mulai sekarang.").format(office=name))
    return redirect("onboard_case", code)


@role_required(ADMIN)
@never_cache
@require_POST
def waive(request: HttpRequest, code: str) -> HttpResponse:
    """Let the office open without a rehearsal, with a reason that is written down."""
    case_or_404(code)
    try:
        operations.waive_rehearsal(
            code=code, reason=request.POST.get("reason", ""), actor=the_actor(request), now=clock.now()
        )
    except DomainError as refusal:
        return _again(request, code, refusal)
    messages.success(request, _("Latihan dibebaskan; alasannya tercatat di jejak kabupaten."))
    return redirect("onboard_case", code)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enact(request: HttpRequest, code: str) -> HttpResponse:
    """Put the office's drafts into force on its behalf."""
    found = case_or_404(code)
    if found.office is None:
        raise Http404
    with office_scope(found.office):
        return _enact(request, found, found.office)


def _enact(request: HttpRequest, found: Case, office: Office) -> HttpResponse:
    lines, typed, errors = enacting.drafts(office), None, Errors()
    if request.method == "POST":
        typed = request.POST
        wanted, errors = enacting.read(typed, lines)
        if not errors:
            try:
                done = standards.enact(wanted=wanted, actor=the_actor(request), now=clock.now())
            except DomainError as refusal:
                errors = [problem(refusal)]
            else:
                operations.note_readiness(case_id=found.pk, office=office, now=clock.now())
                messages.success(request, _("{n} standar diterbitkan.").format(n=len(done)))
                return redirect("onboard_case", found.code)
    context = {
        "page": HERE,
        "base": "kabupaten.html",
        "office_name": str(office),
        "is_open": office.state == OfficeState.LIVE,
        "fields": _asked(office, lines, typed, errors) if lines else [],
        "kept": [line for line in lines if not line.needs_control],
        "errors": errors,
        "back_url": reverse("onboard_case", args=[found.code]),
        "back_label": str(office),
    }
    # The page is drawn in the kabupaten's scope: its bar belongs there.
    with public_scope():
        return render(request, "standards/enact.html", context, status=ANSWERED if errors else 200)


def _asked(office: Office, lines: list[enacting.DraftLine], typed: Any, errors: Errors) -> list[Question]:
    checked = queries.checked_standards(now=clock.now())
    return enacting.questions(office, lines, typed, errors, day=clock.today(), checked=checked)
