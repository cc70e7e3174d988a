"""Time-based one-time codes (RFC 6238: SHA-1, 6 digits, 30 seconds) and recovery codes."""

import hashlib
import hmac
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import pyotp
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commons.crypto import KEY_BYTES, DataKey, Unreadable, open_sealed, seal
from commons.ids import public_code, read_code
from offices.keys import master_keys

PERIOD = 30
DRIFT = (0, -1, 1)
DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_LENGTH = 12


def new_secret() -> str:
    """A fresh secret of 160 bits, base 32."""
    return pyotp.random_base32()


def step_of(now: datetime) -> int:
    """The number of the 30-second step `now` lies in."""
    return int(now.timestamp()) // PERIOD


def matching_step(secret: str, code: str, *, now: datetime, after: int) -> int | None:
    """The step whose code this is: now, one before or one after, but later than `after`; else None."""
    typed = "".join(code.split())
    if len(typed) != DIGITS or not typed.isascii() or not typed.isdigit():
        return None
    generator = pyotp.TOTP(secret)
    steps = (step_of(now) + drift for drift in DRIFT)
    return next(
        (s for s in steps if s > after and hmac.compare_digest(generator.generate_otp(s), typed)), None
    )


def uri(secret: str, *, username: str) -> str:
    """What the QR code of the set-up page says to an authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="Loket")


def new_recovery_codes() -> list[str]:
    """Ten codes of 60 bits, for a lost phone. Shown once."""
    return [public_code(RECOVERY_LENGTH) for _ in range(RECOVERY_CODES)]


def recovery_hash(code: str) -> str:
    """What is stored of a recovery code. Random enough that a plain hash cannot be searched."""
    return hashlib.sha256(read_code(code).encode()).hexdigest()


@lru_cache(maxsize=4)
def _sealer(master: bytes) -> DataKey:
    key = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"loket/second-factor/1").derive(master)
    return DataKey(key, "accounts")


def seal_secret(secret: str, user_id: UUID) -> bytes:
    """The secret as the person's row stores it; useless in any other person's row."""
    return seal(_sealer(master_keys().keys[0]), secret.encode(), f"secondfactor:{user_id}")


def open_secret(sealed: bytes | memoryview, user_id: UUID) -> str:
    """What `seal_secret` was given, under any of the master keys. Raises `Unreadable`."""
    for master in master_keys().keys:
        try:
            return open_sealed(_sealer(master), bytes(sealed), f"secondfactor:{user_id}").decode()
        except Unreadable:
            continue
    raise Unreadable(place="secondfactor")
