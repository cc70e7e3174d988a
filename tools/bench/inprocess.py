"""Requests through the whole web stack inside this process, with every statement written down.

The same statements can then be sent again by psycopg alone, in the same transactions, so that the difference
is what Loket itself costs.
"""

import io
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection as _connection
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.psycopg_any import get_adapters_template
from django.utils import timezone

from config import garbage
from tools.bench.ground import DATABASE, Ground, owner

connection: Any = _connection


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took in milliseconds, also of CPU (see `Effort`)."""

    status: int
    body: bytes
    ms: float
    cpu: float

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Effort:
    """Milliseconds by the clock and of CPU, of this thread and of the database's processes for it.

    On a machine that has other work to do the clock says more about that work; CPU time hardly does. It is 0
    for a database on another machine.
    """

    def __init__(self) -> None:
        with owner() as maintenance:
            rows = maintenance.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [DATABASE])
            self._pids = [row[0] for row in rows]

    def begin(self) -> None:
        """From here."""
        self._database = self._on_cpu()
        self._thread, self._clock = time.thread_time(), time.perf_counter()

    def end(self) -> tuple[float, float]:
        """To here: (by the clock, of CPU)."""
        clock, thread = time.perf_counter() - self._clock, time.thread_time() - self._thread
        return clock * 1000, (thread + self._on_cpu() - self._database) * 1000

    def _on_cpu(self) -> float:
        """Seconds; `schedstat` counts nanoseconds where `stat` counts hundredths."""
        files = [Path(f"/proc/{pid}/schedstat") for pid in self._pids]
        return sum(int(file.read_text().split()[0]) for file in files if file.exists()) / 1e9


class Stack:
    """The WSGI application, called as gunicorn calls it."""

    def __init__(self, ground: Ground) -> None:
        self._ground, self._handler = ground, WSGIHandler()
        self.office = ground.office
        garbage.settle()
        with connection.cursor():
            self._effort = Effort()

    def request(
        self, method: str, path: str, *, role: str = "", body: Any = None, cookie: str = "", host: str = ""
    ) -> Answer:
        """One request, to the office or another host; the body is read to its end, as a client does."""
        environ = self._environ(method, path, role, body, cookie)
        if host:
            environ["HTTP_HOST"] = host
        status: list[str] = []
        self._effort.begin()
        response = self._handler(environ, lambda code, *_more: status.append(code))  # type: ignore[arg-type]
        content = b"".join(response)
        response.close()
        return Answer(int(status[0].split()[0]), content, *self._effort.end())

    def _environ(self, method: str, path: str, role: str, body: Any, cookie: str) -> dict[str, Any]:
        sent = b"" if body is None else json.dumps(body).encode()
        route, _mark, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": route,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": str(self._ground.port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": self._ground.host,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(sent)),
            "wsgi.input": io.BytesIO(sent),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if role:
            environ["HTTP_AUTHORIZATION"] = f"Token {self._ground.tokens[role]}"
        if cookie:
            environ["HTTP_COOKIE"] = cookie
        return environ


@dataclass(frozen=True)
class Statement:
    """One statement as it was sent. `switch`: a change of search path and role."""

    sql: str
    params: Any
    in_transaction: bool
    switch: bool = False


class Recorder:
    """Writes down every statement of this thread's connection."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self._depth = 0

    @property
    def queries(self) -> int:
        """Statements without the switches of schema and role, of which an earlier request saves some."""
        return sum(1 for statement in self.statements if not statement.switch)

    @contextmanager
    def recording(self, *, inside: bool = False) -> Iterator[None]:
        """Write down what is sent meanwhile.

        `inside`: in a transaction of ours, so that the application's outermost savepoint is its transaction.
        """
        self._inside = inside
        with connection.execute_wrapper(self._execute):
            yield

    def _execute(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        assert not many, "executemany is not replayed"
        place, switches = len(self.statements), connection.scope_switches
        if not (self._inside and self._is_edge(sql)):
            self.statements.append(self._statement(sql, params))
        result = execute(sql, params, many, context)
        if connection.scope_switches != switches:
            self.statements.insert(place, self._statement("; ".join(connection.scope), None, switch=True))
        return result

    def _is_edge(self, sql: str) -> bool:
        """Whether this is the beginning or end of what would be the application's transaction."""
        if sql.startswith("SAVEPOINT"):
            self._depth += 1
            return self._depth == 1
        if sql.startswith("RELEASE SAVEPOINT"):
            self._depth -= 1
            return self._depth == 0
        return False

    def _statement(self, sql: str, params: Any, *, switch: bool = False) -> Statement:
        within = self._depth > 0 if self._inside else connection.in_atomic_block
        return Statement(sql, params, within, switch)


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo whatever the requests inside did, so that the same can be done again by other means."""
    # As at the beginning of a request: nothing is known about where the next connection was aimed at.
    connection.close()
    with (
        patch.object(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda _self: None),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)


class Bare:
    """psycopg alone, as the application's login role."""

    def __init__(self) -> None:
        parts = settings.DATABASES["default"]
        self._connection = psycopg.connect(
            dbname=parts["NAME"],
            user=parts["USER"],
            password=parts["PASSWORD"] or None,
            host=parts["HOST"],
            port=parts["PORT"] or None,
            autocommit=True,
            cursor_factory=psycopg.ClientCursor,
            context=get_adapters_template(settings.USE_TZ, timezone.get_current_timezone()),
        )
        self._effort = Effort()

    def replay(self, statements: list[Statement]) -> tuple[float, float]:
        """Send them again, committing as the application did; milliseconds by the clock and of CPU."""
        self._effort.begin()
        within = False
        for statement in statements:
            if statement.in_transaction != within:
                self._turn(begin=statement.in_transaction)
                within = statement.in_transaction
            cursor = self._connection.execute(statement.sql, statement.params)
            if cursor.description is not None:
                cursor.fetchall()
        if within:
            self._turn(begin=False)
        return self._effort.end()

    def _turn(self, *, begin: bool) -> None:
        if begin:
            self._connection.autocommit = False
        else:
            self._connection.commit()
            self._connection.autocommit = True

    def close(self) -> None:
        """End the connection."""
        self._connection.close()
