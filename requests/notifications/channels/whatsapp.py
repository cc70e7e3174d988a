"""WhatsApp by Meta's official Cloud API (developers.facebook.com/docs/whatsapp/cloud-api).

Meta takes no idempotency key. Our id goes along as `biz_opaque_callback_data` and comes back with every
status, so a message whose answer was lost is recognised when Meta reports on it.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.posting import post
from notifications.channels.base import (
    Accepted,
    Channel,
    Option,
    Outcome,
    Outgoing,
    Refused,
    Unknown,
    unanswered,
)

GRAPH = "https://graph.facebook.com/v23.0"
# Meta's codes: too many in a while (for the account, the number, this pair); the key; the bill.
_LIMITED = {4, 80007, 130429, 131048, 131056}
_OF_CHANNEL = {0, 10, 190, 131005, 131031, 131042, 133010}
_PASSING = {1, 2, 131000, 131016, 133004, 133005}
_WORDS: Mapping[int, Any] = {
    131026: gettext_lazy("Nomor ini tidak memakai WhatsApp."),
    131047: gettext_lazy("Di luar 24 jam hanya templat yang disetujui Meta yang diterima."),
    131049: gettext_lazy("Meta membatasi pesan kepada orang ini."),
    131050: gettext_lazy("Penerima berhenti menerima pesan dari nomor ini."),
    132000: gettext_lazy("Jumlah parameter tidak sama dengan templat di Meta."),
    132001: gettext_lazy("Templat ini tidak ada di Meta dalam bahasa itu."),
    132015: gettext_lazy("Templat ini sedang dihentikan Meta."),
    132016: gettext_lazy("Templat ini dimatikan Meta."),
}


def body_of(message: Outgoing) -> dict[str, Any]:
    """The request: an approved template with its parameters, or free words inside the 24 hours."""
    head = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": message.to.lstrip("+"),
        "biz_opaque_callback_data": message.key.hex,
    }
    if not message.template:
        return {**head, "type": "text", "text": {"preview_url": False, "body": message.text}}
    values = [{"type": "text", "text": value} for value in message.parameters]
    components = [{"type": "body", "parameters": values}] if values else []
    template = {
        "name": message.template,
        "language": {"policy": "deterministic", "code": message.language},
        "components": components,
    }
    return {**head, "type": "template", "template": template}


def send(message: Outgoing, options: Mapping[str, Any], secrets: Mapping[str, str]) -> Outcome:
    """One message to Meta."""
    url = f"{options.get('base') or GRAPH}/{options['phone_number_id']}/messages"
    headers = {
        "Authorization": f"Bearer {secrets.get('token', '')}",
        "Content-Type": "application/json",
        "User-Agent": "Loket",
    }
    result = post(url, json.dumps(body_of(message), ensure_ascii=False).encode(), headers)
    told = _json(result.answer)
    error = told.get("error")
    if isinstance(error, dict) and isinstance(error.get("code"), int):
        return _refused(error["code"], result.retry_after)
    if (lost := unanswered(result)) is not None:
        return lost
    return (
        _accepted(told) if result.good else Refused(True, _("Ditolak ({code}).").format(code=result.status))
    )


def _accepted(told: Mapping[str, Any]) -> Outcome:
    messages = told.get("messages")
    if isinstance(messages, list) and messages and isinstance(messages[0], dict) and messages[0].get("id"):
        return Accepted(str(messages[0]["id"])[:200], reports=True)
    return Unknown(_("Jawaban Meta tidak terbaca."))


def _refused(code: int, retry_after: int | None) -> Refused:
    words = str(_WORDS.get(code) or _("Meta menolak (kode {code}).").format(code=code))
    asked = timedelta(seconds=retry_after) if retry_after is not None else None
    if code in _LIMITED:
        return Refused(False, words, whole=True, retry_after=asked or timedelta(minutes=1))
    if code in _OF_CHANNEL or 200 <= code < 300:
        return Refused(False, words, whole=True, retry_after=asked)
    return Refused(code not in _PASSING, words, retry_after=asked)


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


CHANNEL = Channel(
    options=(
        Option(
            "phone_number_id",
            gettext_lazy("Phone number ID"),
            gettext_lazy("Dari halaman WhatsApp > API Setup di Meta for Developers."),
        ),
        Option("token", gettext_lazy("Access token tetap"), secret=True),
        Option(
            "app_secret",
            gettext_lazy("App secret"),
            gettext_lazy("Dengan ini laporan dari Meta diperiksa keasliannya."),
            secret=True,
        ),
        Option(
            "verify_token",
            gettext_lazy("Verify token"),
            gettext_lazy("Kata sandi buatan sendiri, diisikan juga pada halaman webhook di Meta."),
            secret=True,
        ),
        Option("base", gettext_lazy("Alamat API"), gettext_lazy("Biarkan bila tidak tahu."), default=GRAPH),
    ),
    send=send,
)
