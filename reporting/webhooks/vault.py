"""Secrets of receivers, sealed by the deployment's master key; each opens in its own row only."""

from functools import lru_cache
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commons.crypto import KEY_BYTES, DataKey, Unreadable, open_sealed, seal
from offices.keys import master_keys


@lru_cache(maxsize=4)
def _sealer(master: bytes) -> DataKey:
    key = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"loket/webhook/1").derive(master)
    return DataKey(key, "webhooks")


def sealed(secret: str, secret_id: UUID) -> bytes:
    """The secret as its row stores it."""
    return seal(_sealer(master_keys().keys[0]), secret.encode(), f"webhook:{secret_id}")


def opened(stored: bytes | memoryview, secret_id: UUID) -> str:
    """What `sealed` was given, under any of the master keys. Raises `Unreadable`."""
    for master in master_keys().keys:
        try:
            return open_sealed(_sealer(master), bytes(stored), f"webhook:{secret_id}").decode()
        except Unreadable:
            continue
    raise Unreadable(place="webhook")
