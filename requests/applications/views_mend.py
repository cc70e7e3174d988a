"""The intake form of a returned file: what was missing is brought, what was wrong is mended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required
from applications import forms, operations_mending, presenters_file, queries
from applications.errors import IntakeRefused, Stale
from applications.forms import Sent, change_rows
from applications.presenters_intake import Faults
from applications.queries_file import Detail
from applications.views_common import READERS
from applications.views_file import REVEALED, load, number_of, stale_of
from applications.views_intake import Counter, accepted, faults_of, show_form
from applications.villages import villages
from applications.workflow_types import Action, Phase
from commons.errors import DomainError
from handoff.camera import camera_allowed
from trail import operations as trail


@role_required(*READERS)
@camera_allowed
@require_http_methods(["GET", "POST"])
def file_mend(request: HttpRequest, id: UUID) -> HttpResponse:
    """The form as it was received, to be completed; sending it takes the file in again."""
    detail = load(request, id)
    if Action.RESUBMIT not in detail.actions and request.method == "GET":
        return _not_now(request, detail)
    counter = Counter(request, detail.program, villages(), file_id=id)
    if request.method == "GET":
        _note_look(detail)
        sent = forms.sent_of(
            detail.file,
            detail.program,
            detail.supporting,
            missing=detail.state.missing,
            codes={key: (row.code, row.reason) for key, row in detail.brought.items()},
        )
        return _form(counter, detail, sent)
    counter.take_uploads()
    sent, do = counter.sent(), request.POST.get("do", "")
    if do.startswith(("add:", "remove:")):
        return _form(counter, detail, change_rows(sent, do))
    return _mended(counter, detail, sent, only_check=do == "check")


def _mended(counter: Counter, detail: Detail, sent: Sent, *, only_check: bool) -> HttpResponse:
    request = counter.request
    faults = faults_of(counter, sent, besides=detail.file.id)
    if faults.errors or only_check or not accepted(counter, sent, faults):
        return _form(counter, detail, sent, faults, status=200 if only_check else 422)
    try:
        outcome = operations_mending.mend(
            actor=detail.actor,
            file_id=detail.file.id,
            form=counter.reader().read(sent, accept=True).form,
            expected_event=number_of(request.POST.get("expected_event", "")),
            now=detail.now,
            idempotency_key=request.POST.get("idempotency_key", ""),
        )
    except IntakeRefused as refused:
        told = Faults(refused.errors, refused.warnings, faults.looked)
        return _form(counter, detail, sent, told, status=422)
    except DomainError as refused:
        status = 409 if isinstance(refused, Stale) else 422
        return _form(counter, detail, sent, faults, status=status, refused=refused)
    if outcome.phase is Phase.RETURNED:
        messages.warning(request, _("Berkas dicatat dan dikembalikan lagi: masih ada yang kurang."))
    else:
        messages.success(request, _("Berkas dicatat di bawah nomor yang sama."))
    return HttpResponseRedirect(reverse("file", args=[detail.file.id]), status=303)


def _form(
    counter: Counter,
    detail: Detail,
    sent: Sent,
    faults: Faults | None = None,
    *,
    status: int = 200,
    refused: DomainError | None = None,
) -> HttpResponse:
    person = queries.person_of(detail.file)
    stale = stale_of(detail, Action.RESUBMIT) if isinstance(refused, Stale) else None
    mending = {
        "number": detail.file.receipt_number,
        "missing": list(detail.state.missing),
        "expected_event": counter.request.POST.get("expected_event", detail.state.event_no),
        "back": reverse("file", args=[detail.file.id]),
    }
    return show_form(
        counter,
        sent,
        person,
        faults,
        status=status,
        refused=None if stale else refused,
        form_url=reverse("file_mend", args=[detail.file.id]),
        mending=mending,
        stale=stale,
    )


def _not_now(request: HttpRequest, detail: Detail) -> HttpResponse:
    waiting = presenters_file.waiting_for(detail)
    messages.warning(request, _("Berkas ini tidak sedang menunggu dilengkapi. {now}").format(now=waiting))
    return HttpResponseRedirect(reverse("file", args=[detail.file.id]))


def _note_look(detail: Detail) -> None:
    # The form holds NIK and KK in full.
    data = {"why": "mending"}
    subject = f"file:{detail.file.id}"
    trail.record(action=REVEALED, actor=detail.actor, subject=subject, data=data, now=detail.now)
