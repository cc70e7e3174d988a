"""The file page and everything done there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import role_required, the_actor
from applications import (
    collecting,
    contacts,
    labels,
    operations,
    operations_collecting,
    presenters_esign,
    presenters_file,
    queries,
)
from applications.errors import LACKING, SENTENCES, ActionRefused, IntakeRefused, NotFound, Stale
from applications.forms_actions import LACKS, kept, read_inputs
from applications.presenters_actions import Kept
from applications.queries_desk import CALLERS
from applications.queries_file import Detail
from applications.views_common import READERS, UNCHANGED, error, live
from applications.views_inbox import tagged
from applications.workflow_types import Action, Refusal, StepKind
from attachments.refusals import UploadRefused
from commons import clock
from commons.errors import DomainError
from commons.text import BadText
from handoff.camera import camera_allowed
from lookups.operations import LookupRefused
from trail import operations as trail

REVEALED = "file.nik_revealed"
MOST_MISSING = 40


@role_required(*READERS)
@camera_allowed
@require_GET
def file(request: HttpRequest, id: UUID) -> HttpResponse:
    """One page with everything about a file; `?baru` after it was received offers the receipt."""
    detail = load(request, id)
    context = presenters_file.context(detail)
    return page(request, detail, {**context, "just_received": "baru" in request.GET})


@role_required(*READERS)
@require_GET
def file_changes(request: HttpRequest, id: UUID) -> HttpResponseBase:
    """Nothing but an ETag, for a file page that polls."""
    stamp = queries.file_stamp(id)
    if stamp is None:
        raise Http404
    return tagged(request, stamp)


@role_required(*READERS)
@camera_allowed
@require_POST
def file_action(request: HttpRequest, id: UUID, action: str) -> HttpResponse:
    """Do one action of the workflow to the file as this person saw it."""
    chosen = _action(action)
    try:
        seen = queries.at_step(id)
        _do(request, id, chosen, seen)
    except NotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        return _refused(request, load(request, id), chosen, refused)
    messages.success(request, _said(seen, chosen))
    return HttpResponseRedirect(_after(request, id), status=303)


@role_required(*sorted(presenters_file.REVEALERS))
@require_POST
def file_reveal(request: HttpRequest, id: UUID) -> HttpResponse:
    """The file page with NIK and KK in full. The look is on the office's trail."""
    detail = load(request, id)
    trail.record(action=REVEALED, actor=detail.actor, subject=f"file:{id}", now=detail.now)
    return page(request, detail, presenters_file.context(detail, revealed=True))


@role_required(*sorted(CALLERS))
@require_POST
def file_contact(request: HttpRequest, id: UUID) -> HttpResponse:
    """Write down what came of calling the applicant."""
    post = request.POST
    try:
        contacts.record_attempt(
            actor=the_actor(request),
            file_id=id,
            way=post.get("way", ""),
            outcome=post.get("outcome", ""),
            note=post.get("call_note", ""),
            now=clock.now(),
        )
    except NotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        return _call_refused(request, load(request, id), refused)
    messages.success(request, _("Hasil panggilan dicatat."))
    return HttpResponseRedirect(reverse("file", args=[id]) + "#hubungi", status=303)


def load(request: HttpRequest, id: UUID) -> Detail:
    """The file for this person, or 404: another office's id is as unknown as one that never was."""
    try:
        return queries.file_detail(id, actor=the_actor(request), now=clock.now())
    except NotFound as missing:
        raise Http404 from missing


