"""Office A with its people, at the end of a working day."""

from collections.abc import Iterator

import pytest
from django.core.files.storage import storages

from tests.desk import elsewhere, site
from tests.suggestionbox.round import Box

__all__ = ["elsewhere", "site"]


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Iterator[None]:
    """A store of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    # django-tenants remembers the folder of its first use.
    vars(storages["default"]).pop("relative_media_root", None)
    yield
    vars(storages["default"]).pop("relative_media_root", None)


@pytest.fixture
def box(site, clock) -> Box:
    """Friday 20 November 2026, half an hour before the counter closes."""
    clock.set("2026-11-20 16:05")
    return Box(site)
