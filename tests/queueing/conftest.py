"""Offices at work, for the tests of pages and of the queue."""

import pytest

from tests.desk import elsewhere, site
from tests.queueing.desk import Queue

__all__ = ["elsewhere", "site"]


@pytest.fixture
def queue(site) -> Queue:
    """The queue of office A."""
    return Queue(site)
