"""One subscription to Valkey for all listeners of the process."""

import asyncio
import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import redis.asyncio as redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from config.live_publish import CHANNEL
from config.live_tickets import Ticket, stream_key

IDENTIFIER = re.compile(r"([0-9]{1,20})-([0-9]{1,20})")
PAUSE = 1.0
PATIENCE = 5.0

logger = logging.getLogger(__name__)


def _order(identifier: str) -> tuple[int, int]:
    """A stream id as something that can be compared; what is none counts as the oldest."""
    found = IDENTIFIER.fullmatch(identifier)
    return (int(found[1]), int(found[2])) if found else (0, 0)


class Listener:
    """One open page: what it listens to, and what it was not told yet (the latest event of each topic)."""

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.topics = {stream_key(ticket.schema, topic): topic for topic in ticket.topics}
        self.ended = False
        self._news: dict[str, str] = {}
        self._wake = asyncio.Event()

    def tell(self, key: str, identifier: str) -> None:
        """Something changed on one of its streams; several changes before it looks are one."""
        self._news[self.topics[key]] = identifier
        self._wake.set()

    def end(self) -> None:
        """Close the stream after what is waiting was sent."""
        self.ended = True
        self._wake.set()

    async def wait(self) -> None:
        """Until there is something to take, or the end."""
        await self._wake.wait()

    def take(self) -> dict[str, str]:
        """What was not told yet: topic and id, oldest first."""
        news, self._news = self._news, {}
        if not self.ended:
            self._wake.clear()
        return dict(sorted(news.items(), key=lambda item: _order(item[1])))


class Hub:
    """Passes events on to the listeners of their streams; `up` while it hears Valkey."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self._client: redis.Redis | None = None
        self._task: asyncio.Task[None] | None = None
        self.count = 0
        self.up = False

    def start(self) -> None:
        """Begin to listen, in the running event loop."""
        self._client = redis.Redis.from_url(
            self._url,
            decode_responses=True,
            socket_connect_timeout=PATIENCE,
            socket_timeout=PATIENCE,
            health_check_interval=10,
            retry=Retry(NoBackoff(), 0),
        )
        self._task = asyncio.create_task(self._run(self._client))

    async def stop(self) -> None:
        """Stop listening and close."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self._end_all()
        if self._client:
            await self._client.aclose()

    async def _run(self, client: redis.Redis) -> None:
        while True:
            try:
                await self._listen(client)
            except (RedisError, OSError) as error:
                logger.warning("no live events: %s", type(error).__name__)
                self._end_all()
                await client.connection_pool.disconnect()  # idle ones were cut as well
            await asyncio.sleep(PAUSE)

    async def _listen(self, client: redis.Redis) -> None:
        async with client.pubsub() as subscription:
            await subscription.subscribe(CHANNEL)
            while True:
                message = await subscription.get_message(timeout=2.0)
                if message and message["type"] == "subscribe":
                    self.up = True
                elif message:
                    self._pass_on(message["data"])

    def _pass_on(self, event: str) -> None:
        identifier, _, key = event.partition(" ")
        for listener in self._listeners.get(key, ()):
            listener.tell(key, identifier)

    def _end_all(self) -> None:
        self.up = False
        for listener in {listener for group in self._listeners.values() for listener in group}:
            listener.end()

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        """Let it hear its streams while the block runs."""
        for key in listener.topics:
            self._listeners[key].add(listener)
        self.count += 1
        try:
            yield
        finally:
            self.count -= 1
            for key in listener.topics:
                self._listeners[key].discard(listener)
                if not self._listeners[key]:
                    del self._listeners[key]

    async def catch_up(self, listener: Listener, since: str) -> None:
        """Tell it what happened after `since`; called while it listens already, so nothing falls between.

        Two streams can share an id, so an event as old as `since` is told again when the page hears several.
        """
        if self._client is None:
            return
        keys = list(listener.topics)
        try:
            async with self._client.pipeline(transaction=False) as pipeline:
                for key in keys:
                    pipeline.xrevrange(key, count=1)
                answers = await pipeline.execute()
        except (RedisError, OSError):
            listener.end()
            return
        several = len(keys) > 1
        for key, entries in zip(keys, answers, strict=True):
            for identifier, _fields in entries:
                newer = _order(identifier) > _order(since)
                if newer or (several and _order(identifier) == _order(since)):
                    listener.tell(key, identifier)
