"""Offices at work, for the tests of pages."""

from collections.abc import Iterator

import pytest

from offices.models import Office
from tests import world
from tests.applications import pages
from tests.conftest import HELD
from tests.replaying import kept

SERVICES = ("sktm", "kp4", "sktm-rekomendasi", "dtsen", "ktp-el")


@pytest.fixture(scope="module")
def both(django_db_setup, django_db_blocker) -> Iterator[tuple[pages.Site, pages.Site]]:
    """Offices A and B, for all tests of a module; each undoes only what it did itself."""
    with kept(django_db_blocker, _both, at=HELD) as made:
        yield made


def _both() -> tuple[pages.Site, pages.Site]:
    a, b = (_furnished(slug) for slug in ("kec-uji-barat", "kel-uji-timur"))
    return a.seat_all(), b.seat_all()


def _furnished(slug: str) -> pages.Site:
    office = Office.objects.get(slug=slug)
    return pages.Site(office, world.furnish(office, *SERVICES))


@pytest.fixture
def site(both: tuple[pages.Site, pages.Site], database, clock) -> pages.Site:
    """Office A with all five services and one person for each role."""
    return both[0].opened()


@pytest.fixture
def elsewhere(both: tuple[pages.Site, pages.Site], site) -> pages.Site:
    """Office B with the same services and people of its own."""
    return both[1].opened()
