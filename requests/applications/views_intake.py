"""Receiving a file at the counter: the service by its digit, the person, the form, the papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import role_required, the_actor
from applications import forms, operations, presenters_intake, queries, tickets
from applications.errors import IntakeRefused
from applications.forms import Sent, change_rows, read_sent
from applications.forms_fields import as_typed
from applications.intake import check, looked_up
from applications.presence import presence_since
from applications.presenters_intake import PHONE, Faults, Form
from applications.program import Program
from applications.queries_people import Kind, Person
from applications.rehearsing import invented
from applications.versions import program_of
from applications.views_common import COUNTERS, error
from applications.views_file import REVEALED
from applications.villages import villages
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from commons.ids import new_id
from commons.nik import Finding
from handoff.camera import camera_allowed
from offices.scope import current_office
from servicetypes.fields import Village
from standards import queries as standards
from trail import operations as trail


@role_required(*COUNTERS)
@require_GET
def intake(request: HttpRequest) -> HttpResponse:
    """Which service? The first nine answer to a digit."""
    services = [presenters_intake.service_card(row) for row in standards.services()]
    ticket = tickets.find(_uuid(request.GET.get("tiket", "")))
    context = {"page": "intake", "services": services, "ticket": ticket}
    return render(request, "applications/intake.html", context)


@dataclass(frozen=True)
class Counter:
    """One request to the intake form of a service."""

    request: HttpRequest
    program: Program
    places: Mapping[str, Village]

    @property
    def here(self) -> str:
        """The code of the office's kecamatan."""
        return ".".join(current_office().kemendagri_code.split(".")[:3])

    def reader(self) -> forms.Reader:
        """Reads what was sent to this form."""
        return forms.Reader(self.program, self.places, self.here)

    def sent(self) -> Sent:
        """What stands in the form."""
        return read_sent(self.request.POST, self.program.definition.intake)


@role_required(*COUNTERS)
@camera_allowed
@require_http_methods(["GET", "POST"])
def intake_service(request: HttpRequest, code: str) -> HttpResponse:
    """The whole intake of one service on one page; nothing personal is ever in its address."""
    try:
        version = standards.published_version(code)
    except standards.NoSuchService as unknown:
        raise Http404 from unknown
    counter = Counter(request, program_of(version.id), villages())
    do = request.POST.get("do", "")
    if do.startswith("choose:"):
        return _chosen(counter, do.removeprefix("choose:"))
    if do == "new":
        return _blank(counter)
    if do.startswith(("add:", "remove:")):
        return show_form(counter, change_rows(counter.sent(), do), _person_of(counter))
    if do in {"check", "receive", "return"}:
        return _received(counter, only_check=do == "check")
    return _found(counter, request.POST.get("query", "")[:120], asked=do == "find")


def _found(counter: Counter, query: str, *, asked: bool) -> HttpResponse:
    matches = [presenters_intake.match(each) for each in queries.find_people(query)] if asked else None
    return _show(counter, {"query": query, "matches": matches, "person": None})


def _chosen(counter: Counter, ref: str) -> HttpResponse:
    person = queries.person(ref)
    if person is None:
        return _found(counter, "", asked=False)
    # The form shows what was kept of this person in full, so the look is on the trail.
    trail.record(
        action=REVEALED,
        actor=the_actor(counter.request),
        subject=f"file:{person.file_id}",
        data={"why": "intake"},
        now=clock.now(),
    )
    return show_form(counter, known_answers(counter.program, person), person)


def known_answers(program: Program, person: Person) -> Sent:
    """What is known of the person from last time: everything for the same service, else what is their own."""
    own = {used.key for used in program.definition.applicant}
    same = person.service_code == program.definition.code
    fields = [each for each in program.definition.intake if same or each.key in own]
    typed = as_typed(fields, person.values)
    rows = {key: [dict(row) for row in found] for key, found in typed.rows.items()}
    return Sent(texts=typed.texts, rows=rows, contact_way=person.contact_way)


def _blank(counter: Counter) -> HttpResponse:
    """An empty form, with what was typed to search as its first answer."""
    query = counter.request.POST.get("query", "").strip()[:120]
    key = {Kind.NIK: "nik", Kind.PHONE: PHONE, Kind.NAME: "nama"}.get(queries.kind_of(query), "")
    if current_office().is_rehearsal:
        return show_form(
            counter, invented(counter.program, {key: query} if key else {}, on=clock.today()), None
        )
    return show_form(counter, Sent(texts={key: query} if key else {}), None)


