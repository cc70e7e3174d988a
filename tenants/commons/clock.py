"""The one place that reads the time. Everything below the edge takes `now` as an argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")

_held: ContextVar[datetime | None] = ContextVar("commons.clock.held", default=None)
_ahead: ContextVar[timedelta] = ContextVar("commons.clock.ahead", default=timedelta())


def now() -> datetime:
    """The current instant, aware, in UTC."""
    held = _held.get()
    return held if held is not None else datetime.now(UTC) + _ahead.get()  # noqa: TID251


def today() -> date:
    """The current calendar date in Lumajang: at 23.30 UTC it is already the next day there."""
    return wib(now()).date()


def wib(moment: datetime) -> datetime:
    """`moment` on the office's wall clock. A naive value is refused: it has no meaning."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime says nothing about when it was")
    return moment.astimezone(WIB)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold `now()` at `moment` inside this thread or task, for loading files that happened earlier.

    Nothing that serves a request may use it; the database's own clock is not held.
    """
    token = _held.set(wib(moment).astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def ahead(by: timedelta) -> Iterator[None]:
    """Let `now()` run ahead by so much inside this thread: the clock of a rehearsal, which people move.

    Only the views of a rehearsal's office run under it; sessions, codes and links keep real time.
    """
    token = _ahead.set(by)
    try:
        yield
    finally:
        _ahead.reset(token)
