"""What a worker does for the read model, in a process of its own: a sweep every three seconds, as beat asks.

`python -m tools.bench.sweeper` until its standard input ends; then it says how long each sweep took.
"""

import json
import os
import sys
import threading
import time

EVERY = 3.0


def main() -> None:
    """Sweep until nobody listens any more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    import django  # noqa: PLC0415 - after the environment

    django.setup()
    from commons import clock  # noqa: PLC0415
    from indicators import operations  # noqa: PLC0415

    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    took: list[float] = []
    print("ready", flush=True)  # noqa: T201 - to the parent
    while not ended.wait(EVERY):
        began = time.monotonic()
        operations.sweep(now=clock.now())
        took.append(time.monotonic() - began)
    json.dump(took, sys.stdout)


if __name__ == "__main__":
    main()
