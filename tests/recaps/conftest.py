"""Office A with its people, after the third quarter of 2026, and a store of the test's own."""

from tests.desk import elsewhere, site
from tests.suggestionbox.conftest import media

__all__ = ["elsewhere", "media", "site"]
