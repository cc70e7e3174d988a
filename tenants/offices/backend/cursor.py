"""The cursor that takes the switch of schema and role along with its statement: one round trip, not two."""

import re
from typing import Any, Protocol

import psycopg
from psycopg import errors

# What may follow the switch in one message. Others run in no transaction, or end one: they follow it alone.
TOGETHER = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|SAVEPOINT)\b", re.IGNORECASE)


class Scope(Protocol):
    """What a connection knows of its switch (`base.DatabaseWrapper`)."""

    def pending(self) -> tuple[str, ...]:
        """The statements of the switch that is still to be sent; none while the connection is there."""

    def forget(self) -> None:
        """What was sent is undone or unknown: it goes again before the next statement."""

    def sent(self) -> None:
        """The switch went through."""

    def send(self) -> None:
        """Send it now, by itself, if it is pending."""

    def refused(self, error: errors.InvalidParameterValue) -> Exception:
        """What to raise for an error that may say that there is no such role."""


class ScopedCursor(psycopg.ClientCursor[Any]):
    """Whatever it executes runs in the schema and role that `engine` aims at by then.

    One that psycopg's connection opened for itself has no engine and sends what it is given.
    """

    engine: Scope | None = None

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        engine = self.engine
        switch = engine.pending() if engine else ()
        if engine is None or not switch:
            return super().execute(query, params, **options)
        if not isinstance(query, str) or not TOGETHER.match(query):
            engine.send()
            return super().execute(query, params, **options)
        # Simple query protocol: PostgreSQL does one after the other, and none after one that failed.
        engine.forget()
        along = f"{'; '.join(switch)}; "
        try:
            super().execute(along + query, params, **options)
        except errors.InvalidParameterValue as error:
            raise engine.refused(error) from error
        finally:
            self._show_without(along)
        for _each in switch:
            self.nextset()
        engine.sent()
        return self

    def _show_without(self, along: str) -> None:
        """Leave the switch out of what Django shows as the statement."""
        if self._query is not None:
            self._query.query = self._query.query.removeprefix(along.encode())

    def executemany(self, *words: Any, **options: Any) -> Any:
        self._settle()
        return super().executemany(*words, **options)

    def copy(self, *words: Any, **options: Any) -> Any:
        self._settle()
        return super().copy(*words, **options)

    def stream(self, *words: Any, **options: Any) -> Any:
        self._settle()
        return super().stream(*words, **options)

    def _settle(self) -> None:
        if self.engine:
            self.engine.send()
