"""An office at work, and the kabupaten's people."""

from tests.desk import elsewhere, site
from tests.suggestionbox.conftest import box, media

__all__ = ["box", "elsewhere", "media", "site"]
