"""The kiosk: choose, take a number, read and print it. For a paired device; nobody is signed in."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commons import clock, qr
from commons.errors import DomainError
from commons.ids import new_id
from documents.sheets import print_sheet
from offices.http import office_of
from queueing import operations_kiosk, queries_screens, screen_words
from queueing.device_access import for_device
from queueing.models import Device, DeviceKind, Priority, Ticket
from queueing.operations_kiosk import MOST_SERVICES, TooSoon
from queueing.queries_screens import Offer
from queueing.ticket_sheets import ROLLS, ticket_sheet

IDLE_SECONDS, READ_SECONDS = 45, 25
CONFLICT, TOO_MANY = 409, 429


@for_device(DeviceKind.KIOSK)
@never_cache
@require_safe
def kiosk(request: HttpRequest, device: Device) -> HttpResponse:
    """The services; those chosen (`?layanan=`) to be confirmed, or with `lagi` one more to choose."""
    now = clock.now()
    hours = queries_screens.door(now=now)
    if not hours.open:
        return _page(request, device, "closed", hours=hours)
    offers = queries_screens.offers(now=now)
    known = {service.code: service.name for offer in offers for service in offer.services}
    chosen = {code: known[code] for code in request.GET.getlist("layanan")[:MOST_SERVICES] if code in known}
    if chosen and "lagi" not in request.GET:
        return _page(request, device, "confirm", idle=IDLE_SECONDS, **_confirm(chosen, offers))
    idle = IDLE_SECONDS if chosen else 0
    return _page(request, device, "choose", idle=idle, hours=hours, **_choose(chosen, offers))


def _page(
    request: HttpRequest, device: Device, step: str, *, idle: int = 0, status: int = 200, **context: Any
) -> HttpResponse:
    base = {
        "device": {"name": device.name},
        "step": step,
        "idle": idle,
        "roll": device.roll,
        "beat_url": reverse("device_beat", args=[DeviceKind.KIOSK.lower()]),
        "back_url": reverse("kiosk"),
        "now_ms": int(clock.now().timestamp() * 1000),
    }
    return render(request, "queueing/kiosk.html", {**base, **context}, status=status)


def _url(codes: Sequence[str], **more: str) -> str:
    asked = urlencode([*(("layanan", code) for code in codes), *more.items()])
    return f"{reverse('kiosk')}?{asked}" if asked else reverse("kiosk")


def _choose(chosen: Mapping[str, str], offers: Sequence[Offer]) -> dict[str, Any]:
    groups = [
        {
            "name": offer.name,
            "services": [
                {
                    "url": _url([*chosen, service.code]),
                    "name": service.name,
                    "waiting": screen_words.waiting(offer.waiting),
                }
                for service in offer.services
                if service.code not in chosen
            ],
        }
        for offer in offers
    ]
    return {
        "chosen": list(chosen),
        "chosen_names": screen_words.services(list(chosen.values())),
        "groups": [group for group in groups if group["services"]],
        "several": len(offers) > 1,
        "back_url": _url(list(chosen)),
    }


def _confirm(chosen: Mapping[str, str], offers: Sequence[Offer]) -> dict[str, Any]:
    codes = list(chosen)
    group = next(offer for offer in offers if any(each.code == codes[0] for each in offer.services))
    offered = sum(len(offer.services) for offer in offers)
    more = len(codes) < min(MOST_SERVICES, offered)
    return {
        "chosen": [
            {
                "code": code,
                "name": name,
                "drop_url": _url([each for each in codes if each != code]) if len(codes) > 1 else "",
            }
            for code, name in chosen.items()
        ],
        "more_url": _url(codes, lagi="1") if more else "",
        "kinds": [{"value": kind.value, "label": capfirst(str(kind.label))} for kind in Priority],
        "idempotency_key": str(new_id()),
        "ahead": screen_words.waiting(group.waiting),
        "expected": screen_words.wait(group.expected),
    }


@for_device(DeviceKind.KIOSK)
@never_cache
@require_POST
def kiosk_issue(request: HttpRequest, device: Device) -> HttpResponse:
    """Take a number; however often one button is pressed it is one number."""
    services = request.POST.getlist("service")
    try:
        ticket = operations_kiosk.take(
            device=device,
            services=services,
            priority=request.POST.get("priority", ""),
            key=UUID(request.POST.get("idempotency_key", "")),
            now=clock.now(),
        )
    except ValueError:
        return redirect("kiosk")  # no button of ours: begin again
    except TooSoon as refusal:
        context = {
            "last": refusal.last,
            "seconds": refusal.seconds,
            "back_url": _url(services[:MOST_SERVICES]),
        }
        page = _page(request, device, "wait", idle=IDLE_SECONDS, status=TOO_MANY, **context)
        page.headers["Retry-After"] = str(refusal.seconds)
        return page
    except DomainError as refusal:
        hours = {"title": str(refusal), "words": queries_screens.door(now=clock.now()).words}
        return _page(request, device, "closed", idle=IDLE_SECONDS, status=CONFLICT, hours=hours)
    return redirect("kiosk_ticket", code=ticket.code)


@for_device(DeviceKind.KIOSK)
@never_cache
@require_safe
def kiosk_ticket(request: HttpRequest, device: Device, code: str) -> HttpResponse:
    """The number that was taken, to be read, scanned and printed."""
    ticket = _ticket(code)
    office = office_of(request)
    sheet = ticket_sheet(office, ticket, width=device.roll or "80", now=clock.now())
    assert sheet.status is not None
    shown = {
        "number": sheet.number,
        "services": sheet.service,
        "priority": sheet.priority,
        "ahead": screen_words.ahead(sheet.ahead),
        "expected": sheet.wait or screen_words.wait(None),
        "taken_at": sheet.taken_at,
        "qr": qr.inline(sheet.status.url),
        "url": sheet.status.url.partition("://")[2],
        "pdf_url": reverse("kiosk_ticket_print", args=[ticket.code]),
    }
    return _page(request, device, "done", idle=READ_SECONDS, ticket=shown, print_now=True)


def _ticket(code: str) -> Ticket:
    ticket = queries_screens.ticket_of(code, now=clock.now())
    if ticket is None:
        raise Http404
    return ticket


@for_device(DeviceKind.KIOSK)
@never_cache
@require_safe
def kiosk_ticket_print(request: HttpRequest, device: Device, code: str) -> HttpResponse:
    """The same ticket as a PDF as wide as the device's roll, or as `?lebar=` says."""
    width = request.GET.get("lebar", device.roll or "80")
    if width not in ROLLS:
        raise Http404
    sheet = ticket_sheet(office_of(request), _ticket(code), width=width, now=clock.now())
    return HttpResponse(
        print_sheet(sheet),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="karcis-{sheet.number}.pdf"'},
    )
