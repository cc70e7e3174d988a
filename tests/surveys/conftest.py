"""Offices at work with a survey, for the tests of its pages and operations."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.desk import elsewhere, site
from tests.surveys.desk import Survey

__all__ = ["elsewhere", "site"]


@pytest.fixture
def survey(site) -> Survey:
    """Office A with a running survey in which everybody is drawn."""
    return Survey(site)


@pytest.fixture
def fresh_limits() -> Iterator[None]:
    """Nobody has asked for anything yet."""
    cache.clear()
    yield
    cache.clear()
