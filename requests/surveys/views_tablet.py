"""The counter tablet: paired once, then one blank form after the other; nobody is signed in."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import signin
from accounts.ratelimit import attempts_left, rate_limited
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from offices.http import office_of
from surveys import operations, operations_tablets, presenters, queries
from surveys.errors import FormRefused, SurveyRefused
from surveys.models import SurveyPeriod, SurveyTablet
from surveys.tablet_access import for_tablet, remember

ANSWERED, CONFLICT = 422, 409
IDLE_SECONDS, THANKS_SECONDS = 120, 12
FORM_SECONDS = 30 * 60
PAIRINGS_AN_HOUR = 60
Errors = list[dict[str, str]]


@sensitive_post_parameters()
@for_tablet
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tablet(request: HttpRequest, device: SurveyTablet) -> HttpResponse:
    """A blank form; sent, it is stored once, however often the button is pressed or the browser goes back."""
    period = queries.running(today=clock.today())
    if period is None:
        return _page(
            request, "closed", idle=IDLE_SECONDS, status=200 if request.method != "POST" else CONFLICT
        )
    if request.method != "POST":
        return _form(request, period, {})
    key = f"survey:form:{request.POST.get('form', '')[:64]}"
    if not cache.delete(key):
        # A form that was sent before, or one of hours ago: what it holds is somebody else's by now.
        return redirect("survey_tablet")
    try:
        operations.answer_on_tablet(period_id=period.id, typed=request.POST, now=clock.now())
    except FormRefused as refused:
        return _form(request, period, request.POST, refused.faults)
    except SurveyRefused:
        return redirect("survey_tablet")
    return redirect("survey_tablet_thanks")


@for_tablet
@never_cache
@require_safe
def tablet_thanks(request: HttpRequest, device: SurveyTablet) -> HttpResponse:
    """Thanks, and by itself back to a blank form."""
    return _page(request, "thanks", idle=THANKS_SECONDS)


def _form(
    request: HttpRequest,
    period: SurveyPeriod,
    typed: Mapping[str, str],
    faults: Mapping[str, Any] | None = None,
) -> HttpResponse:
    form = secrets.token_urlsafe(16)
    cache.set(f"survey:form:{form}", 1, FORM_SECONDS)
    return _page(
        request,
        "form",
        idle=IDLE_SECONDS,
        status=ANSWERED if faults else 200,
        parts=presenters.questionnaire(period, typed, faults),
        errors=presenters.errors_of(faults or {}),
        form=form,
    )


def _page(request: HttpRequest, step: str, *, idle: int, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "surveys/tablet.html", {"step": step, "idle": idle, **context}, status=status)


@rate_limited("survey_pair", limit=10, seconds=60)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tablet_pair(request: HttpRequest) -> HttpResponse:
    """Type the code from the settings; afterwards this browser is that tablet. Whoever is signed in in it is
    signed out: a screen that all can touch carries nobody's session."""
    if request.method != "POST":
        return _pair_page(request, "")
    typed = request.POST.get("code", "")[:20]
    if not attempts_left("survey_pair", office_of(request).schema_name, limit=PAIRINGS_AN_HOUR, seconds=3600):
        return _pair_page(request, typed, [problem(_("Terlalu banyak percobaan. Coba lagi nanti."), "code")])
    try:
        paired = operations_tablets.pair(code=typed, now=clock.now())
    except DomainError as refusal:
        return _pair_page(request, typed, [problem(refusal, "code")])
    if request.user.is_authenticated:
        signin.sign_out(request, now=clock.now())
    answer = redirect("survey_tablet")
    remember(answer, paired.token)
    return answer


def _pair_page(request: HttpRequest, typed: str, errors: Errors | None = None) -> HttpResponse:
    field = Question(
        name="code",
        label=_("Kode pemasangan"),
        hint=_("Delapan huruf dan angka, misalnya 7K3M-9QXD."),
        value=typed,
        errors=[error["message"] for error in errors or []],
        max_length=20,
        autofocus=True,
    )
    context = {"fields": [field], "errors": errors or []}
    return render(request, "surveys/tablet_pair.html", context, status=ANSWERED if errors else 200)
