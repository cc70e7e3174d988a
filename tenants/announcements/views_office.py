"""Announcements on an office's host."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import ALL_OFFICE, role_required, safe_next, the_actor
from announcements import operations, queries
from announcements.models import Announcement
from commons import clock
from offices.http import office_of

# Who of an office sees which colleagues have read.
LEADERS = (Role.OFFICE_ADMIN, Role.HEAD, Role.SECRETARY)


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All that was announced to this person here."""
    actor = the_actor(request)
    found = queries.notices(actor, on=clock.today())
    readers = queries.readers([each.id for each in found]) if actor.has(*LEADERS) else {}
    rows = [{"notice": each, "readers": readers.get(each.id, [])} for each in found]
    context = {"page": "notices", "rows": rows, "leads": actor.has(*LEADERS), "on_list": True}
    return render(request, "announcements/notices.html", context)


@role_required(*ALL_OFFICE)
@never_cache
@require_POST
def read(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """Mark one as read, and back to where one was."""
    try:
        operations.mark_read(
            announcement_id=announcement_id,
            office=office_of(request),
            actor=the_actor(request),
            now=clock.now(),
        )
    except Announcement.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Ditandai sudah dibaca. Pengumuman tetap ada di halaman Pengumuman."))
    return redirect(safe_next(request, request.POST.get("next")))
