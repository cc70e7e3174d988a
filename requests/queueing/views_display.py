"""The TV of the waiting room: a page that stays open for months, and its part that keeps itself fresh."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commons import clock, live
from offices.scope import current_office
from queueing import queries_devices, queries_screens, screen_words, voice
from queueing.device_access import for_device
from queueing.models import Device, DeviceKind
from queueing.queries_screens import SpokenCall
from queueing.recording import TOPIC


@for_device(DeviceKind.DISPLAY)
@never_cache
@require_safe
def display(request: HttpRequest, device: Device) -> HttpResponse:
    """The whole screen."""
    context = {
        "device": {"name": device.name},
        "sound": device.sound,
        "live": listening(TOPIC),
        "board_url": reverse("display_board"),
        "beat_url": reverse("device_beat", args=[DeviceKind.DISPLAY.lower()]),
        "now_ms": _now_ms(),
        "version": _version(device, running := queries_devices.lines_below()),
        "running": running,
        "voice": json.dumps({name: static(f"vendor/voice/{name}.wav") for name in voice.CLIPS}),
        **_board(),
    }
    return render(request, "queueing/display.html", context)


@for_device(DeviceKind.DISPLAY)
@require_safe
def display_board(request: HttpRequest, device: Device) -> HttpResponseBase:
    """The board alone; 304 while the screen has seen it. Texts that changed make the page begin anew."""
    answer = fresh_part(request, "queueing/board.html", _board(), topic=TOPIC)
    answer.headers["X-Loket-Version"] = _version(device, queries_devices.lines_below())
    return answer


def _version(device: Device, running: list[str]) -> str:
    """What the page around the board was made of: a release, and the office's choices."""
    made_of = "\n".join([static("js/display.js"), static("css/screens.css"), str(device.sound), *running])
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


def listening(topic: str) -> dict[str, str]:
    """What a page needs to hear of a topic of this office: the stream, if there is one, and a ticket."""
    url = settings.LIVE_URL
    return {"url": url, "ticket": live.ticket(current_office().schema_name, [topic]) if url else ""}


def fresh_part(
    request: HttpRequest, template: str, context: dict[str, Any], *, topic: str
) -> HttpResponseBase:
    """A part of a page under its ETag, with what the page goes on with: next ticket, server's clock."""
    html = render_to_string(template, context, request)
    tag = f'"{hashlib.sha256(html.encode()).hexdigest()[:32]}"'
    seen = request.headers.get("If-None-Match") == tag
    answer: HttpResponseBase = HttpResponseNotModified() if seen else HttpResponse(html)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Loket-Now"] = str(_now_ms())
    answer.headers["X-Live-Ticket"] = listening(topic)["ticket"]
    return answer


def _now_ms() -> int:
    return int(clock.now().timestamp() * 1000)


def _board() -> dict[str, Any]:
    board = queries_screens.tv_board(clock.today())
    return {
        "calls": [_call(call) for call in board.calls],
        "counters": [{"place": screen_words.place(n), "number": number} for n, number in board.counters],
        "groups": [
            {"prefix": prefix, "name": name, "waiting": screen_words.people(n)}
            for prefix, name, n in board.groups
        ],
        "closed": _("Antrean hari ini sudah ditutup.") if board.closed else "",
    }


def _call(call: SpokenCall) -> dict[str, Any]:
    return {
        "key": call.key,
        "number": call.number,
        "place": screen_words.place(call.counter),
        "at_ms": int(call.at.timestamp() * 1000),
        "text": call.spoken.text,
        "clips": " ".join(call.spoken.clips),
        "quiet": call.quiet,
    }
