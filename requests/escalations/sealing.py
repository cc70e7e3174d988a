"""Sealing for those a complaint goes to, and nobody else: the parent office's key, or the kabupaten's."""

import hashlib
import hmac
import json
from typing import Any

from audit.keys import kabupaten_key
from commons.crypto import DataKey, open_sealed, seal
from commons.ids import read_code
from offices.keys import data_key
from offices.models import Office

_PLACE = "escalations"


def key_for(office: Office | None) -> DataKey:
    """The key of whom it goes to; None: the kabupaten. Raises `NoKey`, `Unreadable`."""
    return kabupaten_key() if office is None else data_key(office.schema_name)


def sealed(content: dict[str, Any], office: Office | None) -> bytes:
    """JSON, sealed."""
    return seal(key_for(office), json.dumps(content, ensure_ascii=False).encode(), _PLACE)


def opened(content: bytes | memoryview, office: Office | None) -> dict[str, Any]:
    """What `sealed` was given. Raises `Unreadable`."""
    found: dict[str, Any] = json.loads(open_sealed(key_for(office), bytes(content), _PLACE))
    return found


def code_index(code: str) -> str:
    """By which a tracking code is found; without the kabupaten's key nobody can try codes against it."""
    return hmac.new(
        kabupaten_key().index_key, b"escalated\0" + read_code(code).encode(), hashlib.sha256
    ).hexdigest()
