"""A kabupaten with figures, and who reads its reports."""

from tests.board.conftest import (  # noqa: F401
    _names_forgotten,
    bupati,
    enter_as,
    enter_office,
    offices,
    people_a,
    services,
    with_figures,
)
