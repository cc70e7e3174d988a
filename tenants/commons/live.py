"""Tell open pages that something changed, and let pages listen. How is the deployment's business
(`settings.LIVE_PUBLISHER`, `settings.LIVE_TICKETS`)."""

from collections.abc import Callable, Iterable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


def publish(schema: str, *topics: str) -> None:
    """Say that `topics` of the office with this schema changed; for `transaction.on_commit`.

    A server that is away is no error: the page polls.
    """
    _publisher()(schema, *topics)


def ticket(schema: str, topics: Iterable[str]) -> str:
    """What a page shows to the live stream to hear of these topics of this office; good for an hour."""
    return _issuer()(schema, topics)


@cache
def _publisher() -> Callable[..., None]:
    publisher: Callable[..., None] = import_string(settings.LIVE_PUBLISHER)
    return publisher


@cache
def _issuer() -> Callable[[str, Iterable[str]], str]:
    issuer: Callable[[str, Iterable[str]], str] = import_string(settings.LIVE_TICKETS)
    return issuer
