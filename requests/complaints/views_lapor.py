"""Taking in a list from SP4N-LAPOR!: sent, looked over, confirmed or let go."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from applications.views_common import error
from commons import clock
from commons.errors import DomainError
from complaints import importing, lapor
from complaints.models import Kind, LaporBatch
from complaints.querysets import HANDLERS
from complaints.views import PAGE

TAKERS = tuple(sorted(HANDLERS))
SHOWN = 50


@role_required(*TAKERS)
@never_cache
@require_http_methods(["GET", "POST"])
def lapor_list(request: HttpRequest) -> HttpResponse:
    """Send a list."""
    errors: list[dict[str, Any]] = []
    if request.method == "POST":
        file = request.FILES.get("list")
        try:
            if file is None:
                raise DomainError("empty", _("Pilih dulu berkas XLSX atau CSV-nya."))
            made = importing.read_list(content=file.read(), actor=the_actor(request), now=clock.now())
        except DomainError as refused:
            errors = [error(refused.message, "list")]
        else:
            return HttpResponseRedirect(reverse("complaints_lapor_batch", args=[made.id]), status=303)
    context = {"page": PAGE, "errors": errors}
    return render(request, "complaints/lapor.html", context, status=422 if errors else 200)


@role_required(*TAKERS)
@never_cache
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was read: the good rows, and the bad ones with why. Only who sent it sees it."""
    actor = the_actor(request)
    row = LaporBatch.objects.filter(id=id, made_by_id=actor.user_id).first()
    if row is None:
        raise Http404
    errors: list[dict[str, Any]] = []
    if request.method == "POST":
        try:
            if request.POST.get("do") == "buang":
                importing.discard(batch_id=id, now=clock.now())
                messages.success(request, _("Daftar dibuang. Tidak ada yang dimasukkan."))
            else:
                n = importing.confirm(batch_id=id, actor=actor, now=clock.now())
                messages.success(request, _("{n} laporan masuk Buku Pengaduan.").format(n=n))
        except DomainError as refused:
            errors = [error(refused.message)]
        else:
            return HttpResponseRedirect(reverse("complaints"), status=303)
    rows = lapor.unpacked(row.rows or "[]")
    context = {
        "page": PAGE,
        "batch": row,
        "rows": [
            {
                "reference": each.reference,
                "kind": Kind(each.kind).label,
                "text": "" if each.confidential else each.text,
            }
            for each in rows[:SHOWN]
        ],
        "more": max(0, len(rows) - SHOWN),
        "errors": errors,
    }
    return render(request, "complaints/lapor_batch.html", context, status=409 if errors else 200)
