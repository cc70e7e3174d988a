"""Two offices with their people; a store of the test's own."""

from collections.abc import Iterator

import pytest
from django.core.files.storage import storages

from tests.complaints.desk import Desk
from tests.desk import elsewhere, site

__all__ = ["elsewhere", "site"]


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Iterator[None]:
    """Evidence lies in a folder of this test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    # django-tenants remembers the folder of its first use.
    vars(storages["default"]).pop("relative_media_root", None)
    yield
    vars(storages["default"]).pop("relative_media_root", None)


@pytest.fixture
def book(site, clock) -> Desk:
    """Friday 20 November 2026, nine o'clock."""
    clock.set("2026-11-20 09:00")
    return Desk(site)
