"""What a camera, a scanner or a finger gives, read as a code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.ids import CROCKFORD, show_code
from handoff.codes import read_letter

CODE = "7K3M9QXD2F4T"
codes = st.text(CROCKFORD, min_size=12, max_size=12)


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "7K3M-9QXD-2F4T",
        " 7k3m 9qxd 2f4t ",
        f"https://loket.example/v/{CODE}",
        f"http://localhost:8000/v/{CODE.lower()}/",
        f"loket.example/v/{show_code(CODE)}?x=1#a",
        f"HTTPS://LOKET.EXAMPLE/V/{CODE}",
        f"https://loket.example/v/{CODE}\r\n",
    ],
)
def test_every_way_to_write_it_is_read(text):
    assert read_letter(text) == CODE


@pytest.mark.parametrize(
    "text", ["", " ", "7K3M", CODE + "A", "https://loket.example/s/" + CODE, "7K3M9QXD2F4U", "a" * 400, "/v/"]
)
def test_what_can_be_no_code_is_none(text):
    assert read_letter(text) is None


@given(codes, st.sampled_from(["{}", "https://x.id/v/{}", " {} ", "{}\n"]), st.booleans(), st.booleans())
def test_any_code_survives_spelling(code, around, lower, grouped):
    shown = show_code(code) if grouped else code
    misread = shown.replace("0", "O").replace("1", "l" if lower else "I")
    assert read_letter(around.format(misread.lower() if lower else misread)) == code


@given(st.text(max_size=400))
def test_nothing_breaks_it(text):
    found = read_letter(text)
    assert found is None or len(found) == 12
