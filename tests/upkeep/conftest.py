"""Offices with standards and people."""

from tests.desk import elsewhere, site

__all__ = ["elsewhere", "site"]
