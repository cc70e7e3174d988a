"""Tell open pages that something changed. Best effort: a page that hears nothing polls."""

import logging
import time
from functools import cache

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.env import env
from config.live_tickets import check_names, stream_key

CHANNEL = "loket:live"
KEPT = 64
KEPT_SECONDS = 24 * 60 * 60
PATIENCE = 0.25
PAUSE = 5.0
# One round trip: append to the streams (for pages that come back), keep them short, and tell the listeners.
# `redis` inside the script is the name that Valkey and Redis both know.
APPEND_AND_TELL = """
for _, key in ipairs(KEYS) do
  local id = redis.call('XADD', key, 'MAXLEN', '~', ARGV[1], '*', 'e', 'changed')
  redis.call('EXPIRE', key, ARGV[2])
  redis.call('PUBLISH', ARGV[3], id .. ' ' .. key)
end
"""

logger = logging.getLogger(__name__)


class Publisher:
    """Sends events; after a failure it keeps still for a while: a dead server must not slow every save."""

    def __init__(self, url: str) -> None:
        # One retry at once: the first try may meet a connection that a restart has cut.
        self._client = redis.Redis.from_url(
            url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, retry=Retry(NoBackoff(), 1)
        )
        self._silent_until = 0.0

    def send(self, *keys: str) -> bool:
        """Append to these streams and tell their listeners; False when the server is or was just away."""
        if time.monotonic() < self._silent_until:
            return False
        try:
            self._client.eval(APPEND_AND_TELL, len(keys), *keys, KEPT, KEPT_SECONDS, CHANNEL)
        except (redis.RedisError, OSError) as error:
            self._silent_until = time.monotonic() + PAUSE
            logger.warning("live events are lost for %.0f s: %s", PAUSE, type(error).__name__)
            return False
        return True

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


@cache
def _publisher() -> Publisher:
    return Publisher(env.redis_url)


def publish(schema: str, *topics: str) -> None:
    """Say "changed" on topics of one schema; for `transaction.on_commit`.

    Never fails because the server is away or slow: the change itself is committed already.
    Raises ValueError for a name that cannot be a topic, which is a mistake in the calling code.
    """
    _publisher().send(*(stream_key(schema, name) for name in check_names(schema, topics)))
