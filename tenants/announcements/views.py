"""Announcements on the kabupaten's host."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from announcements import forms, operations, queries
from announcements.models import Announcement, Scope, State
from announcements.readers import READERS
from audit import changing
from audit.queries import latest
from commons import clock
from commons.errors import DomainError
from commons.typedform import TypedForm
from offices.models import Level
from offices.queries import offices

ANSWERED = 422
TONES = {State.DRAFT: "plain", State.PUBLISHED: "good", State.WITHDRAWN: "warn"}


@role_required(*READERS)
@never_cache
@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    """All of them."""
    rows = [_row(row) for row in queries.announcements()]
    return _show(request, "announcements/list.html", {"rows": rows})


@role_required(*READERS)
@never_cache
@require_safe
def announcement(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """One of them: its words, and how many have read it in each office."""
    return _page(request, _found(announcement_id))


@role_required(Role.KAB_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, announcement_id: UUID | None = None) -> HttpResponse:
    """Write a new one, or change a draft."""
    row = _found(announcement_id) if announcement_id else None
    form = TypedForm(request.POST if request.method == "POST" else None, forms.start(row, clock.today()))
    cards = offices(live_only=False)
    words = forms.read(form, cards) if request.method == "POST" else None
    if words is not None:
        common: dict[str, Any] = {"words": words, "actor": the_actor(request), "now": clock.now()}
        try:
            saved = (
                operations.change(announcement_id=row.pk, seen=form.seen(), **common)
                if row
                else operations.draft(**common)
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Rancangan disimpan. Kantor baru melihatnya setelah diterbitkan."))
            return redirect("announcement", saved.pk)
    context = {
        "title": _("Ubah rancangan") if row else _("Pengumuman baru"),
        "fields": forms.questions(form, cards),
        "errors": form.errors,
        "seen": changing.newest(operations.subject_of(row.pk)) if row else 0,
        "row": row,
    }
    return _show(request, "announcements/edit.html", context, bool(form.errors))


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def move(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """Publish it, or withdraw it with a reason."""
    row, form = _found(announcement_id), TypedForm(request.POST)
    common: dict[str, Any] = {"announcement_id": row.pk, "actor": the_actor(request), "now": clock.now()}
    try:
        if request.POST.get("do") == "withdraw":
            reason = form.line("reason", longest=300)
            operations.withdraw(reason=reason, seen=form.seen(), **common)
            messages.success(request, _("Pengumuman ditarik."))
        else:
            operations.publish(seen=form.seen(), **common)
            messages.success(request, _("Pengumuman diterbitkan."))
    except DomainError as refusal:
        form.refuse(refusal, "reason" if refusal.code == "no_reason" else "")
        return _page(request, _found(announcement_id), form)
    return redirect("announcement", row.pk)


def _page(request: HttpRequest, row: Announcement, form: TypedForm | None = None) -> HttpResponse:
    form = form or TypedForm(None)
    counts = queries.counts(row)
    subject = operations.subject_of(row.pk)
    context = {
        "row": _row(row),
        "text": row.text,
        "counts": counts,
        "read_in": sum(1 for each in counts if each.count),
        "can_change": the_actor(request).has(Role.KAB_ADMIN),
        "seen": changing.newest(subject),
        "history": latest(subject=subject, limit=20),
        "errors": form.errors,
        "fields": [
            form.ask("reason", _("Alasan penarikan"), hint=_("Dibaca kantor yang pernah menerimanya."))
        ],
    }
    return _show(request, "announcements/announcement.html", context, bool(form.errors))


def _found(announcement_id: UUID) -> Announcement:
    row = queries.announcement(announcement_id)
    if row is None:
        raise Http404
    return row


def _row(row: Announcement) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "state": row.state,
        "words": State(row.state).label,
        "tone": TONES[State(row.state)],
        "important": row.importance == "IMPORTANT",
        "audience": _audience(row),
        "from_date": row.from_date,
        "to_date": row.to_date,
        "reason": row.withdrawn_reason,
    }


def _audience(row: Announcement) -> str:
    scope = Scope(row.scope)
    if scope is Scope.LEVEL:
        where = _("Semua {level}").format(level=str(Level(row.level).label).lower())
    elif scope in {Scope.KECAMATAN, Scope.CHOSEN}:
        where = f"{scope.label} ({len(row.office_ids)})"
    else:
        where = str(scope.label)
    names = [str(Role(role).label) for role in row.roles]
    return f"{where}, {', '.join(names)}" if names else where


def _show(
    request: HttpRequest, template: str, context: dict[str, Any], refused: bool = False
) -> HttpResponse:
    shown = {"page": "announcements", **context}
    return render(request, template, shown, status=ANSWERED if refused else 200)
