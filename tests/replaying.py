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
_known: dict[tuple[Any, ...], tuple[str, Any, int]] = {}
# What the database holds besides what every test finds, by the number of its recording; None: something else.
_written: int | None = None
# The same at the begin of each test: what a module keeps (`kept`).
_beneath: int | None = None


def forget_writes() -> None:
    """The next test begins."""
    global _written  # noqa: PLW0603
    _written = _beneath


def _watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    global _written  # noqa: PLW0603
    if _written is not None and not _READS.match(sql):
        _written = None
    return execute(sql, params, many, context)


def then(key: tuple[Any, ...], make: Callable[[], T]) -> T:
    """The same as `again` for what is written next, where nothing was written since but by these two."""
    if _written is None or not connection.in_atomic_block:
        return make()
    return again((_written, *key), make)


def again(key: tuple[Any, ...], make: Callable[[], T]) -> T:
    """What `make()` returns, with the rows it writes; the second time they come from a recording.

    `key` names all that the rows depend on. The ids are those of the first time, so caches by id are emptied.
    Outside a transaction that is rolled back (real commits, another database) everything is made anew.
    """
    global _written
    if not connection.in_atomic_block:
        return make()
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _watch)
    whole = (connection.settings_dict["NAME"], *key)
    if whole not in _known:
        with connection.execute_wrapper(recorder := _Recorder()):
            made = make()
        _known[whole] = ("\n;".join(recorder.lines), made, _written := len(_known))
        return made
    lines, made, _written = _known[whole]
    versions._kept.clear()
    cache.clear()
    connection.ensure_connection()
    connection.connection.execute(lines)
    connection.forget()
    return made


@contextmanager
def kept(blocker: Any, make: Callable[[], T], *, at: datetime) -> Iterator[T]:
    """What `make()` writes while time is held at `at`, for all tests until the block ends.

    For a fixture of a module whose world is dear: each test's own transaction is a savepoint inside this one.
    All tests of that module see it, and none may ask for real commits.
    """
    global _beneath  # noqa: PLW0603
    with blocker.unblock(), ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        with time_machine.travel(at, tick=False):
            made = make()
        whole = stack.pop_all()
    _beneath = _written
    try:
        yield made
    finally:
        _beneath = None
        with blocker.unblock(), whole:
            transaction.set_rollback(True)


class _Recorder:
    """Every statement that writes, with the scope it ran in, as text that runs by itself."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._scope: tuple[str, ...] = ()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if not _READS.match(sql):
            assert not many
            if (scope := connection.scope) != self._scope:
                self.lines += scope
                self._scope = scope
            self.lines.append(connection.ops.compose_sql(sql, params))
        return result
