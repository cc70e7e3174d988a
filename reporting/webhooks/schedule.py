"""When a message is tried again, as data: pure."""

import random
from datetime import datetime, timedelta

# As the specification proposes: ten attempts in three days. The first pause follows the first attempt.
PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
JITTER = 0.2  # receivers that were down are not all asked again at the same moment
LEASE = timedelta(minutes=2)  # an attempt without an answer for so long died with its worker
DISABLED_AFTER = timedelta(days=3)  # without one success
OVERLAP = timedelta(hours=24)  # an old secret signs so long after a rotation
LOG_KEPT = timedelta(days=90)


def next_attempt(attempts: int, *, now: datetime, chance: float | None = None) -> datetime | None:
    """When to try after so many failed attempts; None: not again. `chance`: 0 to 1, else drawn."""
    if attempts > len(PAUSES):
        return None
    drawn = random.random() if chance is None else chance  # noqa: S311  no secret
    return now + PAUSES[attempts - 1] * (1 + JITTER * (2 * drawn - 1))
