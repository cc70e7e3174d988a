"""Tell open pages that something changed. How is the deployment's business (`settings.LIVE_PUBLISHER`)."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


def publish(schema: str, topic: str) -> None:
    """Say that `topic` of the office with this schema changed; for `transaction.on_commit`. Never raises for a
    server that is away: the page polls."""
    _publisher()(schema, topic)


@cache
def _publisher() -> Callable[[str, str], None]:
    publisher: Callable[[str, str], None] = import_string(settings.LIVE_PUBLISHER)
    return publisher
