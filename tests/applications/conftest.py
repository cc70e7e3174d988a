"""Offices at work, for the tests of pages."""

import pytest

from tests import world
from tests.applications import pages

SERVICES = ("sktm", "kp4", "sktm-rekomendasi", "dtsen", "ktp-el")


@pytest.fixture
def site(office_a, clock) -> pages.Site:
    """Office A with all five services and one person for each role."""
    world.open_services(office_a, *SERVICES)
    return pages.Site(office_a, world.staff(office_a))


@pytest.fixture
def elsewhere(office_b, site) -> pages.Site:
    """Office B with the same services and people of its own."""
    world.open_services(office_b, *SERVICES)
    return pages.Site(office_b, world.staff(office_b))
