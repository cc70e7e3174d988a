"""Evidence of figures entered by hand: sent with the analysis, looked at, struck."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import role_required, the_actor
from attachments.opening import Seen, seen
from commons import clock
from commons.errors import DomainError
from quality import operations, queries
from quality.errors import Missing
from quality.evidence import MOST
from quality.models import Report
from quality.presenters import PDF
from quality.views import back
from quality.vocabulary import ANALYSTS, LEADERS

NOTHING_RUNS = "default-src 'none'; sandbox"


def sent(request: HttpRequest) -> list[Seen]:
    """The files that came with the form, each opened once. Raises `UploadRefused` for the first that would
    not be taken."""
    return [seen(file.read()) for file in request.FILES.getlist("proof")[:MOST]]


def keep(request: HttpRequest, report: Report, line_id: UUID, files: Iterable[Seen]) -> bool:
    """Keep what came along with the analysis, which is saved by now; False: say what was not taken."""
    how: dict[str, Any] = {"actor": the_actor(request), "now": clock.now()}
    try:
        for content in files:
            operations.add_evidence(report_id=report.id, line_id=line_id, content=content, **how)
    except DomainError as refused:
        messages.error(request, _("Isian disimpan, tetapi satu bukti tidak: {why}").format(why=refused))
        return False
    return True


@role_required(*LEADERS)
@never_cache
@require_safe
def evidence(request: HttpRequest, report_id: UUID, line_id: UUID, evidence_id: UUID) -> HttpResponse:
    """One photograph or PDF."""
    try:
        line = queries.line_of(queries.report_of(report_id), line_id)
        row, content = operations.open_evidence(line, evidence_id, actor=the_actor(request), now=clock.now())
    except Missing as missing:
        raise Http404 from missing
    except DomainError as away:
        where = reverse("quality_report", args=[report_id])
        return render(request, "409.html", {"reason": away.message, "back_url": where}, status=409)
    way, ending = ("attachment", "pdf") if row.content_type == PDF else ("inline", "jpg")
    answer = HttpResponse(content, content_type=row.content_type)
    answer["Content-Disposition"] = f'{way}; filename="bukti.{ending}"'
    answer["Content-Security-Policy"] = NOTHING_RUNS
    return answer


@role_required(*ANALYSTS)
@never_cache
@require_POST
def strike(request: HttpRequest, report_id: UUID, line_id: UUID, evidence_id: UUID) -> HttpResponse:
    """It was the wrong paper: it stays, and counts no longer."""
    try:
        operations.strike_evidence(
            report_id=report_id,
            line_id=line_id,
            evidence_id=evidence_id,
            reason=request.POST.get("reason", ""),
            actor=the_actor(request),
            now=clock.now(),
        )
    except Missing as missing:
        raise Http404 from missing
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Bukti dicoret; alasannya tercatat."))
    return back("quality_analysis", report_id, line_id)
