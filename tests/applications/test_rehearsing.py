"""The invented applicant of a rehearsal lives where the office is (pure)."""

import pytest

from applications.places import of_office
from applications.rehearsing import home_of
from offices.areas import known_areas
from servicetypes.readers import Village

VILLAGES = {
    area.code: Village(area.code, area.name, area.level.value.lower(), known_areas()[area.parent_code].name)
    for area in known_areas().values()
    if area.level.value != "KECAMATAN"
}


@pytest.mark.parametrize(
    ("office", "first"),
    [
        ("99.08.12", "35.08.12."),
        ("35.08.12", "35.08.12."),
        ("99.08.10.1004", "35.08.10.1004"),
        ("99.08.1", None),
        ("35.99.01", None),
    ],
)
def test_an_office_serves_its_own_villages(office, first):
    found = of_office(office, VILLAGES)
    assert bool(found) is (first is not None)
    assert all(village.code.startswith(first or "") for village in found)
    if office.count(".") == 3:
        assert len(found) == 1


def test_the_numbers_are_of_the_same_kecamatan():
    home = of_office("99.08.12", VILLAGES)[0]
    area, typed = home_of(home)
    assert area == "350812"
    assert typed.endswith(", Kec. Senduro")
    assert home_of(None)[0] == "350817"
