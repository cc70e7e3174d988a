"""The people and the catalogue of the master data's tests."""

from tests.masterdata.conftest import (  # noqa: F401
    admin,
    as_admin,
    catalogue,
    enter_as,
    enter_office,
    published,
    sent,
)
