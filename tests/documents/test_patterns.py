"""Patterns that an office may choose: every one accepted gives each serial a number of its own, read back."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import patterns
from documents.numbering import BadNumber, BadPattern, Reader, format_number
from documents.patterns import SAMPLE, Coming, Rule

DAY = date(2026, 11, 20)
USUAL = SAMPLE.pattern
RULES = [Rule("KP4", "800.1.11.10", USUAL), Rule("SKTM", "100.2.2.5", USUAL)]


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{kode}/{urut:3}/{unit}/{tahun}", "100.2.2.5/017/427.91/2026"),
        ("{kode}/{urut}/{unit}/{bulan}/{tahun}", "100.2.2.5/17/427.91/XI/2026"),
        ("470/{urut:4}/{unit}/{tahun}", "470/0017/427.91/2026"),
        ("{unit} {urut} {tahun}", "427.91 17 2026"),
        ("B-{tahun}-{urut:5}/{unit}", "B-2026-00017/427.91"),
        ("{urut}.{tahun}/{kode}.{unit}", "17.2026/100.2.2.5.427.91"),
        ("No. {urut}/{bulan}.{tahun}/{unit}", "No. 17/XI.2026/427.91"),
        ("{urut}-{bulan}-{kode}/{unit}/{tahun}", "17-XI-100.2.2.5/427.91/2026"),
    ],
)
def test_patterns_that_offices_may_choose(pattern, number):
    patterns.check(pattern, RULES, year=2026, unit="427.91")
    assert format_number(pattern, serial=17, day=DAY, code="100.2.2.5", unit="427.91") == number
    assert Reader(pattern).written(number) == (17, 2026)


@pytest.mark.parametrize(
    ("pattern", "code", "says"),
    [
        ("{kode}/{unit}/{tahun}", "pattern_lacks", "{urut}"),
        ("{kode}/{urut}/{unit}", "pattern_lacks", "{tahun}"),
        ("{kode}/{urut}/{tahun}", "pattern_lacks_unit", "{unit}"),
        ("{kode}/{urut}/427.91/{tahun}", "pattern_lacks_unit", "{unit}"),
        ("{urut}/{urut}/{unit}/{tahun}", "pattern_repeats", "satu kali"),
        ("{nomor}/{unit}/{tahun}", "pattern_unknown", "{urut}"),
        ("{urut}/{unit}/{tahun", "pattern_brace", "Kurung kurawal"),
        ("{urut:9}/{unit}/{tahun}", "pattern_width", "sampai 6"),
        ("{urut}/{unit}/{tahun}!", "pattern_literal", "huruf, angka"),
        ("1{urut}/{unit}/{tahun}", "pattern_ambiguous", "pemisah"),
        ("{urut}2/{unit}/{tahun}", "pattern_ambiguous", "pemisah"),
        ("{urut}{tahun}/{unit}", "pattern_ambiguous", "pemisah"),
        ("{kode}.{urut}/{unit}/{tahun}", "pattern_ambiguous", "{kode}/{urut}"),
        ("{urut}-{unit}/{tahun}", "pattern_ambiguous", "{urut}/{unit}"),
        ("{urut}/{unit}.{tahun}", "pattern_ambiguous", "{unit}/{tahun}"),
        ("{tahun}_{kode}/{urut}/{unit}", "pattern_ambiguous", "{tahun}/{kode}"),
        ("{urut}/{kode}{unit}/{tahun}", "pattern_touching", "{kode}/{unit}"),
        ("{urut}/{unit}X{bulan}/{tahun}", "pattern_touching", "{unit}/{bulan}"),
        ("{urut}/{unit}/20{tahun}", "pattern_year", "{tahun}"),
        ("{urut}/{unit}/{tahun}1", "pattern_year", "{tahun}"),
        ("{urut}/{unit}/{tahun}/" + "A" * 80, "pattern_too_long", "paling banyak 80"),
    ],
)
def test_others_are_refused_and_it_is_said_what_to_write(pattern, code, says):
    with pytest.raises(BadPattern) as refused:
        patterns.check(pattern, RULES, year=2026, unit="427.91")
    assert refused.value.code == code
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("pattern", "unit", "code"),
    [
        ("{urut}/{unit}/{tahun}", "", "number_lacks"),
        ("{urut}/{unit}/{tahun}", "427 91", "number_unreadable"),
        ("{urut}/{unit}/{tahun}/" + "A" * 57, "427.91.12345", "number_too_long"),
    ],
)
def test_a_pattern_is_tried_with_the_codes_of_the_office(pattern, unit, code):
    with pytest.raises(BadNumber) as refused:
        patterns.check(pattern, RULES, year=2026, unit=unit)
    assert refused.value.code == code


def test_a_code_that_cannot_be_read_back_is_named_with_its_service():
    rules = [Rule("Surat Aneh", "100/2", USUAL)]
    with pytest.raises(BadNumber, match="Surat Aneh"):
        patterns.check("{kode}/{urut}/{unit}/{tahun}", rules, year=2026, unit="427.91")


# Anything that could be typed, made of what patterns are made of.
PIECES = st.sampled_from(
    ["{kode}", "{urut}", "{urut:3}", "{unit}", "{bulan}", "{tahun}", *"/. -_", "A", "1", "//", "V", "20"]
)
TYPED = st.lists(PIECES, min_size=3, max_size=12).map("".join)
# Likely ones: the four that are usual in any order, with any sign between them.
SIGNS = st.sampled_from(["/", " ", "-", ".", "_", "", "/A.", "-1-", "/2/"])
ORDERS = st.permutations(["{kode}", "{urut:2}", "{unit}", "{bulan}", "{tahun}"])
LIKELY = st.builds(
    lambda names, signs: "".join(sign + name for sign, name in zip(signs, names, strict=True)),
    ORDERS,
    st.lists(SIGNS, min_size=5, max_size=5),
)
# The nastiest codes: figures, dots and hyphens that look like everything else.
CODES = st.text(alphabet="12.-IVX" + string.ascii_letters[:2], min_size=1, max_size=8)
SERIALS = st.integers(1, 3000)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def accepted(pattern: str, unit: str = "427.91") -> bool:
    try:
        patterns.check(pattern, RULES, year=2026, unit=unit)
    except (BadPattern, BadNumber):
        return False
    return True


@given(st.one_of(LIKELY, TYPED), SERIALS, SERIALS, CODES, CODES, CODES, DAYS, DAYS)
def test_no_serial_reads_as_another(pattern, one, two, code, other, unit, day, later):
    """Whatever stands in the codes: a number belongs to one serial of one year."""
    if not accepted(pattern):
        return
    first = format_number(pattern, serial=one, day=day, code=code, unit=unit)
    second = format_number(pattern, serial=two, day=later, code=other, unit=unit)
    assert Reader(pattern).written(first) == (one, day.year)
    if (one, day.year) != (two, later.year):
        assert first != second


@given(st.text(max_size=100))
def test_anything_typed_is_answered_in_words(typed):
    shown = patterns.preview(typed, RULES, serial=1, day=DAY, unit="427.91")
    assert bool(shown.problem) != bool(shown.examples)


def test_patterns_are_accepted_at_all():
    """So that the property above is not about nothing."""
    signs = [sign + name for sign, name in zip(["", "/", "/", "/"], USUAL.split("/"), strict=True)]
    assert accepted("".join(signs))
    assert accepted("{bulan}-{urut}/{kode}.{unit} {tahun}")


@pytest.mark.parametrize(
    ("number", "comes"),
    [
        ("100.2.2.5/018/427.91/2026", True),
        ("999/1018/1/2026", True),
        ("100.2.2.5/017/427.91/2026", False),  # was given
        ("100.2.2.5/18/427.91/2026", False),  # never written with two figures
        ("100.2.2.5/0018/427.91/2026", False),
        ("100.2.2.5/018/427.91/2025", False),
        ("470/18/XI/2026/x", False),
        ("", False),
    ],
)
def test_what_a_book_will_still_write(number, comes):
    coming = Coming([USUAL], year=2026, after=17)
    assert coming.has(number) is comes
    assert coming.first_among(["lain", number]) == (number if comes else None)


@given(st.integers(1, 2000), st.integers(0, 2000), st.integers(1, 12))
def test_what_will_be_written_is_what_is_written_later(serial, after, month):
    pattern = "{urut:3}/{bulan}/{unit}/{tahun}"
    number = format_number(pattern, serial=serial, day=date(2026, month, 1), unit="427.91")
    assert Coming([USUAL, pattern], year=2026, after=after).has(number) is (serial > after)


def test_a_whole_number_gives_its_serial():
    held = [USUAL, "{urut}/{unit}/{tahun}"]
    assert patterns.read_whole("100.2.2.5/312/427.91/2026", held, year=2026) == 312
    assert patterns.read_whole("0312/427.91/2026", held, year=2026) == 312
    assert patterns.read_whole("312/427.91/2025", held, year=2026) is None
    assert patterns.read_whole("tiga", held, year=2026) is None


def test_what_holds_without_a_choice():
    other = [*RULES, Rule("Lain", "1", "{urut}/{tahun}")]
    assert patterns.usual([]) == USUAL
    assert patterns.usual(RULES) == USUAL
    assert patterns.usual(other) == ""
    assert patterns.held("", other) == sorted({USUAL, "{urut}/{tahun}"})
    assert patterns.held("{urut}", other) == ["{urut}"]
    assert patterns.cleaned(f"  {USUAL} ", RULES) == ""
    assert patterns.cleaned(USUAL, other) == USUAL


def test_a_preview_names_each_service_or_the_problem():
    shown = patterns.preview("{kode}/{urut}/{unit}/{tahun}", RULES, serial=18, day=DAY, unit="427.91")
    assert [(each.service, each.number) for each in shown.examples] == [
        ("KP4", "800.1.11.10/18/427.91/2026"),
        ("SKTM", "100.2.2.5/18/427.91/2026"),
    ]
    assert not shown.lacks_code
    bare = patterns.preview("{urut}/{unit}/{tahun}", [], serial=1, day=DAY, unit="427.91")
    assert [each.number for each in bare.examples] == ["1/427.91/2026"]
    assert bare.lacks_code
    assert "{urut}" in patterns.preview("{kode}", RULES, serial=1, day=DAY, unit="427.91").problem
    assert patterns.preview("", RULES, serial=1, day=DAY, unit="").problem
