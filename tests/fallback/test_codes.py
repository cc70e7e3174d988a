"""The series of emergency sheets: what a wrong digit cannot do."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback.codes import MOST, BadCode, LineCode, check_digit, looks_like, read

days = st.dates(date(2026, 1, 1), date(2099, 12, 31))
lines = st.builds(LineCode, days, st.integers(1, MOST))


@given(lines)
def test_what_is_printed_is_read(line):
    assert read(str(line)) == line
    assert looks_like(str(line))


@given(lines, st.booleans(), st.sampled_from(["", " ", "-", " - "]))
def test_spelling_does_not_matter(line, lower, between):
    digits = str(line).replace("-", "")
    text = between.join([digits[:3], digits[3:7], digits[7:]])
    text = (text[0] + text[1:].replace("0", "O").replace("1", "l")) if lower else text
    assert read(text.lower() if lower else text) == line


@given(lines, st.integers(0, 9), st.integers(1, 9))
def test_no_single_wrong_digit_passes(line, place, by):
    digits = str(line).replace("-", "")[1:]
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    with pytest.raises(BadCode) as caught:
        read(f"D{wrong}")
    assert caught.value.why == "digit"


@given(lines, st.integers(0, 8))
def test_no_two_neighbours_changed_over_pass(line, place):
    digits = str(line).replace("-", "")[1:]
    first, second = digits[place], digits[place + 1]
    wrong = digits[:place] + second + first + digits[place + 2 :]
    if first != second:
        with pytest.raises(BadCode):
            read(f"D{wrong}")


@given(st.text(max_size=60))
def test_nothing_breaks_it(text):
    with suppress(BadCode):
        assert str(read(text)).startswith("D")


def code_with(digits):
    return f"D{digits}{check_digit(digits)}"


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "form"), ("D26", "form"), ("X261130001" + "2", "form"), (code_with("261131001"), "date")],
)
def test_why_it_is_none(text, why):
    with pytest.raises(BadCode) as caught:
        read(text)
    assert caught.value.why == why


def test_serial_nought_is_none():
    with pytest.raises(BadCode):
        read(code_with("261130000"))


def test_two_lines_of_a_day_differ_and_days_do():
    one, two = LineCode(date(2026, 11, 30), 1), LineCode(date(2026, 11, 30), 2)
    assert len({str(one), str(two), str(LineCode(date(2026, 12, 1), 1))}) == 3
    assert str(one).startswith("D261130-001-")
