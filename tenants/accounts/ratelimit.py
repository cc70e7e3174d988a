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
        if cache.add(key, 1, timeout=seconds):
            return True
        return bool(cache.incr(key) <= limit)
    except ValueError:
        # It expired between the two calls: a new window begins with the next one.
        return True
    except (RedisError, OSError):
        logger.warning("rate limit %s is not counted: the cache does not answer", name, exc_info=True)
        return True


def attempts_left(name: str, of: str, *, limit: int, seconds: int) -> bool:
    """Count one attempt at `of`, whoever makes it and on whatever host; whether it is within `limit`.

    `of` is what is guessed at: from many addresses, too, it gets no more attempts. `attempt_was_right` gives
    one back. When Valkey is down nobody is let in: guessing is no citizen's business.
    """
    key = _attempts_key(name, of)
    try:
        cache.add(key, 0, timeout=seconds)
        return bool(cache.incr(key) <= limit)
    except ValueError:
        # It expired between the two calls.
        return True
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
