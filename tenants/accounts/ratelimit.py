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
