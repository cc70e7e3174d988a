"""Simulated offices as the demo brings them on: each with a unit code of its own."""

import random

import pytest

from demo.seed import real_offices
from demo.simulate import places
from demo.simulate.characters import Character

REAL = {data["code"] for data in real_offices()}

pytestmark = pytest.mark.usefixtures("database")


def test_every_simulated_office_has_a_unit_code_of_its_own_and_the_real_ones_say_example():
    chance = random.Random(1)  # noqa: S311 - an invented place
    found = {code: places.described(code, Character(), chance) for code in places.codes(28)}
    codes = [data["unit_code"] for data in found.values()]
    assert len(set(codes)) == len(codes) == 28
    assert all(len(code) <= 12 for code in codes)
    flagged = {code for code, data in found.items() if data.get("unit_code_is_example", True)}
    assert flagged == REAL
    assert all("(contoh)" in found[code]["letterhead"]["address"] for code in set(found) - REAL)
