"""Signatures after the Standard Webhooks specification (https://www.standardwebhooks.com): pure.

Signed is `<webhook-id>.<webhook-timestamp>.<body>` with HMAC-SHA256; the header holds one `v1,<base64>` for
each secret that is good now, with spaces between. A secret is `whsec_` and base64 of 32 random bytes.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

PREFIX = "whsec_"
TOLERANCE = 300


def new_secret() -> str:
    """A fresh secret of 256 bits."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """`v1,…`. Raises `ValueError` for what is no secret."""
    if not secret.startswith(PREFIX):
        raise ValueError("a secret begins with whsec_")
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("a secret is base64 behind whsec_") from error
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(known: Iterable[str], message_id: str, body: bytes, *, now: datetime) -> dict[str, str]:
    """The three headers of a message, signed with every secret that is good."""
    timestamp = int(now.timestamp())
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(each, message_id, timestamp, body) for each in known),
    }


def is_good(secret: str, sent: Mapping[str, str], body: bytes, *, now: datetime) -> bool:
    """What a receiver checks: one of the signatures is right, and the message is at most 5 minutes old.

    `sent`: the headers, names in small letters.
    """
    timestamp = sent.get("webhook-timestamp", "")
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
        return False
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE:
        return False
    wanted = signature(secret, sent.get("webhook-id", ""), int(timestamp), body).encode()
    found = sent.get("webhook-signature", "").split()
    return any(hmac.compare_digest(each.encode(), wanted) for each in found)
