"""One POST: to the address looked at, without redirects, within a few seconds, with a short answer."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import certifi

from commons.targets import BadTarget, Target, read, resolve

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 15.0
ANSWER_BYTES = 1024
GOOD = range(200, 300)


@dataclass(frozen=True)
class Result:
    """What came of an attempt. `status` None: no answer, and `error` says why in a word.

    `left`: the request had begun to leave when it ended; without an answer nobody knows what came of it.
    `retry_after`: seconds the receiver asks to be left alone; None when it does not say.
    """

    status: int | None
    error: str
    answer: str
    took_ms: int
    left: bool = False
    retry_after: int | None = None

    @property
    def good(self) -> bool:
        """Whether the receiver has taken it."""
        return self.status in GOOD and not self.error

    @property
    def gone(self) -> bool:
        """Whether the receiver wants nothing more, ever (410)."""
        return self.status == http.client.GONE


def post(url: str, body: bytes, headers: Mapping[str, str], *, whole: float = WHOLE_SECONDS) -> Result:
    """Send. Never raises for what a receiver does; the answer's first kilobyte is read, no more."""
    begun = time.monotonic()
    left = False

    def after(
        status: int | None, error: str = "", answer: str = "", retry_after: int | None = None
    ) -> Result:
        took = int((time.monotonic() - begun) * 1000)
        return Result(status, error, answer, took, left, retry_after)

    try:
        target = read(url)
        address = resolve(target)
    except BadTarget as refusal:
        return after(None, refusal.code)
    try:
        with _connected(target, address, whole) as connection:
            left = True
            connection.request("POST", target.path, body, {**headers, "Host": target.authority})
            answer = connection.getresponse()
            text = answer.read(ANSWER_BYTES).decode("utf-8", "replace").replace("\0", "")
            # A redirect is not followed: it could lead anywhere.
            redirect = "redirect" if 300 <= answer.status < 400 else ""
            return after(answer.status, redirect, text, _seconds(answer.headers.get("Retry-After")))
    except TimeoutError:
        return after(None, "timeout")
    except ssl.SSLError:
        return after(None, "tls")
    except (OSError, http.client.HTTPException, ValueError):
        late = time.monotonic() - begun >= whole
        return after(None, "timeout" if late else "connection")


def _seconds(header: str | None) -> int | None:
    """Of a Retry-After that is a number; a date is as good as silence."""
    word = (header or "").strip()
    return int(word) if word.isascii() and word.isdigit() and len(word) < 8 else None


@contextlib.contextmanager
def _connected(target: Target, address: str, whole: float) -> Iterator[http.client.HTTPConnection]:
    """A connection that is cut off when its time is over, however slowly the other side drips."""
    connection = http.client.HTTPConnection(target.host, target.port)
    watch = threading.Timer(whole, _cut, [connection])
    watch.daemon = True
    connection.sock = socket.create_connection((address, target.port), timeout=CONNECT_SECONDS)
    try:
        watch.start()
        connection.sock.settimeout(whole)
        if target.scheme == "https":
            # For the name that was asked for: the address has no certificate.
            connection.sock = _context().wrap_socket(connection.sock, server_hostname=target.host)
        yield connection
    finally:
        watch.cancel()
        connection.close()


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _cut(connection: http.client.HTTPConnection) -> None:
    with contextlib.suppress(OSError, AttributeError):
        # Not the method of a socket under TLS: that one would first say goodbye to the other side.
        socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
