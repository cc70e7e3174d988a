"""The Buku Pengaduan: the list, one complaint and what the office does with it, the desk's intake."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Actor
from accounts.permissions import role_required, the_actor
from applications.views_common import READERS, error
from attachments import operations as papers
from attachments import queries as attachments
from attachments.models import Kind as Paper
from attachments.models import State as Kept
from commons import clock
from commons.errors import DomainError
from commons.typed import read_date
from complaints import duplicates, operations, presenters, queries, querysets, working
from complaints.forms import ComplaintForm
from complaints.models import Channel, Complaint, Kind, Klass, State
from complaints.querysets import Asked
from complaints.workflow import Action
from complaints.working import Said
from offices.queries import sections
from offices.scope import current_office
from responses.models import Category
from responses.queries import suggestions
from standards import queries as standards
from trail import operations as trail

PAGE = "complaints"
PER_PAGE = 50
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


@role_required(*READERS)
@never_cache
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """The Buku Pengaduan of this person."""
    asked = asked_in(request)
    found = Paginator(querysets.book(the_actor(request), asked, today=clock.today()), PER_PAGE)
    shown = found.get_page(request.GET.get("hal"))
    context = {
        "page": PAGE,
        "rows": [presenters.row(each, today=clock.today()) for each in shown],
        "pages": shown,
        "total": found.count,
        "asked": {name: request.GET.get(name, "") for name in FILTERS},
        "query": _query(request),
        "kinds": Kind.choices,
        "channels": Channel.choices,
        "states": [("open", _("Belum selesai")), ("late", _("Terlambat")), *State.choices],
        "services": standards.names(),
        "may_handle": the_actor(request).has(*querysets.HANDLERS),
    }
    return render(request, "complaints/book.html", context)


FILTERS = ("keadaan", "jenis", "kanal", "layanan", "dari", "sampai")


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("hal", None)
    return kept.urlencode()


def asked_in(request: HttpRequest) -> Asked:
    """The filters of an address; what cannot be read filters nothing."""
    get = request.GET.get
    return Asked(
        state=get("keadaan", "") if get("keadaan", "") in {*State.values, "open", "late"} else "",
        kind=get("jenis", "") if get("jenis", "") in Kind.values else "",
        channel=get("kanal", "") if get("kanal", "") in Channel.values else "",
        service=get("layanan", "")[:40],
        first=_day(get("dari", "")),
        last=_day(get("sampai", "")),
    )


def _day(typed: str) -> Any:
    try:
        return read_date(typed) if typed.strip() else None
    except DomainError:
        return None


@sensitive_post_parameters()
@role_required(*READERS)
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The desk's intake; the reporter's code is shown once, for the slip."""
    form = ComplaintForm(request.POST if request.method == "POST" else None, current_office(), desk=True)
    made, by_code = None, False
    if request.method == "POST" and (new := form.read()) is not None:
        by_code = operations.only_by_code(new)
        try:
            made = operations.receive(actor=the_actor(request), new=new, now=clock.now())
        except DomainError as refused:
            form.refuse(refused.message, str(refused.context.get("field", "")))
    if made is not None:
        return render(request, "complaints/entered.html", {"page": PAGE, "made": made, "by_code": by_code})
    context = {"page": PAGE, "form": form.shown(), "errors": form.errors}
    return render(request, "complaints/enter.html", context, status=422 if form.errors else 200)


@role_required(*READERS)
@never_cache
@require_safe
def complaint(request: HttpRequest, id: UUID) -> HttpResponse:
    """One complaint. Who opens a confidential one is on the trail."""
    actor = the_actor(request)
    row = load(id, actor)
    if row.confidential and not row.about_id:
        trail.record(action="complaint.read", actor=actor, subject=f"complaint:{row.id}", now=clock.now())
    return _page(request, row, actor)


def load(id: UUID, actor: Actor) -> Complaint:
    """A complaint that this person may know of, or 404."""
    row = queries.one(id, actor)
    if row is None:
        raise Http404
    return row


