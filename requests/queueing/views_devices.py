"""Pairing a screen from its own browser, and its signs of life."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import signin
from accounts.models import SUPPORT
from accounts.ratelimit import attempts_left, rate_limited
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from offices.http import office_of
from queueing import operations_devices as operations
from queueing.device_access import device_of, for_device, remember, token_of
from queueing.models import Device, DeviceKind

ADMIN = "OFFICE_ADMIN"
LOOKERS = (ADMIN, SUPPORT)  # a guest of the kabupaten sees the page and cannot send it
ANSWERED = 422
GONE = 410
PAGES = {DeviceKind.KIOSK: "kiosk", DeviceKind.DISPLAY: "display"}
PAIRINGS_AN_HOUR = 60

Errors = list[dict[str, str]]


@rate_limited("pair", limit=10, seconds=60)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def device_pair(request: HttpRequest) -> HttpResponse:
    """Type the code from the settings (a QR brings it along); afterwards this browser is that device.

    Looking changes nothing. Whoever is signed in in this browser is signed out: a screen that all can touch
    carries nobody's session.
    """
    typed = (request.POST if request.method == "POST" else request.GET).get("code", "")[:20]
    if request.method != "POST":
        return _pair_page(request, typed)
    if not attempts_left("pair", office_of(request).schema_name, limit=PAIRINGS_AN_HOUR, seconds=3600):
        return _pair_page(request, typed, [problem(_("Terlalu banyak percobaan. Coba lagi nanti."), "code")])
    try:
        paired = operations.pair(code=typed, now=clock.now())
    except DomainError as refusal:
        return _pair_page(request, typed, [problem(refusal, "code")])
    if request.user.is_authenticated:
        signin.sign_out(request, now=clock.now())
    kind = DeviceKind(paired.device.kind)
    answer = redirect(PAGES[kind])
    remember(answer, kind, paired.token)
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
    return render(request, "queueing/device_pair.html", context, status=ANSWERED if errors else 200)


@never_cache
@require_POST
def device_beat(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A screen says once a minute that it is there: 204, or 410 when it was revoked. Its cookie lives on."""
    if kind.upper() not in DeviceKind.values:
        raise Http404
    which = DeviceKind(kind.upper())
    device = device_of(request, which)
    if device is None:
        return HttpResponse(status=GONE)
    operations.seen(device=device, now=clock.now())
    answer = HttpResponse(status=204)
    remember(answer, which, token_of(request, which))
    return answer


@for_device(DeviceKind.KIOSK)
@require_safe
def kiosk_worker(request: HttpRequest, _device: Device) -> HttpResponse:
    """What keeps the kiosk's first page for a start without a network."""
    return _worker(request)


@for_device(DeviceKind.DISPLAY)
@require_safe
def display_worker(request: HttpRequest, _device: Device) -> HttpResponse:
    """The same for a TV."""
    return _worker(request)


def _worker(request: HttpRequest) -> HttpResponse:
    """A script whose folder is what it may keep; browsers ask for it anew at least once a day."""
    answer = render(request, "queueing/screen_worker.js", content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
