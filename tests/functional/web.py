"""How gunicorn serves the site of the tests: as in production, but it forgets sooner and hashes quickly.

A change that one process made is seen by the others when they ask the database again: after twenty seconds
or a minute. How long something is remembered is tested with the caches themselves; here nobody waits for it.
So with the hash of a password, which takes a quarter of a second of a core at each try to sign in.
"""

from typing import Any

from config import gunicorn
from config.gunicorn import *  # noqa: F403

SECONDS = 1.0


def hurry(_worker: Any) -> None:
    """A worker has loaded the application."""
    from django.conf import settings  # noqa: PLC0415  the application's apps are ready only now

    from applications import villages  # noqa: PLC0415
    from demo.hashing import QuickHasher  # noqa: PLC0415
    from indicators import names  # noqa: PLC0415
    from offices import directory, hours  # noqa: PLC0415
    from responses import queries as responses  # noqa: PLC0415

    for module in (villages, names, hours, responses):
        setattr(module, "TTL", SECONDS)  # noqa: B010  so for mypy, as it is no constant here
    directory._directory._ttl = SECONDS
    settings.PASSWORD_HASHERS = [f"{QuickHasher.__module__}.{QuickHasher.__qualname__}"]
    gunicorn.post_worker_init(_worker)


post_worker_init = hurry
