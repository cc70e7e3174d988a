"""Offices at work, for the tests of pages."""

import pytest

from tests import world
from tests.applications import pages

SERVICES = ("sktm", "kp4", "sktm-rekomendasi", "dtsen", "ktp-el")


@pytest.fixture
def site(office_a, clock) -> pages.Site:
    """Office A with all five services and one person for each role."""
    return pages.Site(office_a, world.furnish(office_a, *SERVICES))


@pytest.fixture
def elsewhere(office_b, site) -> pages.Site:
    """Office B with the same services and people of its own."""
    return pages.Site(office_b, world.furnish(office_b, *SERVICES))
