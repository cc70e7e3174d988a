"""People of the kabupaten with browsers."""

from tests.masterdata.conftest import enter_as  # noqa: F401
