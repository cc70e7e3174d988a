"""What a guest of the kabupaten sees in an office: its work, without the people it is for."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import support
from accounts.errors import AccountError
from accounts.models import SUPPORT
from accounts.permissions import for_guests, role_required, the_actor
from applications import presenters_support, queries_support
from applications.errors import NotFound
from applications.queries import file_detail
from commons import clock
from offices.hosts import KABUPATEN_LABEL, url_of
from offices.queries import work_calendar
from offices.scope import current_office

LONGEST = 40


@role_required(SUPPORT)
@never_cache
@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """The open files of the office, most urgent first, or those with a receipt number."""
    number = request.GET.get("q", "").strip()[:LONGEST].replace("\0", "")
    now, calendar = clock.now(), work_calendar(current_office().id)
    found = queries_support.work_of(number, now=now)
    context = {
        "page": "support_files",
        "query": number,
        "rows": [presenters_support.line(each, calendar, now=now) for each in found],
        "most": queries_support.MOST,
        "full": len(found) == queries_support.MOST,
    }
    return render(request, "console/support_files.html", context)


@role_required(SUPPORT)
@never_cache
@require_safe
def file(request: HttpRequest, id: UUID) -> HttpResponse:
    """How the work on one file went."""
    try:
        detail = file_detail(id, actor=the_actor(request), now=clock.now())
    except NotFound as missing:
        raise Http404 from missing
    context = {"page": "support_files", **presenters_support.context(detail)}
    return render(request, "console/support_file.html", context)


@role_required(SUPPORT, *support.ENDERS)
@for_guests
@never_cache
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End an access at once: the guest's own, or the office ends it."""
    actor = the_actor(request)
    try:
        ended = support.end(access_id=_key(request), actor=actor, now=clock.now())
    except AccountError as refused:
        raise Http404 from refused
    if actor.is_support:
        return HttpResponseRedirect(url_of(KABUPATEN_LABEL, "/bantuan/"))
    messages.success(request, _("Akses {name} berakhir.").format(name=ended.name))
    return redirect("inbox")


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("access", ""))
    except ValueError as bad:
        raise Http404 from bad
