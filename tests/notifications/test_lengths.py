"""How many SMS a text is, as phones count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.lengths import _BASIC, _ESCAPED, length_of

GSM = "".join(sorted(_BASIC))


@pytest.mark.parametrize(
    ("text", "encoding", "units", "segments"),
    [
        ("", "GSM-7", 0, 0),
        ("a", "GSM-7", 1, 1),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("a" * 159 + "€", "GSM-7", 161, 2),
        # An escape is not cut: the 153rd septet stays empty.
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 306, 3),
        ("–", "UCS-2", 1, 1),
        ("–" * 70, "UCS-2", 70, 1),
        ("–" * 71, "UCS-2", 71, 2),
        ("–" * 134, "UCS-2", 134, 2),
        ("–" * 135, "UCS-2", 135, 3),
        ("😀" * 35, "UCS-2", 70, 1),
        # Nor a surrogate pair: 33 pairs fill 66 of 67.
        ("😀" * 67, "UCS-2", 134, 3),
    ],
)
def test_known_lengths(text, encoding, units, segments):
    found = length_of(text)
    assert (found.encoding, found.units, found.segments) == (encoding, units, segments)


def test_the_character_that_makes_it_long_is_named():
    assert length_of("Kec. Lumajang – siap").odd == "–"
    assert length_of("Kec. Lumajang: siap").odd == ""


@given(st.text(alphabet=GSM + "".join(_ESCAPED), max_size=700))
def test_gsm_is_never_more_than_ucs2_and_never_less_than_packed(text):
    found = length_of(text)
    assert found.encoding == "GSM-7"
    assert found.segments >= -(-found.units // 160)
    assert (found.segments <= 1) == (found.units <= 160)


@given(st.text(max_size=400))
def test_one_more_character_never_makes_it_shorter(text):
    before, after = length_of(text), length_of(text + "a")
    assert after.encoding == before.encoding
    assert after.segments >= before.segments
    assert after.units == before.units + 1
