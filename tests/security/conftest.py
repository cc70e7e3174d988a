"""The desks of the API's tests and the offices of the pages' tests serve here, too."""

from tests.api.conftest import desk, other_desk
from tests.desk import elsewhere, site

__all__ = ["desk", "elsewhere", "other_desk", "site"]
