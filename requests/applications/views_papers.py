"""Attachments: added at the counter, looked at by who may, struck with a reason; never public."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.actors import Actor
from accounts.permissions import role_required, the_actor
from applications import presenters_file, presenters_papers, queries
from applications.presenters_papers import ADDERS, SEERS
from applications.queries_file import Detail
from applications.uploads import Taken, take
from applications.views_common import COUNTERS, error
from applications.views_file import load, page
from attachments import operations
from attachments import queries as attachments
from attachments.models import Attachment, Kind, State
from attachments.operations import AttachmentError, Owner
from commons import clock
from commons.errors import DomainError

SAFE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


@role_required(*SEERS)
@require_GET
def attachment(request: HttpRequest, id: UUID) -> HttpResponse:
    """One attachment in full; who looked is on the trail."""
    actor, now = the_actor(request), clock.now()
    row = _seen(id, actor)
    try:
        content = attachments.content(row)
    except DomainError as problem:
        return render(request, "409.html", {"reason": problem.message, "back_url": "/"}, status=409)
    operations.note_look(row, actor=actor, now=now)
    number = queries.receipt_number(row.file_id) if row.file_id else ""
    name = presenters_papers.file_name(row.kind, number, row.id, row.content_type)
    # A PDF in a sandbox is shown by no browser: it is downloaded.
    way = "attachment" if row.content_type == "application/pdf" else "inline"
    headers = {**SAFE, "Content-Disposition": f'{way}; filename="{name}"'}
    return HttpResponse(content, content_type=row.content_type, headers=headers)


@role_required(*SEERS)
@require_GET
def attachment_thumb(request: HttpRequest, id: UUID) -> HttpResponse:
    """Its small picture, too small to read."""
    row = _seen(id, the_actor(request))
    return HttpResponse(bytes(row.thumb or b""), content_type="image/jpeg", headers=SAFE)


def _seen(id: UUID, actor: Actor) -> Attachment:
    """An attachment that this person may look at: a draft its maker alone, what waits for the scanner
    nobody."""
    row = attachments.attachment(id)
    if row is None or row.state != State.KEPT or (row.draft and row.added_by_id != actor.user_id):
        raise Http404
    # What belongs to no file (a complaint, a slip of the Kotak Saran) is shown by its own app alone.
    if row.file_id is not None and not queries.receipt_number(row.file_id):
        raise Http404
    return row


@role_required(*ADDERS)
@require_POST
def file_attach(request: HttpRequest, id: UUID) -> HttpResponse:
    """Add to a received file what its form says it is: a paper, the signed letter's scan, a proxy."""
    detail = load(request, id)
    files = request.FILES.getlist("file")
    kind, requirement, problem = _what(detail, request.POST.get("what", ""))
    if not problem and not files:
        problem = _("Pilih atau foto dulu berkasnya.")
    taken = Taken()
    if not problem:
        taken = take(
            files,
            owner=Owner(file_id=id),
            kind=kind,
            actor=detail.actor,
            now=detail.now,
            requirement=requirement,
        )
        problem = taken.words
    if problem:
        return _refused(request, load(request, id), problem, taken.kept)
    messages.success(request, _("{n} lampiran disimpan.").format(n=taken.kept))
    return HttpResponseRedirect(reverse("file", args=[id]) + "#lampiran", status=303)


def _what(detail: Detail, text: str) -> tuple[Kind, str, str]:
    """(kind, requirement, what is wrong)."""
    if not presenters_papers.may_add(detail):
        return Kind.PAPER, "", _("Berkas ini sudah ditutup; lampiran tidak dapat ditambahkan.")
    if text in {kind.value for kind in presenters_papers.OTHERS}:
        return Kind(text), "", ""
    if text in presenters_papers.labels_of(detail):
        return Kind.PAPER, text, ""
    return Kind.PAPER, "", _("Pilih dulu lampiran ini apa.")


