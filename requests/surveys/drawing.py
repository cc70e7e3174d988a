"""The draw: who is invited after the hand-over, decided by a seed that was fixed before (pure).

Anybody who has the seed can do the sum again: the number of a file is the first eight bytes of
HMAC-SHA256(seed, key of the file), as a whole number, modulo 10,000; the file is drawn when its number is
below the threshold. Before the period only the seed's SHA-256 is known, so neither the office nor an
applicant can tell beforehand who will be drawn, and the seed cannot be exchanged afterwards.
"""

import hashlib
import hmac
import secrets
from fractions import Fraction
from uuid import UUID

SCALE = 10_000


def new_seed() -> str:
    """32 random bytes, in hexadecimal."""
    return secrets.token_hex(32)


def hash_of(seed: str) -> str:
    """What is published of a seed before the period: SHA-256 of its text."""
    return hashlib.sha256(seed.encode()).hexdigest()


def number_of(seed: str, file_id: UUID) -> int:
    """What the seed says of a file: 0–9999."""
    digest = hmac.new(seed.encode(), str(file_id).encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) % SCALE


def is_drawn(number: int, threshold: int) -> bool:
    """Whether a number is drawn."""
    return number < threshold


def threshold_for(*, sample: int, expected: int, answering: int) -> int:
    """How many of 10,000 hand-overs are drawn, so that `sample` forms come of `expected` hand-overs when
    `answering` of 100 invited people answer. Everybody, where that is not enough or nothing is known yet.

    Rounded up: one too many costs a slip, one too few a form. Raises `ValueError` for `answering` not in
    1..100.
    """
    if not 1 <= answering <= 100:
        raise ValueError("of 100 invited people 1 to 100 answer")
    if expected <= 0:
        return SCALE
    share = Fraction(sample * 100, expected * answering)
    return min(-(-share.numerator * SCALE // share.denominator), SCALE)
