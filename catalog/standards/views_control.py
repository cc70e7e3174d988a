"""A draft on its way into force: handed in, checked, approved, sent back, published; and its end."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import shown_date
from commons.typedform import TypedForm
from standards import controlling, queries
from standards.drafting import Draft
from standards.queries import NoSuchService
from standards.views_drafts import ANSWERED, LONGEST_REASON, READERS, found
from standards.writing.differing import differences, program_differences

DONE = {
    "hand_in": gettext_noop("Rancangan diserahkan untuk diperiksa."),
    "check": gettext_noop("Rancangan dinyatakan diperiksa."),
    "approve": gettext_noop("Rancangan disetujui."),
}


@role_required(*READERS)
@never_cache
@require_POST
def advance(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Hand in, check or approve."""
    row, step = found(version_id), request.POST.get("step", "")
    try:
        controlling.advance(version_id=row.id, step=step, actor=the_actor(request), now=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _(DONE[step]))
    return redirect("standard_draft", row.id)


@role_required(*READERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Back to its maker, with the reason."""
    row, actor = found(version_id), the_actor(request)
    if not controlling.may_send_back(row, actor):
        raise Http404
    form = TypedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        reason = form.line("reason", longest=LONGEST_REASON, missing=_("Tulis alasannya."))
        if not form.errors:
            try:
                controlling.send_back(version_id=row.id, reason=reason, actor=actor, now=clock.now())
            except DomainError as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("Rancangan dikembalikan kepada penyusunnya."))
                return redirect("standard_draft", row.id)
    page = {
        "title": _("Kembalikan kepada penyusun?"),
        "text": _("Tanda periksa dan persetujuan dihapus; alasannya ditulis di rancangan."),
        "facts": [(_("Standar"), row.title)],
        "action": reverse("standard_send_back", args=[row.id]),
        "button": _("Kembalikan"),
        "back_url": reverse("standard_draft", args=[row.id]),
    }
    return _ask(request, form, page)


def _ask(request: HttpRequest, form: TypedForm, page: dict[str, Any]) -> HttpResponse:
    """The page that asks for a reason."""
    context = {
        "page": "standards",
        "fields": [form.ask("reason", _("Alasan"), max_length=LONGEST_REASON)],
        "hidden": [],
        "danger": True,
        "errors": form.errors,
        **page,
    }
    return render(request, "confirm.html", context, status=ANSWERED if form.errors else 200)


@role_required(*controlling.PUBLISHERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Number, date, Keputusan and the day from which it holds."""
    row, today = found(version_id), clock.today()
    if controlling.step_of(row) != "publish":
        raise Http404
    start = {"issued_on": shown_date(today), "effective_from": shown_date(today)}
    form = TypedForm(request.POST if request.method == "POST" else None, start)
    if request.method == "POST" and _publish(request, row, form):
        return redirect("standards")
    later = _("Boleh di kemudian hari; standar yang sekarang berlaku sampai hari itu.")
    context = {
        "page": "standards",
        "draft": row,
        "fields": [
            form.ask("number", _("Nomor dokumen"), max_length=80),
            form.ask("issued_on", _("Tanggal terbit"), "date"),
            form.ask("decree", _("Keputusan yang menetapkannya"), max_length=200),
            form.ask("effective_from", _("Berlaku mulai"), "date", hint=later),
        ],
        "errors": form.errors,
        "back_url": reverse("standard_draft", args=[row.id]),
    }
    return render(request, "standards/publish.html", context, status=ANSWERED if form.errors else 200)


def _publish(request: HttpRequest, row: Draft, form: TypedForm) -> bool:
    number = form.line("number", longest=80, missing=_("Tulis nomornya."))
    decree = form.line("decree", longest=200, missing=_("Tulis nomor dan tanggal keputusannya."))
    issued = form.day("issued_on", missing=_("Tulis tanggal terbitnya."))
    since = form.day("effective_from", missing=_("Tulis sejak kapan berlaku."))
    if form.errors or issued is None or since is None:
        return False
    wanted = controlling.Enactment(number=number, issued_on=issued, decree=decree, effective_from=since)
    try:
        now = controlling.publish(
            version_id=row.id, enactment=wanted, actor=the_actor(request), now=clock.now()
        )
    except DomainError as refusal:
        form.refuse(refusal, "effective_from" if refusal.code == "too_early" else "")
        return False
    messages.success(request, _done(since, in_force=now))
    return True


def _done(since: date, *, in_force: bool) -> str:
    if in_force:
        return _("Standar berlaku mulai hari ini. Loket bekerja menurut standar ini.")
    return _("Standar berlaku mulai {day}.").format(day=shown_date(since))


@role_required(*READERS)
@never_cache
@require_safe
def compare(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What the draft changes in what is in force."""
    row = found(version_id)
    try:
        before = queries.published_version(row.code)
    except NoSuchService:
        before = None
    context = {
        "page": "standards",
        "draft": row,
        "compared": before is not None,
        "rows": (
            [*differences(before.document, row.document), *program_differences(before.program, row.program)]
            if before
            else []
        ),
    }
    return render(request, "standards/compare.html", context)


@role_required(Role.HEAD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """End the standard in force, with the reason."""
    try:
        row = queries.published_version(code)
    except NoSuchService as error:
        raise Http404 from error
    form = TypedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        reason = form.line("reason", longest=LONGEST_REASON, missing=_("Tulis alasannya."))
        if not form.errors:
            try:
                controlling.withdraw(code=code, reason=reason, actor=the_actor(request), now=clock.now())
            except DomainError as refusal:
                form.refuse(refusal)
            else:
                messages.success(
                    request, _("Standar dicabut. Berkas yang terbuka diselesaikan menurut standar itu.")
                )
                return redirect("standards")
    page = {
        "title": _("Cabut standar ini?"),
        "text": _(
            "Layanan ini tidak ditawarkan lagi mulai sekarang. Berkas yang sudah diterima diselesaikan "
            "menurut standar ini."
        ),
        "facts": [(_("Standar"), row.title)],
        "action": reverse("standard_withdraw", args=[code]),
        "button": _("Cabut standar"),
        "back_url": reverse("standards"),
    }
    return _ask(request, form, page)
