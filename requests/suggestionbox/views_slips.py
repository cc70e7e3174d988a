"""Slips: entered at the opening, copied from their photographs later, looked at by who may."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Actor
from accounts.permissions import role_required, the_actor
from applications.uploads import take
from applications.views_common import READERS, error
from applications.views_papers import SAFE
from attachments import queries as attachments
from attachments.models import Kind, State
from attachments.operations import Owner
from commons import clock
from commons.errors import DomainError
from complaints import queries as complaints
from suggestionbox import operations_slips, presenters, queries
from suggestionbox.models import BoxSlip, SlipState
from suggestionbox.operations_slips import Entered
from suggestionbox.slipform import SlipForm
from suggestionbox.views import PAGE, load, opening_page
from trail import operations as trail

SLIP = "slip"


@sensitive_post_parameters()
@role_required(*READERS)
@require_POST
def add(request: HttpRequest, id: UUID) -> HttpResponse:
    """Enter the next slip: its photographs are kept first, so that none is lost to an error in the form."""
    found, actor, now = load(id), the_actor(request), clock.now()
    form = SlipForm(request.POST)
    owner = Owner(draft=form.draft)
    taken = take(
        request.FILES.getlist("photo"), owner=owner, kind=Kind.PAPER, actor=actor, now=now, requirement=SLIP
    )
    form.held = len(attachments.of_draft(form.draft, added_by=actor.user_id))
    if taken.errors:
        form.refuse(taken.words, "photo")
    new = form.new()
    if not form.errors:
        try:
            made = operations_slips.add_slip(actor=actor, opening_id=id, new=new, now=now)
        except DomainError as refused:
            form.refuse(refused.message, str(refused.context.get("field", "")))
        else:
            messages.success(request, _("Slip {n} disimpan.").format(n=f"{made.slip.serial:03d}"))
            _tell_code(request, made, form)
            return HttpResponseRedirect(reverse("box_opening", args=[id]), status=303)
    return opening_page(request, found, errors=form.errors, slip=form, status=422)


@role_required(*READERS)
@never_cache
@require_safe
def copy_queue(request: HttpRequest) -> HttpResponse:
    """Photographed slips that nobody copied yet."""
    rows = [presenters.slip_row(slip) for slip in queries.to_copy()]
    return render(request, "suggestionbox/copy.html", {"page": PAGE, "slips": rows})


@sensitive_post_parameters()
@role_required(*READERS)
@never_cache
@require_http_methods(["GET", "POST"])
def slip(request: HttpRequest, id: UUID) -> HttpResponse:
    """One slip; while it waits, the form that copies it."""
    row, actor = _slip(id), the_actor(request)
    if request.method == "GET":
        return _page(request, row, actor, SlipForm(None))
    form = SlipForm(request.POST)
    if not _handles(actor):
        form.refuse(_("Slip disalin oleh yang membuka Kotak Saran."))
        return _page(request, row, actor, form)
    try:
        said = (
            _unreadable(form, row, actor)
            if request.POST.get("do") == "unreadable"
            else _copied(request, form, row, actor)
        )
    except DomainError as refused:
        form.refuse(refused.message, str(refused.context.get("field", "")))
        said = ""
    if form.errors:
        return _page(request, _slip(id), actor, form)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("box_copy"), status=303)


def _copied(request: HttpRequest, form: SlipForm, row: BoxSlip, actor: Actor) -> str:
    words = form.words()
    if words is None:
        form.refuse(_("Ketik isi slip seperti yang tertulis."), "text")
    if form.errors or words is None:
        return ""
    done = operations_slips.copy_out(actor=actor, slip_id=row.id, words=words, now=clock.now())
    _tell_code(request, done, form)
    return _("Slip {n} dicatat.").format(n=f"{row.serial:03d}")


def _tell_code(request: HttpRequest, made: Entered, form: SlipForm) -> None:
    """To who typed it, once: so that they can call a writer who left a number."""
    if made.code and form.raw("contact").strip():
        words = _("Kode untuk penulisnya: {code}. Hubungi nomor yang ia tulis; kode ini tampil sekali saja.")
        messages.info(request, words.format(code=made.code))


def _unreadable(form: SlipForm, row: BoxSlip, actor: Actor) -> str:
    reason = form.raw("unreadable")
    operations_slips.call_unreadable(actor=actor, slip_id=row.id, reason=reason, now=clock.now())
    return _("Slip disimpan sebagai tidak terbaca, dengan alasannya.")


def _page(request: HttpRequest, row: BoxSlip, actor: Actor, form: SlipForm) -> HttpResponse:
    waits = row.state == SlipState.TO_COPY and _handles(actor)
    context = {
        "page": PAGE,
        "slip": presenters.slip_row(row),
        "complaint": _complaint(row, actor),
        "opening_id": row.opening_id,
        "photographs": presenters.photographs(row.id) if _may_look(row, actor) else [],
        "form": form.shown(row.serial) if waits else None,
        "errors": [error(one["message"], one["field"]) for one in form.errors],
    }
    return render(request, "suggestionbox/slip.html", context, status=422 if form.errors else 200)


@role_required(*READERS)
@never_cache
@require_safe
def photo(request: HttpRequest, id: UUID, photo_id: UUID) -> HttpResponse:
    """A photograph of a slip in full; who looked is on the trail."""
    row, actor = _slip(id), the_actor(request)
    picture = attachments.attachment(photo_id)
    if picture is None or picture.file_id != row.id or picture.state != State.KEPT:
        raise Http404
    if not _may_look(row, actor):
        raise Http404
    try:
        content = attachments.content(picture)
    except DomainError as problem:
        return render(request, "409.html", {"reason": problem.message, "back_url": "/"}, status=409)
    data = {"serial": row.serial}
    trail.record(action="box.photo_viewed", actor=actor, subject=f"slip:{row.id}", data=data, now=clock.now())
    way = "attachment" if picture.content_type == "application/pdf" else "inline"
    headers = {**SAFE, "Content-Disposition": f'{way}; filename="slip-{row.serial:03d}"'}
    return HttpResponse(content, content_type=picture.content_type, headers=headers)


def _slip(id: UUID) -> BoxSlip:
    row = queries.slip(id)
    if row is None:
        raise Http404
    return row


def _handles(actor: Actor) -> bool:
    """Whoever may open the box also copies what was in it."""
    return actor.has(queries.rule().opener)


def _may_look(row: BoxSlip, actor: Actor) -> bool:
    """Until it is filed, who opens the box; then nobody here: its photographs lie with the complaint."""
    return row.state != SlipState.FILED and _handles(actor)


def _complaint(row: BoxSlip, actor: Actor) -> dict[str, str] | None:
    """For who opens the box: to anybody else a slip without a number would say whom it is about."""
    found = complaints.one(row.complaint_id, actor) if row.complaint_id and _handles(actor) else None
    return {"number": found.number, "url": reverse("complaint", args=[found.id])} if found else None