def page(
    request: HttpRequest, detail: Detail, context: dict[str, Any], status: int = 200, *, wrong: str = ""
) -> HttpResponse:
    """The file page, kept out of every cache. `wrong`: what was wrong with the passphrase of a signature."""
    id = detail.file.id
    lively = live([f"file.{id}"], reverse("file_changes", args=[id]))
    shown = {**context, **presenters_esign.on_letter(detail, wrong=wrong), "live": lively}
    response = render(request, "applications/file.html", shown, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _action(code: str) -> Action:
    try:
        return Action(code)
    except ValueError as unknown:
        raise Http404 from unknown


def number_of(text: str) -> int:
    """The event number a form carries; -1, which no file is at, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1


def _after(request: HttpRequest, id: UUID) -> str:
    """Back to the pile when the camat came from there, else to the file."""
    return reverse("pile") if request.GET.get("dari") == "tumpukan" else reverse("file", args=[id])


def _do(request: HttpRequest, id: UUID, action: Action, seen: queries.AtStep) -> None:
    post = request.POST
    common: dict[str, Any] = {
        "file_id": id,
        "actor": the_actor(request),
        "expected_event": number_of(post.get("expected_event", "")),
        "inputs": read_inputs(seen.program, post, missing=post.getlist("missing")[:MOST_MISSING]),
        "now": clock.now(),
        "idempotency_key": post.get("idempotency_key", "")[:64] or None,
    }
    if action is Action.COMPLETE and seen.kind is StepKind.HAND_OVER:
        signature = collecting.signature_of(post.get("signature", ""))
        operations_collecting.hand_over(**common, signature=signature)
    else:
        operations.act(**common, action=action)


def _said(seen: queries.AtStep, action: Action) -> str:
    if action is Action.COMPLETE:
        return str(labels.DONE[seen.kind]) + "."
    stage = ""
    if seen.correcting:
        stage = "signed" if action is Action.CORRECT else "declined" if action is Action.SEND_BACK else ""
    return labels.event_title(action.value, seen.kind, stage) + "."


def _refused(request: HttpRequest, detail: Detail, action: Action, refused: DomainError) -> HttpResponse:
    """The page as it stands now, the form with what was typed, and why it was not done."""
    fields = _faults(refused)
    form = Kept(
        action=action,
        typed=kept(request.POST),
        missing=tuple(request.POST.getlist("missing")[:MOST_MISSING]),
        errors=fields,
        key=request.POST.get("idempotency_key", "")[:64],
        gone=str(
            _("Tindakan ini tidak ada lagi pada keadaan berkas sekarang. Salin dulu isian yang masih perlu.")
        ),
    )
    context = presenters_file.context(detail, form)
    if isinstance(refused, Stale):
        context["stale"] = stale_of(detail, action)
    else:
        lines = [error(message, f"{action.value}-{name}") for name, message in fields.items()]
        context |= {"errors": lines or [error(refused.message)], "kept": UNCHANGED}
    return page(request, detail, context, status=_status(refused))


def _faults(refused: DomainError) -> dict[str, str]:
    if isinstance(refused, ActionRefused) and refused.refusal in LACKS:
        return {LACKS[refused.refusal]: str(SENTENCES[refused.refusal])}
    if isinstance(refused, IntakeRefused):
        return {path: str(finding.message) for path, finding in refused.errors.items()}
    if isinstance(refused, UploadRefused):
        return {"signature": str(refused.message)}
    if isinstance(refused, LookupRefused):
        return {"lookup_reason": str(refused.message)}
    return {}


def _status(refused: DomainError) -> int:
    if isinstance(refused, Stale):
        return 409
    if not isinstance(refused, ActionRefused) or refused.refusal in LACKING:
        return 422
    return 403 if refused.refusal in {Refusal.WRONG_ROLE, Refusal.NOT_YOURS, Refusal.NO_AUTHORITY} else 409


def stale_of(detail: Detail, action: Action) -> dict[str, Any]:
    """Who moved the file last, when, what they did, and whether `action` can still be done
    (`partials/stale.html`)."""
    last = detail.events[-1]
    shown = presenters_file.event(detail, last)
    what = f"{shown['title']} ({shown['note']})" if shown["note"] else shown["title"]
    return {
        "by": last.actor_name,
        "title": last.actor_title,
        "at": last.at,
        "what": what,
        "own": last.actor_id == detail.actor.user_id,
        "gone": action not in detail.actions,
    }


def _call_refused(request: HttpRequest, detail: Detail, refused: DomainError) -> HttpResponse:
    context = presenters_file.context(detail)
    name = "call_note" if isinstance(refused, BadText) else str(refused.context.get("field", ""))
    for each in context["contact_fields"]:
        each["value"] = request.POST.get(each["name"], each["value"])
        each["errors"] = [str(refused.message)] if each["name"] == name else []
    context |= {"errors": [error(refused.message, f"contact-{name}")], "kept": UNCHANGED}
    return page(request, detail, context, status=422)
