"""The end of a day: keep the rest for the next working day, close it with a reason, or open the day again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from queueing import operations, queries
from queueing.closing import LONGEST_REASON, Ended, next_working_day
from queueing.views_console import ANSWERED, CALLERS
from queueing.workflow import State

KEEP, CLOSE, REOPEN = "keep", "close", "reopen"


@role_required(*CALLERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """What is left of today's queue, and what shall become of it."""
    if request.method != "POST":
        return _page(request)
    do = request.POST.get("do", "")
    if do == REOPEN:
        operations.reopen_day(actor=the_actor(request), now=clock.now())
        messages.success(request, _("Antrean hari ini dibuka lagi."))
        return redirect("queue")
    rest = request.POST.get("rest", "")
    if rest not in {KEEP, CLOSE}:
        return _page(request, [problem(_("Pilih: simpan untuk hari kerja berikutnya, atau tutup."), "rest")])
    try:
        ended = operations.end_day(
            actor=the_actor(request),
            keep=rest == KEEP,
            reason=request.POST.get("reason", ""),
            now=clock.now(),
        )
    except DomainError as refused:
        return _page(request, [problem(refused, str(refused.context.get("field", "")))])
    messages.success(request, _words(ended))
    return redirect("queue_end")


def _words(ended: Ended) -> str:
    text = _("Antrean hari ini ditutup: {kept} disimpan, {closed} ditutup, {finished} diselesaikan.")
    return text.format(kept=ended.kept, closed=ended.closed, finished=ended.finished)


def _page(request: HttpRequest, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    day = clock.today()
    rows = queries.today(day)
    context: dict[str, Any] = {
        "page": "ticket",
        "errors": errors or [],
        "day": queries.day_state(day),
        "left": [row for row in rows if row.waits],
        "called": [row for row in rows if row.state is State.CALLED],
        "held": [row for row in rows if row.state is State.HELD],
        "skipped": [row for row in rows if row.state is State.SKIPPED],
        "serving": [row for row in rows if row.state is State.SERVING],
        "next_day": next_working_day(day),
        "fields": _fields(request, errors or []),
        "back_url": reverse("queue"),
    }
    return render(request, "queueing/end.html", context, status=ANSWERED if errors else 200)


def _fields(request: HttpRequest, errors: list[dict[str, str]]) -> list[Question]:
    def of(name: str) -> list[str]:
        return [each["message"] for each in errors if each["field"] == name]

    return [
        Question(
            name="rest",
            label=_("Yang masih menunggu"),
            kind="choice",
            choices=[
                (KEEP, _("Simpan: hari kerja berikutnya dipanggil paling dulu")),
                (CLOSE, _("Tutup: harus mengambil nomor baru")),
            ],
            value=request.POST.get("rest", KEEP),
            errors=of("rest"),
        ),
        Question(
            name="reason",
            label=_("Alasan"),
            hint=_("Wajib bila ditutup, misalnya: listrik padam."),
            required=False,
            value=request.POST.get("reason", "")[:LONGEST_REASON],
            max_length=LONGEST_REASON,
            errors=of("reason"),
        ),
    ]