def _refused(request: HttpRequest, detail: Detail, problem: str, kept: int) -> HttpResponse:
    context = presenters_file.context(detail)
    context["errors"] = [error(problem, "attach")]
    context["kept"] = _("{n} lampiran lain tersimpan.").format(n=kept) if kept else ""
    if context["attachments"]:
        context["attachments"]["error"] = problem
    return page(request, detail, context, status=422)


@role_required(*ADDERS)
@require_POST
def attachment_strike(request: HttpRequest, id: UUID, attachment_id: UUID) -> HttpResponse:
    """Strike an attachment with a reason; it stays in the list."""
    detail = load(request, id)
    try:
        operations.strike(
            attachment_id=attachment_id,
            file_id=id,
            reason=request.POST.get("reason", ""),
            actor=detail.actor,
            now=detail.now,
        )
    except AttachmentError as gone:
        if gone.code == "not_there":
            raise Http404 from gone
        return _refused(request, detail, str(gone.message), 0)
    except DomainError as refused:
        return _refused(request, detail, str(refused.message), 0)
    messages.success(request, _("Lampiran dicoret; catatannya tetap ada."))
    return HttpResponseRedirect(reverse("file", args=[id]) + "#lampiran", status=303)


@role_required(*COUNTERS)
@require_POST
def draft_attach(request: HttpRequest) -> HttpResponse:
    """Add to one paper of an intake that is still open; answers that paper's part of the form."""
    draft = request.POST.get("idempotency_key", "")[:64]
    return _at_paper(request, Owner(draft=draft), reverse("draft_attach")) if draft else _not_found()


@role_required(*ADDERS)
@require_POST
def file_paper(request: HttpRequest, id: UUID) -> HttpResponse:
    """The same for a returned file whose form is being completed."""
    detail = load(request, id)
    if not presenters_papers.may_add(detail):
        return _not_found()
    return _at_paper(request, Owner(file_id=id), reverse("file_paper", args=[id]))


def _not_found() -> HttpResponse:
    raise Http404


def _at_paper(request: HttpRequest, owner: Owner, url: str) -> HttpResponse:
    """Take what came, or take back what is named, and show the paper's part anew."""
    actor, now = the_actor(request), clock.now()
    problem, name = _drop(request, actor), ""
    for name in request.FILES:
        files = request.FILES.getlist(name)
        code = name.removeprefix("file-")
        taken = take(files, owner=owner, kind=Kind.PAPER, actor=actor, now=now, requirement=code)
        problem = problem or taken.words
    code = name.removeprefix("file-") or request.POST.get("code", "")
    item = presenters_papers.at_paper(
        code=code[:130],
        place=_place(request.POST.get("place", "")),
        url=url,
        rows=rows_of(owner, actor),
        error=problem,
        draft=bool(owner.draft),
    )
    context: dict[str, Any] = {"papers": item, "fresh": True}
    status = 422 if problem else 200
    response = render(request, "applications/papers_item.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _place(text: str) -> str:
    """The part's number on its page: digits and a dash, nothing else comes back."""
    return text if len(text) < 12 and text.replace("-", "").isdigit() else "0"


def _drop(request: HttpRequest, actor: Actor) -> str:
    verb, _colon, id = request.POST.get("do", "").partition(":")
    return drop(id, actor) if verb == "drop" else ""


def drop(id: str, actor: Actor) -> str:
    """Take back what one added to an open form; "" or why not."""
    try:
        operations.remove(attachment_id=UUID(id), actor=actor)
    except ValueError:
        return str(operations.not_there().message)
    except AttachmentError as refused:
        return str(refused.message)
    return ""


def rows_of(owner: Owner, actor: Actor) -> list[attachments.Shown]:
    """The attachments of an open form, as its officer may see them."""
    if owner.file_id is not None:
        return attachments.of_file(owner.file_id)
    return attachments.of_draft(owner.draft, added_by=actor.user_id)
