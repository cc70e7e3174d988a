"""Many offices from one spreadsheet."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.tables import MAX_BYTES
from commons.typed import problem
from onboarding import batches
from onboarding.models import Batch

ADMIN = Role.KAB_ADMIN
ANSWERED = 422
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HERE = "onboard_bulk"


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Get the file to fill in; bring it back."""
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        upload = request.FILES.get("table")
        if upload is None:
            errors = [problem(_("Pilih berkasnya dulu."), "table")]
        else:
            try:
                batch = batches.upload(
                    content=upload.read(MAX_BYTES + 1),
                    file_name=upload.name or "",
                    actor=the_actor(request),
                    now=clock.now(),
                )
            except DomainError as refusal:
                errors = [problem(refusal, "table")]
            else:
                return redirect("onboard_batch", batch.pk)
    context = {"page": HERE, "errors": errors, "recent": batches.recent()}
    return render(request, "onboarding/bulk.html", context, status=ANSWERED if errors else 200)


@role_required(ADMIN)
@never_cache
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The file to fill in."""
    return _file(batches.template_file(), "kantor-loket.xlsx")


@role_required(ADMIN)
@never_cache
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Each line with what is wrong with it, or how far its office is."""
    return render(request, "onboarding/batch.html", {"page": HERE, "shown": _shown(batch_id)})


def _shown(batch_id: UUID) -> batches.Shown:
    try:
        return batches.shown(batch_id, now=clock.now())
    except Batch.DoesNotExist as error:
        raise Http404 from error


@role_required(ADMIN)
@never_cache
@require_POST
def send(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Prepare the good lines, or once more those that stopped."""
    _shown(batch_id)
    again = request.POST.get("do") == "again"
    work = batches.run_again if again else batches.send
    sent = work(batch_id=batch_id, actor=the_actor(request), now=clock.now())
    if not sent:
        messages.info(request, _("Tidak ada baris baru yang dikerjakan."))
    return redirect("onboard_batch", batch_id)


@role_required(ADMIN)
@never_cache
@require_safe
def rest(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The lines that were not taken, to mend and bring back."""
    try:
        return _file(batches.rest_file(batch_id), "kantor-loket-perbaikan.xlsx")
    except Batch.DoesNotExist as error:
        raise Http404 from error


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)
