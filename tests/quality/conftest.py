"""An office with figures of a quarter, and people who set objectives."""

import pytest

from tests.desk import elsewhere, site
from tests.quality.round import Round

__all__ = ["elsewhere", "site"]


@pytest.fixture
def office(site) -> Round:
    """Office A; its figures of July to September 2026 miss two objectives."""
    made = Round(site)
    made.figures()
    return made
