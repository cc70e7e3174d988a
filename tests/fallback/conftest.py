"""An office on the morning after a day without the system."""

from tests.desk import elsewhere, site

__all__ = ["elsewhere", "site"]