def _person_of(counter: Counter) -> Person | None:
    return queries.person(counter.request.POST.get("person", ""))


def _received(counter: Counter, *, only_check: bool) -> HttpResponse:
    request, sent = counter.request, counter.sent()
    person = _person_of(counter)
    faults = faults_of(counter, sent)
    if faults.errors or only_check or not accepted(counter, sent, faults):
        ok = only_check and not faults.errors and not faults.warnings
        return show_form(counter, sent, person, faults, status=200 if ok else 422)
    meant = counter.reader().read(sent, accept=True)
    try:
        outcome = operations.receive(
            actor=the_actor(request),
            form=meant.form,
            now=clock.now(),
            idempotency_key=request.POST.get("idempotency_key", "")[:64] or None,
        )
    except IntakeRefused as refused:
        told = Faults(refused.errors, refused.warnings, faults.looked)
        return show_form(counter, sent, person, told, status=422)
    except DomainError as refused:
        return show_form(counter, sent, person, faults, status=422, refused=refused)
    tickets.bind(_uuid(request.POST.get("ticket", "")), outcome.file_id)
    return HttpResponseRedirect(reverse("file", args=[outcome.file_id]) + "?baru", status=303)


def accepted(counter: Counter, sent: Sent, faults: Faults) -> bool:
    """Whether the warnings of these very answers were shown before."""
    seen = counter.request.POST.get("accept_warnings", "")
    return not faults.warnings or seen == forms.digest(sent, faults.warnings)


def faults_of(counter: Counter, sent: Sent, *, besides: UUID | None = None) -> Faults:
    """Everything that is wrong with the form, at once. `besides`: the file that is mended with it."""
    meant = counter.reader().read(sent)
    form = looked_up(meant.form, besides=besides)
    errors: dict[str, Finding] = {}
    warnings: dict[str, tuple[Finding, ...]] = {}
    try:
        check(counter.program, form, today=wib(clock.now()).date(), villages=counter.places)
    except IntakeRefused as refused:
        errors, warnings = dict(refused.errors), refused.warnings
    looked = {tick.key: tick.looked.found for tick in form.papers if tick.looked is not None}
    return Faults({**errors, **meant.errors}, warnings, looked)


def show_form(
    counter: Counter,
    sent: Sent,
    person: Person | None,
    faults: Faults | None = None,
    *,
    status: int = 200,
    refused: DomainError | None = None,
    **more: Any,
) -> HttpResponse:
    """The form with what was typed, what is wrong with it, and who it is about."""
    faults = faults or Faults()
    today = wib(clock.now()).date()
    made = Form(
        counter.program,
        sent,
        counter.places,
        counter.here,
        faults,
        known=person is not None,
        today=today,
        frames=queries.frames(counter.places, year=today.year),
    )
    fields, contact_fields = made.questions()
    # As asked on the page: how to reach the applicant comes last.
    order = sorted((each.key for each in counter.program.definition.intake), key=lambda key: key == PHONE)
    summary = faults.summary(order) or ([error(refused.message)] if refused else [])
    warned = faults.warnings and not faults.errors
    return _show(
        counter,
        {
            "person": presenters_intake.known_person(person, counter.program.definition.intake, sent),
            "fields": fields,
            "contact_fields": contact_fields,
            "groups": made.groups(),
            "requirement_error": made.requirement_error(),
            "ask_none_here": "papers" in faults.errors or sent.none_here,
            "none_here": sent.none_here,
            "errors": summary,
            "warnings_confirm": forms.digest(sent, faults.warnings) if warned else "",
            "warning_words": presenters_intake.warning_lines(faults) if warned else "",
            "idempotency_key": counter.request.POST.get("idempotency_key", "")[:64] or str(new_id()),
            **more,
        },
        status=status,
    )


def _show(counter: Counter, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    request, now = counter.request, clock.now()
    ticket = tickets.find(_uuid(request.POST.get("ticket") or request.GET.get("tiket", "")))
    code = counter.program.definition.code
    plain = {
        "page": "intake",
        "service": presenters_intake.service_head(counter.program),
        "form_url": reverse("intake_service", args=[code]),
        "query": "",
        "matches": None,
        "leader_away": queries.leader_away(presence_since(now), now=now),
        "ticket": ticket,
        "mending": None,
        "paper": None,
    }
    response = render(request, "applications/intake_service.html", {**plain, **context}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
