"""The desks of the API's tests serve here, too."""

from tests.api.conftest import desk, other_desk

__all__ = ["desk", "other_desk"]
