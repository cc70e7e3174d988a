"""What providers send us: is it theirs, and what does it say. Pure.

Meta signs the body with HMAC-SHA256 under the app's secret (`X-Hub-Signature-256: sha256=<hex>`); for SMS
gateways we ask the same in `X-Signature`.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from commons.phones import BadPhone, parse_phone
from notifications.channels.sms import value_at
from notifications.kinds import State

MOST_BYTES = 256 * 1024
# More in one call than any provider sends.
MOST_ITEMS = 1_000
MOST_FIELDS = 100
_META = {
    "sent": State.ACCEPTED,
    "delivered": State.DELIVERED,
    "read": State.READ,
    "failed": State.FAILED,
}


@dataclass(frozen=True)
class Report:
    """`provider_id` or our `key` names the message; `code` is the provider's, without words."""

    state: State
    provider_id: str = ""
    key: str = ""
    code: str = ""


@dataclass(frozen=True)
class Heard:
    """Somebody wrote to us: the number as digits, the words (looked at, never kept), when (None: unknown)."""

    number: str
    text: str
    at: datetime | None


def is_signed(secret: str, body: bytes, header: str) -> bool:
    """Whether `header` is "sha256=" and the HMAC of `body`; never without a secret."""
    if not secret or not header.isascii():
        return False
    wanted = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(header.strip().lower(), f"sha256={wanted}")


def read_meta(body: bytes) -> Iterator[Report | Heard]:
    """Every report and message of a call by Meta; what has another form is left out."""
    for value in _values(_json(body)):
        for status in _dicts(value.get("statuses")):
            state = _META.get(str(status.get("status")))
            if state is not None:
                errors = _dicts(status.get("errors"))
                code = str(next((error.get("code") for error in errors), "") or "")[:20]
                key = str(status.get("biz_opaque_callback_data") or "")[:32]
                yield Report(state, str(status.get("id") or "")[:200], key, code)
        for message in _dicts(value.get("messages")):
            if (heard := _heard(message)) is not None:
                yield heard


def _heard(message: Mapping[str, Any]) -> Heard | None:
    words, at = message.get("text"), str(message.get("timestamp", ""))
    text = str(words.get("body", "")) if isinstance(words, dict) else ""
    button = message.get("button")
    if isinstance(button, dict):
        text = str(button.get("text", ""))
    number = str(message.get("from", ""))
    if not number.isascii() or not number.isdigit() or not at.isascii() or not at.isdigit() or len(at) > 11:
        return None
    return Heard(number[:20], text[:200], datetime.fromtimestamp(int(at), UTC))


def _values(told: Any) -> Iterator[dict[str, Any]]:
    left = MOST_ITEMS
    for entry in _dicts(told.get("entry") if isinstance(told, dict) else None):
        for change in _dicts(entry.get("changes")):
            left -= 1
            if left >= 0 and isinstance(change.get("value"), dict):
                yield change["value"]


def read_sms(body: bytes, options: Mapping[str, str]) -> Report | None:
    """One report of a gateway, by the paths the office has entered; None when it says nothing of use."""
    told = _json(body) or _form(body)
    found = value_at(told, options.get("report_id_path", ""))
    said = value_at(told, options.get("report_status_path", "")).upper()
    if not found or not said:
        return None
    if said in _words(options.get("report_delivered", "")):
        return Report(State.DELIVERED, found[:200], found[:32])
    if said in _words(options.get("report_failed", "")):
        return Report(State.FAILED, found[:200], found[:32], said[:20])
    return None


def read_sms_in(body: bytes, options: Mapping[str, str]) -> Heard | None:
    """An applicant's SMS that the gateway passes on, by the paths the office has entered; None for else."""
    told = _json(body) or _form(body)
    sender = value_at(told, options.get("in_from_path", ""))
    text = value_at(told, options.get("in_text_path", ""))
    if not sender or not text:
        return None
    try:
        number = parse_phone(sender if sender.startswith(("0", "+")) else f"+{sender}").e164
    except BadPhone:
        return None  # a name in the place of a number cannot have asked for anything
    return Heard(number.lstrip("+"), text[:200], _moment(value_at(told, options.get("in_time_path", ""))))


def _moment(text: str) -> datetime | None:
    """Seconds since 1970, or ISO with its zone."""
    if text.isascii() and text.isdigit() and len(text) <= 10:
        return datetime.fromtimestamp(int(text), UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip().upper() for word in text.split(",") if word.strip())


def _dicts(found: Any) -> list[dict[str, Any]]:
    return [each for each in found[:MOST_ITEMS] if isinstance(each, dict)] if isinstance(found, list) else []


def _form(body: bytes) -> dict[str, str]:
    """Many gateways report with a form."""
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
