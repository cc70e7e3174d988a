"""Sealing what may not lie open in the database, and finding it again without opening it.

Each office has one 32-byte data key, stored wrapped by the master key. From it come three subkeys by
HKDF-SHA256: one for sealing (AES-256-GCM), one for blind indexes and one for chains (HMAC-SHA256). Nothing
sealed can be read under another office's key, nor moved to another column: the office's scope and the place
are authenticated with the text.

Shape of a sealed value: version (1 byte) | nonce (12 random bytes) | ciphertext and tag.
Shape of a wrapped key:  version (1 byte) | id of the master key (8 bytes) | nonce (12) | ciphertext and tag.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE = 12
_TAG = 16
_ID = 8


class Unreadable(DomainError):
    """A sealed value or wrapped key cannot be opened: wrong key, wrong place, or damaged."""

    def __init__(self, code: str = "unreadable", **context: str) -> None:
        message = _(
            "Data terenkripsi ini tidak dapat dibuka. Hubungi admin kabupaten; data aslinya tidak diubah."
        )
        super().__init__(code, message, **context)


class NoKey(DomainError):
    """Sealed data was touched where no office is active, so there is no key."""

    def __init__(self) -> None:
        super().__init__("no_key", _("Tidak ada kunci data: kantor belum dipilih."))


def _subkey(secret: bytes, purpose: bytes, length: int = KEY_BYTES) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"loket/" + purpose).derive(secret)


@dataclass(frozen=True)
class DataKey:
    """An office's data key. `scope` (the schema name) is authenticated with everything sealed under it.

    Keep one instance per office: the subkeys are derived once and remembered.
    """

    secret: bytes = field(repr=False)
    scope: str

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise ValueError(f"a data key has {KEY_BYTES} bytes")

    @cached_property
    def sealer(self) -> AESGCM:
        """The cipher for values."""
        return AESGCM(_subkey(self.secret, b"seal/1"))

    @cached_property
    def index_key(self) -> bytes:
        """The key for blind indexes."""
        return _subkey(self.secret, b"index/1")

    @cached_property
    def chain_key(self) -> bytes:
        """The key for chains of events and trails; its number is the version of their digests."""
        return _subkey(self.secret, b"chain/1")


def new_data_key(scope: str) -> DataKey:
    """A fresh random data key for the office whose schema is `scope`."""
    return DataKey(secrets.token_bytes(KEY_BYTES), scope)


def seal(key: DataKey, plaintext: bytes, aad: str) -> bytes:
    """`plaintext` sealed for the place `aad` names (for a column, `table.column`). Never twice the same."""
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + key.sealer.encrypt(nonce, plaintext, _bound(key.scope, aad))


def open_sealed(key: DataKey, sealed: bytes, aad: str) -> bytes:
    """What `seal` was given. Raises `Unreadable` for another key, office or place, or a changed byte."""
    if len(sealed) < 1 + _NONCE + _TAG or sealed[:1] != _VERSION:
        raise Unreadable(place=aad)
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return key.sealer.decrypt(nonce, body, _bound(key.scope, aad))
    except InvalidTag as error:
        raise Unreadable(place=aad) from error


def _bound(scope: str, aad: str) -> bytes:
    # NUL occurs in neither part, so two different pairs cannot give the same bytes.
    return f"{scope}\0{aad}".encode()


def blind_index(key: DataKey, value: str, *, kind: str = "") -> str:
    """64 hex digits that equal values of one office share, for `WHERE nik_index = ...`.

    Normalise `value` first (digits only, E.164, `search_key`). Different `kind`s never match each other.
    """
    return hmac.new(key.index_key, f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class MasterKeys:
    """The deployment's master keys. The first wraps; all can unwrap, so that the first can be replaced."""

    keys: tuple[bytes, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.keys or any(len(key) != KEY_BYTES for key in self.keys):
            raise ValueError(f"MASTER_KEY must be {KEY_BYTES} bytes in base64 (several: separated by commas)")

    @classmethod
    def parse(cls, text: str) -> "MasterKeys":
        """From the setting: base64 keys separated by commas, the one in use first."""
        try:
            return cls(tuple(base64.b64decode(part.strip(), validate=True) for part in text.split(",")))
        except binascii.Error as error:
            raise ValueError("MASTER_KEY is not base64") from error

    @cached_property
    def by_id(self) -> dict[bytes, AESGCM]:
        """The cipher of each key by its id, which is derived from the key and tells nothing about it."""
        return {_master_id(key): AESGCM(_subkey(key, b"wrap/1")) for key in self.keys}

    def wrap(self, key: DataKey) -> bytes:
        """The data key as the office's row stores it."""
        key_id, nonce = _master_id(self.keys[0]), secrets.token_bytes(_NONCE)
        return _VERSION + key_id + nonce + self.by_id[key_id].encrypt(nonce, key.secret, key.scope.encode())

    def unwrap(self, wrapped: bytes, scope: str) -> DataKey:
        """The data key of the office whose schema is `scope`. Raises `Unreadable` (`unknown_master_key`)."""
        head = 1 + _ID
        if len(wrapped) != head + _NONCE + KEY_BYTES + _TAG or wrapped[:1] != _VERSION:
            raise Unreadable(scope=scope)
        cipher = self.by_id.get(bytes(wrapped[1:head]))
        if cipher is None:
            raise Unreadable("unknown_master_key", scope=scope)
        nonce, body = wrapped[head : head + _NONCE], wrapped[head + _NONCE :]
        try:
            return DataKey(cipher.decrypt(nonce, body, scope.encode()), scope)
        except InvalidTag as error:
            raise Unreadable(scope=scope) from error

    def is_current(self, wrapped: bytes) -> bool:
        """Whether `wrapped` is under the key in use; if not, unwrap and wrap it again."""
        return bytes(wrapped[1 : 1 + _ID]) == _master_id(self.keys[0])


def _master_id(key: bytes) -> bytes:
    return _subkey(key, b"master-id/1", _ID)


_provider: Callable[[], DataKey] | None = None


def set_key_provider(provider: Callable[[], DataKey] | None) -> None:
    """Register what gives the current office's data key (filled by `offices`); `None` takes it away."""
    global _provider  # noqa: PLW0603  one registry per process, filled once at start
    _provider = provider


def current_key() -> DataKey:
    """The current office's data key. Raises `NoKey` where none is active."""
    if _provider is None:
        raise NoKey
    return _provider()
