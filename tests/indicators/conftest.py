"""Two offices at work, whose figures are folded."""

from typing import Any, NamedTuple

import pytest

from tests import world
from tests.indicators.histories import SERVICES


class Desk(NamedTuple):
    """An office with its people."""

    office: Any
    people: dict[str, Any]


@pytest.fixture
def desk_a(office_a, clock) -> Desk:
    """Kecamatan Uji Barat with three services."""
    return Desk(office_a, world.furnish(office_a, *SERVICES))


@pytest.fixture
def desk_b(office_b, desk_a) -> Desk:
    """Kelurahan Uji Timur with the same services."""
    return Desk(office_b, world.furnish(office_b, *SERVICES))
