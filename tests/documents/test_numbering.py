"""Number patterns: refused early, written right, read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.numbering import BadNumber, BadPattern, check_pattern, format_number, read_number

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{kode}/{urut}/{unit}/{tahun}", "400.9.5/17/427.116/2026"),
        ("{kode}/{urut:3}/{unit}/{bulan}/{tahun}", "400.9.5/017/427.116/XI/2026"),
        ("B-{tahun}-{urut:5}", "B-2026-00017"),
        ("{urut}/{tahun}", "17/2026"),
    ],
)
def test_numbers_as_offices_write_them(pattern: str, number: str) -> None:
    assert format_number(pattern, serial=17, day=DAY, code="400.9.5", unit="427.116") == number
    assert read_number(pattern, number) == (17, 2026)


def test_a_serial_wider_than_its_zeros_is_not_cut() -> None:
    assert format_number("{urut:3}/{tahun}", serial=12345, day=DAY) == "12345/2026"


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("", "pattern_lacks"),
        ("{kode}/{tahun}", "pattern_lacks"),
        ("{urut}/{unit}", "pattern_lacks"),
        ("{urut}/{urut}/{tahun}", "pattern_repeats"),
        ("{urut}/{nama}/{tahun}", "pattern_unknown"),
        ("{urut}/{tahun", "pattern_brace"),
        ("{urut}}/{tahun}", "pattern_brace"),
        ("{urut:x}/{tahun}", "pattern_brace"),
        ("{urut:0}/{tahun}", "pattern_width"),
        ("{urut:7}/{tahun}", "pattern_width"),
        ("{urut}/{tahun:2}", "pattern_width"),
        ("{urut}{tahun}", "pattern_ambiguous"),
        ("A{urut}/{tahun}", "pattern_ambiguous"),
        ("{urut}B/{tahun}", "pattern_ambiguous"),
        ("{urut}/<b>/{tahun}", "pattern_literal"),
        ("{urut}/{tahun}\n", "pattern_literal"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused(pattern: str, code: str) -> None:
    with pytest.raises(BadPattern) as refused:
        check_pattern(pattern)
    assert refused.value.code == code
    assert str(refused.value)


def test_refusals_say_what_to_change() -> None:
    with pytest.raises(BadPattern, match=r"harus memuat \{tahun\}"):
        check_pattern("{urut}/")
    with pytest.raises(BadPattern, match=r"\{nama\} tidak dikenal.*\{kode\}, \{urut\}"):
        check_pattern("{urut}/{nama}/{tahun}")


@pytest.mark.parametrize(
    ("serial", "code", "unit", "error"),
    [
        (0, "400", "427", "serial_too_small"),
        (-1, "400", "427", "serial_too_small"),
        (1, " ", "427", "number_lacks"),
        (1, "400", "", "number_lacks"),
        (1, "4" * 80, "427", "number_too_long"),
    ],
)
def test_what_cannot_be_written_is_refused(serial: int, code: str, unit: str, error: str) -> None:
    with pytest.raises(BadNumber) as refused:
        format_number("{kode}/{urut}/{unit}/{tahun}", serial=serial, day=DAY, code=code, unit=unit)
    assert refused.value.code == error


@pytest.mark.parametrize("number", ["", "17", "17/26", "0/2026", "a/2026", "17/2026/x"])
def test_a_number_of_another_shape_is_not_read(number: str) -> None:
    with pytest.raises(BadNumber):
        read_number("{urut}/{tahun}", number)


@given(st.integers(1, 10**6), st.dates(date(2000, 1, 1), date(2999, 12, 31)), st.integers(1, 6))
def test_what_is_written_is_read_back(serial: int, day: date, width: int) -> None:
    pattern = f"{{kode}}/{{urut:{width}}}/{{unit}}/{{bulan}}/{{tahun}}"
    number = format_number(pattern, serial=serial, day=day, code="400.9.5", unit="427.116")
    assert read_number(pattern, number) == (serial, day.year)
