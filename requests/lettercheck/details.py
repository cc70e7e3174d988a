"""What only someone who holds the letter may see more of: its key is derived from the NIK on the letter.

The database alone cannot open it, and neither can the office's key: the master key, the letter's code and
the NIK are all needed. A wrong NIK and a damaged value look the same.
"""

import hashlib
import hmac
import json

from django.conf import settings

from commons.crypto import DataKey, Unreadable, open_sealed, seal

PLACE = "lettercheck.details"


def seal_details(code: str, nik: str, details: dict[str, str]) -> bytes:
    """`details` sealed so that only `code` with `nik` opens them."""
    return seal(_key(code, nik), json.dumps(details, ensure_ascii=False).encode(), PLACE)


def open_details(code: str, nik: str, sealed: bytes) -> dict[str, str] | None:
    """What `seal_details` was given, or None when the NIK is not the one on the letter."""
    try:
        found: dict[str, str] = json.loads(open_sealed(_key(code, nik), bytes(sealed), PLACE))
    except Unreadable:
        return None
    return found


def _key(code: str, nik: str) -> DataKey:
    secret = hmac.new(settings.MASTER_KEY.encode(), f"lettercheck/{code}/{nik}".encode(), hashlib.sha256)
    return DataKey(secret.digest(), code)
