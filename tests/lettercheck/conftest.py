"""Offices at work, for the tests of pages."""

from tests.desk import elsewhere, site

__all__ = ["elsewhere", "site"]
