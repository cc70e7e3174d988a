"""What a fixture wrote once is written again in one go: a world of rows costs 150 statements otherwise."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any, TypeVar

import time_machine
from django.core.cache import cache
from django.db import connection as _connection
from django.db import transaction

from applications import versions

T = TypeVar("T")
connection: Any = _connection

_READS = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE SAVEPOINT)\b", re.I)
_known: dict[tuple[Any, ...], tuple[str, Any]] = {}


def again(key: tuple[Any, ...], make: Callable[[], T]) -> T:
    """What `make()` returns, with the rows it writes; the second time they come from a recording.

    `key` names all that the rows depend on. The ids are those of the first time, so caches by id are emptied.
    Outside a transaction that is rolled back (real commits, another database) everything is made anew.
    """
    if not connection.in_atomic_block:
        return make()
    whole = (connection.settings_dict["NAME"], *key)
    if whole not in _known:
        with connection.execute_wrapper(recorder := _Recorder()):
            made = make()
        _known[whole] = ("\n;".join(recorder.lines), made)
        return made
    lines, made = _known[whole]
    versions._kept.clear()
    cache.clear()
    connection.ensure_connection()
    connection.connection.execute(lines)
    connection._scope_sent = None
    return made


@contextmanager
def kept(blocker: Any, make: Callable[[], T], *, at: datetime) -> Iterator[T]:
    """What `make()` writes while time is held at `at`, for all tests until the block ends.

    For a fixture of a module whose world is dear: each test's own transaction is a savepoint inside this one.
    All tests of that module see it, and none may ask for real commits.
    """
    with blocker.unblock(), ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        with time_machine.travel(at, tick=False):
            made = make()
        whole = stack.pop_all()
    try:
        yield made
    finally:
        with blocker.unblock(), whole:
            transaction.set_rollback(True)


class _Recorder:
    """Every statement that writes, with the scope it ran in, as text that runs by itself."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._scope = ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if not _READS.match(sql):
            assert not many
            if (scope := connection._scope_sent) != self._scope:
                self.lines.append(scope)
                self._scope = scope
            self.lines.append(connection.ops.compose_sql(sql, params))
        return result
