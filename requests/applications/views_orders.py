"""The letter of order of an appointment as it was signed: scanned, looked at by who keeps the dates, struck.

The scan is an attachment of the appointment; no file of an applicant's is meant.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import role_required, the_actor
from applications import presenters_absences, presenters_papers, queries_absences
from applications.models import ActingSigner
from applications.orders import keep_scans, note_look
from applications.presence import read_acting
from applications.views_common import KEEPERS, error
from applications.views_papers import SAFE
from attachments import operations
from attachments import queries as attachments
from attachments.models import State
from attachments.refusals import MOST_BYTES
from commons import clock
from commons.errors import DomainError


@role_required(*KEEPERS)
@never_cache
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, id: UUID) -> HttpResponse:
    """One appointment with the scans of its order; add one, or strike one that is wrong."""
    row = _appointment(id)
    if request.method == "GET":
        return _page(request, row)
    verb, _colon, ref = request.POST.get("do", "").partition(":")
    if verb == "strike":
        return _strike(request, row, ref)
    taken = keep_scans(request.FILES.getlist("scan"), row=row, actor=the_actor(request), now=clock.now())
    if taken.words or not taken.kept:
        return _page(request, row, taken.words or _("Pilih atau foto dulu surat perintahnya."))
    messages.success(request, _("Pindaian surat perintah disimpan."))
    return HttpResponseRedirect(reverse("acting_order", args=[id]), status=303)


def _strike(request: HttpRequest, row: ActingSigner, ref: str) -> HttpResponse:
    try:
        operations.strike(
            attachment_id=UUID(ref),
            file_id=row.id,
            reason=request.POST.get("reason", ""),
            actor=the_actor(request),
            now=clock.now(),
        )
    except ValueError:
        return _page(request, row, str(operations.not_there().message))
    except DomainError as refused:
        return _page(request, row, str(refused.message))
    messages.success(request, _("Pindaian dicoret; catatannya tetap ada."))
    return HttpResponseRedirect(reverse("acting_order", args=[row.id]), status=303)


@role_required(*KEEPERS)
@never_cache
@require_GET
def scan(request: HttpRequest, id: UUID, scan_id: UUID) -> HttpResponse:
    """One scan in full; who looked is on the trail."""
    row, found = _appointment(id), attachments.attachment(scan_id)
    if found is None or found.file_id != row.id or found.state != State.KEPT:
        raise Http404
    try:
        content = attachments.content(found)
    except DomainError as problem:
        back = reverse("acting_order", args=[id])
        return render(request, "409.html", {"reason": problem.message, "back_url": back}, status=409)
    note_look(row, found, actor=the_actor(request), now=clock.now())
    name = presenters_papers.file_name("surat-perintah", row.order_number, found.id, found.content_type)
    # A PDF in a sandbox is shown by no browser: it is downloaded.
    way = "attachment" if found.content_type == "application/pdf" else "inline"
    headers = {**SAFE, "Content-Disposition": f'{way}; filename="{name}"'}
    return HttpResponse(content, content_type=found.content_type, headers=headers)


def _appointment(id: UUID) -> ActingSigner:
    row = ActingSigner.objects.filter(id=id).first()
    if row is None:
        raise Http404
    return row


def _page(request: HttpRequest, row: ActingSigner, problem: str = "") -> HttpResponse:
    now, services = clock.now(), queries_absences.signable()
    context = {
        "page": "absences",
        "title": _("Surat perintah {form} {name}").format(form=row.get_form_display(), name=row.name),
        "person": presenters_absences.appointment(read_acting(row), services, now),
        "ended": row.ended_at,
        "scans": [_scan(row, one) for one in attachments.of_file(row.id)],
        "accept": presenters_papers.ACCEPT,
        "most": MOST_BYTES,
        "limit": MOST_BYTES // 1024 // 1024,
        "errors": [error(problem, "scan")] if problem else [],
        "error": problem,
        "back_url": reverse("absences"),
    }
    return render(request, "applications/order.html", context, status=422 if problem else 200)


def _scan(row: ActingSigner, one: attachments.Shown) -> dict[str, Any]:
    """As a file's attachments are listed, but under the appointment's own address."""
    kept = one.state is State.KEPT
    url = reverse("acting_order_scan", args=[row.id, one.id]) if kept else ""
    return {**presenters_papers.thing(one), "url": url, "thumb": ""}
