"""Office A with its people, at the end of a working day."""

import pytest

from tests.desk import elsewhere, site
from tests.suggestionbox.round import Box

__all__ = ["elsewhere", "site"]


@pytest.fixture
def box(site, clock) -> Box:
    """Friday 20 November 2026, half an hour before the counter closes."""
    clock.set("2026-11-20 16:05")
    return Box(site)
