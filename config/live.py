"""The live stream: one small ASGI process beside Django. It touches no database and no office's data.

`GET /live?ticket=…` answers with server-sent events that say only "changed"; the page then fetches its own
part. A page that comes back names the last event it saw and hears at once whether something happened since.
When Valkey goes away the streams end, and pages poll until it is back. `GET /live/health` is for monitoring.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from commons import clock
from config.env import env
from config.live_hub import Hub, Listener
from config.live_tickets import BadTicket, Ticket, read_ticket

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MOST_LISTENERS = 2000
HEARTBEAT = 15.0
RETRY_MILLISECONDS = 5000


class Refused(Exception):
    """An answer other than a stream."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def is_our_origin(origin: str) -> bool:
    """Whether a page of one of our hosts asks: the base host or one below it, same scheme and port."""
    parts = urlsplit(origin)
    ours = parts.netloc == env.base_host or parts.netloc.endswith("." + env.base_host)
    return ours and parts.scheme == ("https" if env.https else "http")


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _cors(origin: str | None) -> list[tuple[bytes, bytes]]:
    allowed = [(b"access-control-allow-origin", origin.encode("latin-1"))] if origin else []
    return [*allowed, (b"vary", b"Origin"), (b"cache-control", b"no-store")]


def _event(topic: str, identifier: str) -> bytes:
    return f"id: {identifier}\nevent: changed\ndata: {topic}\n\n".encode()


class Live:
    """The ASGI application; one for a process."""

    def __init__(self, redis_url: str, *, heartbeat: float = HEARTBEAT, most: int = MOST_LISTENERS) -> None:
        self.hub = Hub(redis_url)
        self._heartbeat = heartbeat
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the life of the process."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.hub.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.hub.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        origin = headers.get("origin")
        try:
            if origin is not None and not is_our_origin(origin):
                origin = None
                raise Refused(403, "not a page of ours")
            if scope["path"] == "/live/health":
                await _plain(send, 200 if self.hub.up else 503, {"valkey": self.hub.up}, origin)
                return
            listener, since = await self._admit(scope, headers)
        except Refused as refusal:
            await _plain(send, refusal.status, {"error": refusal.reason}, origin)
            return
        with self.hub.listening(listener):
            await self._stream(listener, since, origin, receive, send)

    async def _admit(self, scope: Scope, headers: dict[str, str]) -> tuple[Listener, str]:
        """The listener for this request's ticket, and the event after which it wants to hear.

        Raises Refused.
        """
        if scope["path"] != "/live":
            raise Refused(404, "nothing here")
        if scope["method"] != "GET":
            raise Refused(405, "only GET")
        ticket = _ticket(scope)
        if not self.hub.up:
            raise Refused(503, "no events at the moment")
        if self.hub.count >= self._most:
            raise Refused(503, "too many listeners")
        # A page that is new wants what happened since it was drawn; two seconds allow for differing clocks.
        drawn = f"{int(ticket.issued_at.timestamp() * 1000) - 2000}-0"
        return Listener(ticket), headers.get("last-event-id") or drawn

    async def _stream(
        self, listener: Listener, since: str, origin: str | None, receive: Receive, send: Send
    ) -> None:
        content = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
        await send({"type": "http.response.start", "status": 200, "headers": [*content, *_cors(origin)]})
        await _part(send, f"retry: {RETRY_MILLISECONDS}\n\n".encode())
        gone = asyncio.ensure_future(_disconnected(receive))
        try:
            await self.hub.catch_up(listener, since)
            await self._feed(listener, gone, send)
        finally:
            gone.cancel()
            with suppress(asyncio.CancelledError):
                await gone
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _feed(self, listener: Listener, gone: asyncio.Future[None], send: Send) -> None:
        """Pass events on until the page leaves, the ticket expires or the hub goes down."""
        while not listener.ended and not gone.done():
            left = (listener.ticket.expires_at - clock.now()).total_seconds()
            if left <= 0:
                return
            news = asyncio.ensure_future(listener.wait())
            await asyncio.wait(
                {news, gone}, timeout=min(left, self._heartbeat), return_when="FIRST_COMPLETED"
            )
            quiet = not news.done()
            news.cancel()
            body = b"".join(_event(topic, identifier) for topic, identifier in listener.take().items())
            await _part(send, body or (b": still here\n\n" if quiet else b""))


def _ticket(scope: Scope) -> Ticket:
    texts = parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [])
    try:
        return read_ticket(texts[0] if texts else "")
    except BadTicket as error:
        raise Refused(401, f"the ticket is {error}") from error


async def _part(send: Send, body: bytes) -> None:
    if body:
        await send({"type": "http.response.body", "body": body, "more_body": True})


async def _plain(send: Send, status: int, content: dict[str, object], origin: str | None) -> None:
    headers = [(b"content-type", b"application/json"), *_cors(origin)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(content).encode()})


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


app = Live(env.redis_url)
