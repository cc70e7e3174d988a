"""Whether a connection of the pool still has its server, without asking the server each time.

A server that ends says so: its last message, or the end of the stream, lies ready to be read at an idle
connection. So a look at the socket finds what a restart has left, and costs no round trip. A server that went
without a word (a cut cable) is found by asking, which is done when a connection was not asked for a while.
"""

import select
import time
from typing import Any

from psycopg_pool import ConnectionPool

ASKED_EVERY = 30.0  # seconds

_ASKED = "_loket_asked_at"


def check(connection: Any) -> None:
    """Raises what psycopg raises for a dead connection: the pool then takes another one."""
    now = time.monotonic()
    if now - getattr(connection, _ASKED, -ASKED_EVERY) < ASKED_EVERY and not _has_news(connection.fileno()):
        return
    ConnectionPool.check_connection(connection)
    setattr(connection, _ASKED, now)


def _has_news(socket: int) -> bool:
    """Whether something lies there unread: nothing does between two requests."""
    poll = select.poll()
    poll.register(socket, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(poll.poll(0))
