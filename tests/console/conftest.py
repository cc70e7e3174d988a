"""The kabupaten's people and an office with files."""

from tests.desk import elsewhere, site
from tests.onboarding.conftest import admin, as_admin, enter_as

__all__ = ["admin", "as_admin", "elsewhere", "enter_as", "site"]
