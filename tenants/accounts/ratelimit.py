"""Limits on public forms, per host and address, counted in Valkey."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from redis.exceptions import RedisError

from accounts.addresses import client_address
from offices.http import HostKind

logger = logging.getLogger(__name__)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def allowed(request: HttpRequest, name: str, *, limit: int, seconds: int) -> bool:
    """Count one more use of the form `name` from this address; whether it is within `limit` per `seconds`.

    The cache's keys carry the schema, so every office counts for itself. When Valkey is down people are let
    in, and the log says so: a citizen's request matters more than the limit.
    """
    # Not the Host header as sent: its port and spelling are the caller's to choose; each would count anew.
    kind = getattr(request, "host_kind", HostKind.BASE)
    key = f"ratelimit:{name}:{kind}:{client_address(request)}"
    try:
        return _count(key, seconds) <= limit
    except (RedisError, OSError):
        logger.warning("rate limit %s is not counted: the cache does not answer", name, exc_info=True)
        return True


def _count(key: str, seconds: int) -> int:
    """One more of it within its window, in one round trip and as one: a count that lost its end between two
    calls would shut somebody out for good."""
    kept = cache.make_and_validate_key(key)
    # The cache of Django has no call that does both; its client does.
    client = cache._cache.get_client(kept, write=True)  # type: ignore[attr-defined]
    with client.pipeline(transaction=True) as both:
        both.set(kept, 0, ex=seconds, nx=True)
        both.incr(kept)
        counted: int = both.execute()[-1]
    return counted


def attempts_left(name: str, of: str, *, limit: int, seconds: int) -> bool:
    """Count one attempt at `of`, whoever makes it and on whatever host; whether it is within `limit`.

    `of` is what is guessed at: from many addresses, too, it gets no more attempts. `attempt_was_right` gives
    one back. When Valkey is down nobody is let in: guessing is no citizen's business.
    """
    key = _attempts_key(name, of)
    try:
        return _count(key, seconds) <= limit
    except (RedisError, OSError):
        logger.warning("attempts at %s are not counted: the cache does not answer", name, exc_info=True)
        return False


def attempt_was_right(name: str, of: str) -> None:
    """Give an attempt back that was no guess."""
    try:
        cache.decr(_attempts_key(name, of))
    except (ValueError, RedisError, OSError):
        logger.warning("an attempt at %s is not given back", name, exc_info=True)


def _attempts_key(name: str, of: str) -> str:
    return f"attempts:{name}:{of}"


def rate_limited(
    name: str, *, limit: int, seconds: int, methods: frozenset[str] = frozenset({"POST"})
) -> Callable[[View[P]], View[P]]:
    """Answer 429 with `Retry-After` once an address used the view more than `limit` times in `seconds`."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def counted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method in methods and not allowed(request, name, limit=limit, seconds=seconds):
                page = render(request, "429.html", status=429)
                page.headers["Retry-After"] = str(seconds)
                return page
            return view(request, *args, **kwargs)

        return counted

    return decorate
