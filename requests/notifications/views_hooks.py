"""Addresses that providers call. Nothing is believed without its signature; nothing of a body is logged."""

import hmac
import logging

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from redis.exceptions import RedisError

from commons import clock
from notifications import hearing, hooks, queries
from notifications.hooks import MOST_BYTES, Heard
from notifications.kinds import Channel
from offices.scope import current_office
from trail import operations as trail

logger = logging.getLogger(__name__)
FORBIDDEN, NOT_TAKEN = 403, 415
# A stranger must not be able to fill the log, or the trail, which is kept for good: one line for each hour.
HOUR = 60 * 60


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def whatsapp(request: HttpRequest) -> HttpResponse:
    """Meta: the handshake by GET, reports and applicants' messages by POST."""
    if request.method == "GET":
        return _handshake(request)
    if (body := _body(request)) is None:
        return HttpResponse(status=NOT_TAKEN)
    secret = queries.webhook_secret(Channel.WHATSAPP, "app_secret")
    if not hooks.is_signed(secret, body, request.headers.get("X-Hub-Signature-256", "")):
        return _forged(Channel.WHATSAPP)
    now = clock.now()
    for told in hooks.read_meta(body):
        if isinstance(told, Heard):
            hearing.heard(told, now=now)
        else:
            hearing.report(told, channel=Channel.WHATSAPP, now=now)
    return HttpResponse(status=200)


def _handshake(request: HttpRequest) -> HttpResponse:
    wanted = queries.webhook_secret(Channel.WHATSAPP, "verify_token")
    given = request.GET.get("hub.verify_token", "")
    good = bool(wanted) and hmac.compare_digest(wanted.encode(), given.encode())
    challenge = request.GET.get("hub.challenge", "")[:200]
    if request.GET.get("hub.mode") != "subscribe" or not good or not challenge.isalnum():
        return HttpResponse(status=FORBIDDEN)
    return HttpResponse(challenge, content_type="text/plain; charset=utf-8")


@csrf_exempt
@never_cache
@require_POST
def sms(request: HttpRequest) -> HttpResponse:
    """Reports of the SMS gateway, and what applicants wrote back where it passes that on."""
    if (body := _body(request)) is None:
        return HttpResponse(status=NOT_TAKEN)
    secret = queries.webhook_secret(Channel.SMS, "report_secret")
    if not hooks.is_signed(secret, body, request.headers.get("X-Signature", "")):
        return _forged(Channel.SMS)
    options, now = queries.channel_options(Channel.SMS), clock.now()
    if (heard := hooks.read_sms_in(body, options)) is not None:
        hearing.heard_sms(heard, now=now)
    elif (told := hooks.read_sms(body, options)) is not None:
        hearing.report(told, channel=Channel.SMS, now=now)
    return HttpResponse(status=200)


def _body(request: HttpRequest) -> bytes | None:
    """The body; None when no provider sends one like that: too large, or with files."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit() or int(length) > MOST_BYTES:
        return None
    try:
        return request.body
    except RawPostDataException:
        return None  # a form with files, which was read as one: no provider sends that


def _forged(channel: Channel) -> HttpResponse:
    if _first_this_hour(channel):
        schema = current_office().schema_name
        logger.warning("a report by %s to %s had a wrong signature", channel.value, schema)
        data = {"channel": channel.value}
        trail.record(action="messages.forged", actor=None, data=data, now=clock.now())
    return HttpResponse(status=FORBIDDEN)


def _first_this_hour(channel: Channel) -> bool:
    """Without the cache nobody counts, so nothing is written: the answer is the same."""
    try:
        return bool(cache.add(f"messages:forged:{channel.value}", 1, HOUR))
    except (RedisError, OSError):
        return False
