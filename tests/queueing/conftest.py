"""Offices at work, for the tests of pages and of the queue."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.desk import elsewhere, site
from tests.queueing.desk import Queue

__all__ = ["elsewhere", "site"]


@pytest.fixture
def queue(site) -> Queue:
    """The queue of office A."""
    return Queue(site)


@pytest.fixture
def fresh_limits() -> Iterator[None]:
    """Nobody has asked for anything yet."""
    cache.clear()
    yield
    cache.clear()
