"""The citizen's side: type the code, answer, done; and the draw in the open. Nobody is signed in."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.addresses import client_address
from accounts.ratelimit import rate_limited
from commons import clock
from commons.clock import wib
from commons.typed import Question, problem
from surveys import operations, presenters, queries
from surveys.errors import CodeRefused, FormRefused, SurveyRefused
from surveys.models import PeriodState, SurveyPeriod
from surveys.operations import Sent
from surveys.operations_answers import period_of_code

DEVICE_COOKIE, DEVICE_LENGTH = "loket_survei", 22
ANSWERED = 422
LONGEST_CODE = 20


@sensitive_post_parameters()
@rate_limited("survey", limit=40, seconds=60)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """One address: the code, then the form, both by POST, so that no code stands in anybody's log."""
    if request.method != "POST":
        return _code_page(request)
    code = request.POST.get("kode", "")[:LONGEST_CODE]
    now = clock.now()
    try:
        period = period_of_code(code, today=wib(now).date())
        if "kirim" not in request.POST:
            return _form_page(request, period, code, {})
        operations.answer_by_code(code=code, typed=request.POST, sent=_sent(request), now=now)
    except CodeRefused as refused:
        return _code_page(request, refused)
    except FormRefused as refused:
        return _form_page(request, period, code, request.POST, refused.faults)
    return redirect("survey_thanks")


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What was sent is kept; nothing of it is shown."""
    return render(request, "surveys/thanks.html")


@require_safe
def draw(request: HttpRequest) -> HttpResponse:
    """The draw in the open: each period's hash, fixed before; its seed once it is closed; how to check it."""
    shown = [each for each in queries.periods() if each.state != PeriodState.CANCELLED]
    rows = [
        {
            **presenters.line(each),
            "hash": each.seed_hash,
            "revealed": each.revealed,
            "percent": each.threshold / 100,
            "planned_at": each.planned_at,
        }
        for each in shown
    ]
    return render(request, "surveys/draw.html", {"periods": rows})


def _code_page(request: HttpRequest, refused: SurveyRefused | None = None) -> HttpResponse:
    errors = [problem(refused, "kode")] if refused else []
    field = Question(
        name="kode",
        label=_("Kode survei"),
        hint=_("Dua belas huruf dan angka pada tanda terima, misalnya 7K3M-9QXD-2F4T."),
        max_length=LONGEST_CODE,
        errors=[each["message"] for each in errors],
    )
    context = {"fields": [field], "errors": errors, "open": queries.running(today=clock.today()) is not None}
    return render(request, "surveys/start.html", context, status=ANSWERED if errors else 200)


def _form_page(
    request: HttpRequest,
    period: SurveyPeriod,
    code: str,
    typed: Mapping[str, str],
    faults: Mapping[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "parts": presenters.questionnaire(period, typed, faults),
        "code": code,
        "errors": presenters.errors_of(faults or {}),
        "period": presenters.line(period),
    }
    page = render(request, "surveys/form.html", context, status=ANSWERED if faults else 200)
    if not request.COOKIES.get(DEVICE_COOKIE):
        page.set_cookie(
            DEVICE_COOKIE,
            secrets.token_urlsafe(16),
            max_age=(period.closes - clock.today()).days * 86_400 + 86_400,
            path="/survei/",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    return page


def _sent(request: HttpRequest) -> Sent:
    mark = request.COOKIES.get(DEVICE_COOKIE, "")
    return Sent(device=mark if len(mark) == DEVICE_LENGTH else "", address=client_address(request))
