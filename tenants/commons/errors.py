"""The error every app's typed errors come from."""

from typing import Any

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule said no. `message` is Indonesian (lazy or not) and safe to show to whoever asked.

    `code` is stable and meant for programs; `context` holds the facts the rule found.
    """

    def __init__(self, code: str, message: str | Promise, **context: Any) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.context = context

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        # A worker sends its errors to the caller; the lazy text travels as it reads there. A subclass
        # may have another signature, so the instance is made without calling it.
        return _restore, (type(self), self.code, str(self.message), self.context)


def _restore(kind: type[DomainError], code: str, message: str, context: dict[str, Any]) -> DomainError:
    """The error again, after pickling."""
    error = kind.__new__(kind)
    DomainError.__init__(error, code, message, **context)
    return error
