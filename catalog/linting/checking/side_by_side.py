"""The standards of many offices, checked by several processes (pure: the children touch no database)."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from linting.checking.context import Context
from linting.checking.sheet import Sheet

R = TypeVar("R")
Check = Callable[[Sequence[Sheet], Context], R]
# A child costs some hundredths of a second and the pages of memory it writes on.
_WORTH = 40  # standards

_held: tuple[Mapping[str, Sequence[Sheet]], Context, Check[object]] | None = None


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0))


def by_office(
    offices: Mapping[str, Sequence[Sheet]], context: Context, check: Check[R], *, processes: int = 1
) -> Iterator[tuple[str, R]]:
    """`check` of the sheets of each office, in the order given.

    With `processes` above 1 the children are forked: they have the sheets, the rules and the language of this
    process without a copy, and only what `check` returns is sent back. Not for a server, whose threads and
    connections do not survive a fork; a command has neither in use here. Raises `BrokenProcessPool` where a
    child was killed.
    """
    if processes < 2 or sum(map(len, offices.values())) < _WORTH:
        yield from ((office, check(sheets, context)) for office, sheets in offices.items())
        return
    forking = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(
        min(processes, len(offices)), forking, initializer=_hold, initargs=(offices, context, check)
    ) as pool:
        yield from zip(offices, pool.map(_checked, offices), strict=True)


def _hold(offices: Mapping[str, Sequence[Sheet]], context: Context, check: Check[object]) -> None:
    global _held  # noqa: PLW0603  a child of a fork holds what it was begun with
    _held = offices, context, check


def _checked(office: str) -> object:
    assert _held is not None
    offices, context, check = _held
    return check(offices[office], context)
