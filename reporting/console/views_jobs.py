"""Jobs on offices: how far each is, what failed and what to do, and which offices a release left behind."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from console import operations, watching
from offices.models import JobKind, JobState

READERS = (Role.KAB_ADMIN, Role.AUDITOR)
HERE = "console_jobs"


@role_required(*READERS)
@never_cache
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """The newest jobs; while one is busy the list refreshes itself."""
    kind, state = request.GET.get("jenis", ""), request.GET.get("keadaan", "")
    number = _number(request.GET.get("halaman", ""))
    found, more = watching.jobs(kind=kind, state=state, page=number, now=clock.now())
    context = {
        "page": HERE,
        "jobs": found,
        "busy": any(each.busy for each in found),
        "kind": kind,
        "state": state,
        "kinds": JobKind.choices,
        "states": JobState.choices,
        "release": watching.release(),
        "here": request.get_full_path(),
        "can_admin": the_actor(request).has(Role.KAB_ADMIN),
        "paging": {
            "first": (number - 1) * watching.PAGE + 1,
            "last": (number - 1) * watching.PAGE + len(found),
            "total": None,
            "previous": _query(kind, state, number - 1) if number > 1 else "",
            "next": _query(kind, state, number + 1) if more else "",
        },
    }
    return render(request, "console/jobs.html", context)


def _number(text: str) -> int:
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _query(kind: str, state: str, number: int) -> str:
    return urlencode({"jenis": kind, "keadaan": state, "halaman": str(number)})


@role_required(*READERS)
@never_cache
@require_safe
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job with what it came to in each office."""
    found = watching.job(job_id, now=clock.now())
    if found is None:
        raise Http404
    context = {
        "page": HERE,
        "job": found,
        "steps": watching.steps(job_id),
        "items": watching.items(job_id),
        "can_admin": the_actor(request).has(Role.KAB_ADMIN),
    }
    return render(request, "console/job.html", context)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def again(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Ask for a job again that failed, or whose worker died."""
    try:
        operations.run_again(job_id=job_id, actor=the_actor(request), now=clock.now())
    except DomainError as refused:
        if refused.code == "unknown_job":
            raise Http404 from refused
        messages.error(request, str(refused))
        return redirect("console_job", job_id)
    messages.success(request, _("Diminta lagi. Kemajuannya tampil di sini."))
    return redirect("console_job", job_id)
