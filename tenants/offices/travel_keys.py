"""The key of one archive: made for it, handed over another way, kept here only sealed and only until then."""

import base64
import binascii
import secrets

from django.utils.translation import gettext_lazy as _

from commons.crypto import KEY_BYTES, DataKey, MasterKeys
from commons.errors import DomainError
from offices.keys import master_keys


class BadTravelKey(DomainError):
    """What was typed is no key of an archive."""

    def __init__(self) -> None:
        message = _("Kunci arsip terdiri dari 44 huruf dan angka, berakhir dengan =. Salin seluruhnya.")
        super().__init__("bad_travel_key", message)


def new_key() -> str:
    """A fresh key as it is handed over: 32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def read(text: str) -> MasterKeys | None:
    """What a person typed; None for nothing. Raises `BadTravelKey`."""
    typed = "".join(text.split())
    if not typed:
        return None
    try:
        return MasterKeys((base64.b64decode(typed, validate=True),))
    except (binascii.Error, ValueError) as error:
        raise BadTravelKey from error


def sealed(text: str, name: str) -> str:
    """The key under this deployment's master key, for the archive `name` alone; "" stays ""."""
    if not text:
        return ""
    key = DataKey(base64.b64decode("".join(text.split())), f"archive:{name}")
    return base64.b64encode(master_keys().wrap(key)).decode()


def unsealed(kept: str, name: str) -> str:
    """What `sealed` was given. Raises `commons.crypto.Unreadable`."""
    if not kept:
        return ""
    key = master_keys().unwrap(base64.b64decode(kept), f"archive:{name}")
    return base64.b64encode(key.secret).decode()
