"""Passwords of many invented people at once: hashed quickly now, and as usual when they sign in."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test.utils import override_settings


class QuickHasher(Argon2PasswordHasher):
    """Argon2 with little memory. The usual hasher reads its hashes, and replaces them at sign-in."""

    time_cost = 1
    memory_cost = 1024
    parallelism = 1


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Hash quickly in this process: only for people whose passwords lie open in `var/demo.json` anyway."""
    # Despite its place it is how Django changes a setting and lets the hashers know.
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.{QuickHasher.__qualname__}"]):
        yield
