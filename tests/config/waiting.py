"""Wait for something that happens in another process."""

import time
from collections.abc import Callable


def until(happened: Callable[[], object], seconds: float = 20.0) -> None:
    """Return as soon as it has happened; fail after that many seconds."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"did not happen within {seconds} s"
        time.sleep(0.05)
