"""Tell open pages that something changed: one entry on a Valkey stream, best effort.

The entry says "changed" and nothing else; a page that hears it fetches its own partial with its own rights.
Losing one costs at most the 5 seconds until the page polls, so nothing here ever raises or waits long.
"""

import logging
from functools import cache

import redis
from django.conf import settings

STREAM_LENGTH = 100
log = logging.getLogger(__name__)


def stream(schema: str, topic: str) -> str:
    """The stream of one topic of one office."""
    return f"loket:live:{schema}:{topic}"


def publish(schema: str, topic: str) -> None:
    """Say that `topic` of the office with this schema changed. Never raises."""
    try:
        _client().xadd(stream(schema, topic), {"e": "changed"}, maxlen=STREAM_LENGTH, approximate=True)
    except redis.RedisError:
        log.warning("live: could not publish to %s", topic)


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.3, socket_connect_timeout=0.3)
