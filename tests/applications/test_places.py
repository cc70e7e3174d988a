"""Which typed place is asked about: none that the list has, be it twice."""

import pytest

from applications.places import doubt
from servicetypes.readers import Village

VILLAGES = {
    code: Village(code, name, level, district)
    for code, name, level, district in [
        ("35.08.13.2005", "Wonokerto", "DESA", "Gucialit"),
        ("35.08.14.2001", "Wonokerto", "DESA", "Tekung"),
        ("35.08.10.1003", "Rogotrunan", "KELURAHAN", "Lumajang"),
    ]
}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Rogotrunan", False),
        ("kelurahan rogotrunan", False),
        ("Desa Wonokerto", False),  # two have the name: whichever it is, it is one of them
        ("35.08.13.2005", False),
        ("", False),
        ("rogo", True),
        ("Wonosari Lor", True),
    ],
)
@pytest.mark.parametrize("here", ["35.08.13", "99.08.13", ""])
def test_what_is_asked_about(text, asked, here):
    found = doubt(text, VILLAGES, here=here, path="desa")
    assert (found is not None) is asked
    assert doubt(text, {}, here=here, path="desa") is None


def test_what_was_half_typed_is_offered():
    found = doubt("rogo", VILLAGES, here="35.08.10", path="desa")
    assert found
    assert "Rogotrunan" in str(found.message)
