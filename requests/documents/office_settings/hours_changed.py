"""When the hours of an office change, those above who count with them are told, after the commit."""

from collections.abc import Callable

from django.db import transaction

_listeners: list[Callable[[], object]] = []


def listen(listener: Callable[[], object]) -> None:
    """Call this after each committed change, in the office's scope."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell() -> None:
    """Hours, closures or seasons have changed. What a listener cannot do now, the night makes good."""
    for listener in _listeners:
        transaction.on_commit(listener, robust=True)
