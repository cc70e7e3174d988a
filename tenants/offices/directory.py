"""Which office answers at which host: an in-process cache of the offices and their names.

Every process forgets at once what it changed itself, and everything after `TTL` seconds. A host that nobody
has is remembered too, so that guessing costs the database nothing. While the database is away what was known
holds on: styles and error pages of an office need no database. What is handed out is a copy: a caller may
write on it.
"""

import copy
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import InterfaceError, OperationalError
from django.db.models import Q
from psycopg_pool import PoolTimeout

if TYPE_CHECKING:
    from offices.models import Office

TTL = 20.0
SIZE = 4096
# How long what was known is good when the database does not answer; then it is asked again.
AWAY_TTL = 2.0
AWAY = (OperationalError, InterfaceError, PoolTimeout)


class Directory:
    """Offices by a key, for at most `ttl` seconds and `size` keys. Safe under threads."""

    def __init__(
        self, ttl: float = TTL, size: int = SIZE, timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._ttl, self._size, self._timer = ttl, size, timer
        self._lock = threading.Lock()
        self._known: OrderedDict[str, tuple[float, Office | None]] = OrderedDict()
        self._generation = 0

    def get(self, key: str, load: "Callable[[], Office | None]") -> "Office | None":
        """The office of `key`, asked of `load` when it is not known or too old."""
        known = self._known.get(key)
        if known is None or known[0] <= self._timer():
            try:
                known = self._ask(key, load)
            except AWAY:
                if known is None:
                    raise
                self._known[key] = (self._timer() + AWAY_TTL, known[1])
        return _copied(known[1])

    def _ask(self, key: str, load: "Callable[[], Office | None]") -> "tuple[float, Office | None]":
        generation = self._generation
        entry = (self._timer() + self._ttl, load())
        with self._lock:
            # What was read before a change may not be kept after it.
            if generation == self._generation:
                self._known[key] = entry
                self._known.move_to_end(key)
                while len(self._known) > self._size:
                    self._known.popitem(last=False)
        return entry

    def clear(self) -> None:
        """Forget everything, also what is being read at this moment."""
        with self._lock:
            self._generation += 1
            self._known.clear()


def _copied(office: "Office | None") -> "Office | None":
    if office is None:
        return None
    mine = copy.copy(office)
    mine.letterhead = dict(office.letterhead)
    return mine


_directory = Directory()


def forget_all() -> None:
    """Make this process ask the database again for every host."""
    _directory.clear()


def by_host(host: str, slug: str) -> "Office | None":
    """The office at `host` (no port, lower case); `slug` is its first label under the base host, or ""."""
    found = Q(domains__domain=host)
    if slug:
        found |= Q(slug=slug)
    return _directory.get(f"host:{host}", lambda: _load(found, slug))


def by_schema(schema: str) -> "Office | None":
    """The office whose schema is `schema`."""
    return _directory.get(f"schema:{schema}", lambda: _load(Q(schema_name=schema), ""))


def _load(found: Q, slug: str) -> "Office | None":
    from offices.scope import public_scope  # noqa: PLC0415  scope and models import this module

    with public_scope():
        rows = list(apps.get_model("offices", "Office").objects.filter(found).defer("emblem").distinct())
    # A slug in use wins over another office's former name.
    rows.sort(key=lambda office: office.slug != slug)
    return rows[0] if rows else None
