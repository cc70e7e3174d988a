"""What apps above are told of files, in the transaction of the change; no-one listening costs nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PromiseChanged:
    """The applicant of a live file was told `before` and should now expect it by `after`. `by_absence`: the
    leader's absence or who stands in changed; else hours or closures did."""

    file_id: UUID
    before: datetime
    after: datetime
    changed_at: datetime
    by_absence: bool = False


Listener = Callable[[PromiseChanged], None]
_listeners: list[Listener] = []


def on_promise_changed(listener: Listener) -> None:
    """Call `listener` in the office's scope, in the same transaction; again changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def promise_changed(change: PromiseChanged) -> None:
    """Tell whoever listens; nobody does in an office without messages."""
    for listener in _listeners:
        listener(change)
