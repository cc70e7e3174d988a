"""Scheduled e-mail: who gets what, how it went, and the link that ends it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from accounts.ratelimit import rate_limited
from board.queries import office_of_code
from commons import clock
from commons.typed import Question, problem
from indicators.names import office_names
from offices.models import Office
from offices.scope import public_scope
from reports import queries, subscribing
from reports.errors import ReportRefused
from reports.models import Kind, Subscription

PAGE = "reports_mail"
ANSWERED = 422
FIELDS = {
    "bad_address": "address",
    "twice": "address",
    "bad_name": "name",
    "no_name": "name",
    "bad_kind": "kind",
    "no_person": "username",
}


@role_required(Role.KAB_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """All subscriptions with how their last mails went; begin one."""
    names = ("kind", "office", "name", "address", "username")
    typed = {name: request.POST.get(name, "")[:300] for name in names}
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            subscribing.subscribe(
                kind=typed["kind"],
                office=_office(typed["office"]),
                username=typed["username"],
                name=typed["name"],
                address=typed["address"],
                actor=the_actor(request),
                now=clock.now(),
            )
        except ReportRefused as refusal:
            errors = [problem(refusal, FIELDS.get(refusal.code, ""))]
        else:
            messages.success(request, _("Langganan disimpan. Laporan berikutnya dikirim ke alamat itu."))
            return redirect("reports_mail")
    context = {
        "page": PAGE,
        "rows": queries.subscriptions(),
        "fields": _questions(typed, errors),
        "errors": errors,
        "as_files": not settings.EMAIL_HOST,
        "sender": settings.DEFAULT_FROM_EMAIL,
    }
    return render(request, "reports/mail.html", context, status=ANSWERED if errors else 200)


def _office(code: str) -> Office | None:
    found = office_of_code(code[:20]) if code else None
    if found is None:
        return None
    with public_scope():
        return Office.objects.get(pk=found.id)


def _questions(typed: dict[str, str], errors: list[dict[str, str]]) -> list[Question]:
    said = {error["field"]: [error["message"]] for error in errors}
    kinds = [(str(kind), Kind(kind).label) for kind in subscribing.KINDS]
    offices = [("", _("(seluruh kabupaten)")), *((one.code, one.name) for one in office_names().values())]
    asked: list[dict[str, Any]] = [
        {"name": "kind", "label": _("Laporan"), "kind": "choice", "choices": kinds},
        {"name": "office", "label": _("Kantor"), "kind": "choice", "choices": offices, "required": False,
         "hint": _("Hanya untuk laporan bulanan kantor.")},
        {"name": "name", "label": _("Penerima"), "hint": _("Nama atau jabatan, misalnya Bagian Organisasi."),
         "max_length": 120},
        {"name": "address", "label": _("Alamat surel"), "max_length": 254},
        {"name": "username", "label": _("Nama pengguna di Loket"), "required": False, "max_length": 60,
         "hint": _("Bila diisi, surel berhenti sendiri saat orang itu tidak lagi bertugas dengan peran yang "
                   "membaca laporan ini.")},
    ]  # fmt: skip
    return [Question(**one, value=typed[one["name"]], errors=said.get(one["name"], [])) for one in asked]


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def stop(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """End a subscription."""
    try:
        ended = subscribing.end(subscription_id=subscription_id, actor=the_actor(request), now=clock.now())
    except Subscription.DoesNotExist as error:
        raise Http404 from error
    if ended:
        messages.success(request, _("Langganan dihentikan."))
    return redirect("reports_mail")


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def repeat(request: HttpRequest, outgoing_id: UUID) -> HttpResponse:
    """Send once more what failed or may not have arrived."""
    if subscribing.send_again(outgoing_id=outgoing_id, now=clock.now()):
        messages.success(request, _("Surel akan dikirim dalam beberapa menit."))
    else:
        messages.info(request, _("Surel itu tidak perlu dikirim lagi."))
    return redirect("reports_mail")


@rate_limited("unsubscribe", limit=30, seconds=60, methods=frozenset({"GET", "POST"}))
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a mail: asks first, works without signing in, names no address."""
    row = subscribing.by_token(token)
    if row is None:
        raise Http404
    if request.method == "POST":
        subscribing.end_by_link(token=token, now=clock.now())
        return redirect("reports_unsubscribe", token)
    about = str(row.office) if row.office else _("Kabupaten Lumajang")
    context = {"kind": Kind(row.kind).label, "about": about, "active": row.active}
    return render(request, "reports/unsubscribe.html", context)
