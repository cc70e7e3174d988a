"""Stored files of a test alone, and offices at work."""

import pytest
from django.core.files.storage import storages

from tests import world
from tests.applications import pages

SERVICES = ("sktm-rekomendasi", "ktp-el", "dtsen")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Where this test's files lie."""
    settings.MEDIA_ROOT = tmp_path / "files"
    # django-tenants remembers the folder of its first use.
    vars(storages["default"]).pop("relative_media_root", None)
    yield settings.MEDIA_ROOT
    vars(storages["default"]).pop("relative_media_root", None)


@pytest.fixture
def site(office_a, clock) -> pages.Site:
    """Office A with its people."""
    return pages.Site(office_a, world.furnish(office_a, *SERVICES))


@pytest.fixture
def elsewhere(office_b, site) -> pages.Site:
    """Office B with people of its own."""
    return pages.Site(office_b, world.furnish(office_b, *SERVICES))
