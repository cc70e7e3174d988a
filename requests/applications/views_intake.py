"""Receiving a file at the counter: the service by its digit, the person, the form, the papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import role_required, the_actor
from applications import (
    arrivals,
    forms,
    operations,
    presenters_household,
    presenters_intake,
    presenters_papers,
    queries,
    tickets,
)
from applications.errors import IntakeRefused
from applications.forms import Sent, change_rows, read_sent
from applications.forms_fields import as_typed
from applications.intake import check, looked_up
from applications.places import of_office
from applications.presence import presence_since
from applications.presenters_intake import PHONE, Faults, Form, OpenPapers
from applications.program import Program
from applications.queries_people import Kind, Person
from applications.rehearsing import invented
from applications.uploads import take
from applications.versions import program_of
from applications.views_common import COUNTERS, error
from applications.views_file import REVEALED
from applications.views_papers import drop, rows_of
from applications.villages import villages
from attachments import queries as attachments
from attachments.models import Kind as Added
from attachments.operations import Owner
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

CHANGES = frozenset({"add", "remove", "drop", "known", "take", "member"})


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
    file_id: UUID | None = None
    refused: dict[str, str] = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        """The form's own key: a second sending does nothing, and photographs find their draft by it."""
        return self.request.POST.get("idempotency_key", "")[:64] or str(new_id())

    @property
    def owner(self) -> Owner:
        """What is photographed now belongs to the returned file, or to this draft."""
        return Owner(file_id=self.file_id) if self.file_id else Owner(draft=self.key)

    def take_uploads(self) -> None:
        """Keep what was sent in the form's own file fields (without scripts, all of it comes this way)."""
        for name in list(self.request.FILES):
            code = name.removeprefix("file-")
            taken = take(
                self.request.FILES.getlist(name),
                owner=self.owner,
                kind=Added.PAPER,
                actor=the_actor(self.request),
                now=clock.now(),
                requirement=code,
            )
            if taken.errors:
                self.refused[code] = taken.words

    @cached_property
    def added(self) -> list[attachments.Shown]:
        """What was added to this form so far."""
        return rows_of(self.owner, the_actor(self.request))

    def papers(self) -> OpenPapers:
        """The same, for the form's papers."""
        url = reverse("file_paper", args=[self.file_id]) if self.file_id else reverse("draft_attach")
        return OpenPapers(url, self.added, draft=self.file_id is None, errors=self.refused)

    @property
    def here(self) -> str:
        """The code of the office's kecamatan."""
        return ".".join(current_office().kemendagri_code.split(".")[:3])

    def reader(self) -> forms.Reader:
        """Reads what was sent to this form."""
        return forms.Reader(self.program, self.places, self.here)

    def sent(self) -> Sent:
        """What stands in the form."""
        sent = read_sent(self.request.POST, self.program.definition.intake)
        # What was photographed is here, whether or not the box beside it was ticked.
        drafted = () if self.file_id else self.added
        return replace(sent, ticked=sent.ticked | {row.requirement for row in drafted if row.requirement})


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
    counter.take_uploads()
    if do.startswith("choose:"):
        return _chosen(counter, do.removeprefix("choose:"))
    if do == "new":
        return _blank(counter)
    if do.partition(":")[0] in CHANGES:
        return _changed(counter, do)
    if do in {"check", "receive", "return"}:
        return _received(counter, only_check=do == "check")
    return _found(counter, request.POST.get("query", "")[:120], asked=do == "find")


def _found(counter: Counter, query: str, *, asked: bool) -> HttpResponse:
    matches = [presenters_intake.match(each) for each in queries.find_people(query)] if asked else None
    earlier = arrivals.earlier(query) if asked else ()
    found = {"matches": matches, "person": None, "earlier": earlier}
    unread = presenters_intake.not_searched(query) if asked else ""
    return _show(counter, {"query": query, "not_searched": unread, **found})


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
    found = arrivals.earlier(person.nik)
    return show_form(counter, known_answers(counter.program, person), person, earlier=found)


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
    kind, query = queries.as_answer(counter.request.POST.get("query", "").strip()[:120])
    key = {Kind.NIK: "nik", Kind.PHONE: PHONE, Kind.NAME: "nama"}.get(kind, "")
    typed = {key: query} if key else {}
    if current_office().is_rehearsal:
        home = next(iter(of_office(current_office().kemendagri_code, counter.places)), None)
        return show_form(counter, invented(counter.program, typed, on=clock.today(), home=home), None)
    return show_form(counter, Sent(texts=typed), None)


def _changed(counter: Counter, do: str) -> HttpResponse:
    """The form with what a button of it changed; nothing is received."""
    verb, _colon, rest = do.partition(":")
    if verb in {"known", "take", "member"}:
        return _household(counter, do)
    if verb == "drop":
        drop(rest, the_actor(counter.request))
        return show_form(counter, counter.sent(), _person_of(counter))
    return show_form(counter, change_rows(counter.sent(), do), _person_of(counter))


def _household(counter: Counter, do: str) -> HttpResponse:
    """Propose what earlier files say of this NIK, or take over what the officer chose of it."""
    sent, (verb, _colon, rest) = counter.sent(), do.partition(":")
    found = queries.household(sent.texts.get("nik", ""))
    if verb in {"take", "member"}:
        ref, _colon, group = rest.partition("|")
        person = queries.person(ref)
        if person is not None:
            data = {"why": "household"}
            subject = f"file:{person.file_id}"
            actor = the_actor(counter.request)
            trail.record(action=REVEALED, actor=actor, subject=subject, data=data, now=clock.now())
            keys = set(counter.request.POST.getlist("take"))
            sent = (
                presenters_household.taken(counter.program, person, keys, sent)
                if verb == "take"
                else presenters_household.with_member(counter.program, person, group, sent)
            )
    offer = presenters_household.proposal(counter.program, found, sent) if found else None
    return show_form(counter, sent, _person_of(counter), household=offer, asked_household=True)


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
    arrivals.same(_trips(request), outcome.file_id, clock.now())
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
    for code, words in counter.refused.items():
        path = f"papers.{code.rpartition(':')[2]}"
        errors[path] = Finding(presenters_intake.UPLOAD, words, path)
    looked = {tick.key: tick.looked.found for tick in form.papers if tick.looked is not None}
    both = {
        path: (*warnings.get(path, ()), *meant.warnings.get(path, ()))
        for path in {**warnings, **meant.warnings}
    }
    return Faults({**errors, **meant.errors}, both, looked)


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
        papers=counter.papers(),
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
            "idempotency_key": counter.key,
            "household": None,
            "asked_household": False,
            "phone_url": reverse("phone_link"),
            "phone_file": counter.file_id or "",
            "too_large": presenters_papers.too_large(),
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
        "not_searched": "",
        "matches": None,
        "leader_away": queries.leader_missed(presence_since(now), counter.program, now=now),
        "ticket": ticket,
        "trips": _trips(request),
        "earlier": (),
        "mending": None,
        "paper": None,
    }
    response = render(request, "applications/intake_service.html", {**plain, **context}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _trips(request: HttpRequest) -> list[UUID]:
    """The earlier visits that were ticked as the same person's."""
    found = map(_uuid, request.POST.getlist("trip")[:20])
    return [each for each in found if each is not None]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