@sensitive_post_parameters()
@role_required(*READERS)
@never_cache
@require_POST
def act(request: HttpRequest, id: UUID, action: str) -> HttpResponse:
    """One act of the office."""
    actor, post = the_actor(request), request.POST
    row = load(id, actor)
    wanted = action.upper()
    if wanted not in {each.value for each in working.ROLES}:
        raise Http404
    said = Said(
        klass=post.get("klass", ""),
        section=post.get("section", ""),
        done=post.get("done", ""),
        text=post.get("text", ""),
    )
    seen = post.get("seen", "")
    try:
        working.act(
            actor=actor,
            complaint_id=id,
            action=Action(wanted),
            said=said,
            expected_event=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1,
            now=clock.now(),
        )
    except DomainError as refused:
        fault = error(refused.message, str(refused.context.get("field", "")))
        status = 409 if refused.code in {"stale", "state"} else 422
        return _page(request, load(id, actor), actor, errors=[fault], typed=post, status=status)
    messages.success(request, _("Tercatat: {what}.").format(what=presenters.LABELS[wanted]))
    return HttpResponseRedirect(reverse("complaint", args=[row.id]), status=303)


def _page(
    request: HttpRequest,
    row: Complaint,
    actor: Actor,
    *,
    errors: list[dict[str, Any]] | None = None,
    typed: Any = None,
    status: int = 200,
) -> HttpResponse:
    office, now = current_office(), clock.now()
    facts = {"nomor": row.number, "layanan": row.service_name, "kantor": office.full_name}
    context = {
        "page": PAGE,
        "complaint": presenters.page(row, actor, now=now),
        "alike": [presenters.row(each, today=clock.today()) for each in duplicates.hints(row, actor)],
        "klasses": Klass.choices,
        "sections": [section.name for section in sections(office.id)],
        "answer": {
            "name": "text",
            "label": _("Jawaban untuk pelapor"),
            "suggestions": suggestions(office.id, Category.COMPLAINT, facts),
        },
        "typed": typed or {},
        "errors": errors or [],
    }
    return render(request, "complaints/complaint.html", context, status=status)


@role_required(*READERS)
@never_cache
@require_safe
def evidence(request: HttpRequest, id: UUID, paper_id: UUID) -> HttpResponse:
    """A photograph or PDF sent with a complaint."""
    actor = the_actor(request)
    row, paper = load(id, actor), attachments.attachment(paper_id)
    if paper is None or paper.file_id != row.id or paper.state != Kept.KEPT:
        raise Http404
    try:
        content = attachments.content(paper)
    except DomainError as problem:
        return render(request, "409.html", {"reason": problem.message, "back_url": "/"}, status=409)
    way = "attachment" if paper.content_type == "application/pdf" else "inline"
    ending = "pdf" if paper.content_type == "application/pdf" else "jpg"
    headers = {**SAFE, "Content-Disposition": f'{way}; filename="bukti.{ending}"'}
    return HttpResponse(content, content_type=paper.content_type, headers=headers)


@role_required(*READERS)
@require_POST
def add_evidence(request: HttpRequest, id: UUID) -> HttpResponse:
    """The office adds a paper to what was done."""
    actor = the_actor(request)
    row, file = load(id, actor), request.FILES.get("evidence")
    try:
        if file is None:
            raise DomainError("empty", _("Pilih dulu foto atau PDF-nya."), field="evidence")
        papers.add(
            owner=papers.Owner(file_id=row.id),
            kind=Paper.PAPER,
            content=file.read(),
            adder=papers.Adder.of(actor),
            now=clock.now(),
        )
    except DomainError as refused:
        return _page(request, row, actor, errors=[error(refused.message, "evidence")], status=422)
    messages.success(request, _("Lampiran disimpan."))
    return HttpResponseRedirect(reverse("complaint", args=[row.id]), status=303)
