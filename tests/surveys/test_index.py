"""The arithmetic of the survey against published figures, to the second decimal (pure)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.elements import BY_KEY, ELEMENTS, FORM_ORDER, KEYS
from surveys.index import Index, Tally, band_of, index, rounded, student, tally
from surveys.sampling import sample_size

WORKED = """
3 3 3 4 3 3 4 3 4
3 3 2 4 3 3 3 3 4
4 3 3 4 4 4 4 3 4
3 2 2 4 3 3 3 2 3
3 3 3 4 3 3 3 3 4
4 4 3 4 3 4 4 3 4
3 3 3 4 3 3 3 3 3
2 3 3 4 3 3 3 2 3
3 3 4 4 4 3 4 3 4
3 3 3 4 3 3 3 3 4
"""
FORMS = [
    {one.key: int(value) for one, value in zip(FORM_ORDER, line.split(), strict=True)}
    for line in WORKED.strip().splitlines()
]
forms = st.lists(st.fixed_dictionaries(dict.fromkeys(KEYS, st.integers(1, 4))), min_size=1, max_size=30)


def whole(counted: Tally) -> Index:
    """The index of forms there are."""
    found = index(counted)
    assert found is not None
    return found


def test_the_nine_elements_stand_in_both_orders():
    assert [one.key for one in ELEMENTS][-2:] == ["pengaduan", "sarana"]
    assert [one.key for one in FORM_ORDER][-2:] == ["sarana", "pengaduan"]
    assert [one.regulation for one in ELEMENTS] == [one.form for one in FORM_ORDER] == list(range(1, 10))
    assert BY_KEY["biaya"].answer(4) == "Gratis"
    assert BY_KEY["waktu"].asked == (
        "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?"
    )
    for value in (0, 5):
        with pytest.raises(KeyError):
            BY_KEY["biaya"].answer(value)


def test_the_worked_example():
    found = whole(tally(FORMS))
    assert (found.n, found.ikm, found.band.letter, found.band.name) == (10, Decimal("81.39"), "B", "Baik")
    assert (found.longer, found.printed) == (Decimal("81.31"), Decimal("80.58"))
    by_form = [found.element(one.key) for one in FORM_ORDER]
    assert [one.total for one in by_form] == [31, 30, 29, 40, 32, 32, 34, 28, 37]
    assert [str(rounded(one.weighted, 4)) for one in by_form] == [
        *("0.3444", "0.3333", "0.3222", "0.4444", "0.3556", "0.3556", "0.3778", "0.3111", "0.4111")
    ]
    assert [f"{one.nik} {one.band.letter}" for one in by_form] == [
        *("77.50 B", "75.00 C", "72.50 C", "100.00 A", "80.00 B", "80.00 B", "85.00 B", "70.00 C", "92.50 A")
    ]
    assert str(rounded(found.value, 4)) == "3.2556"
    assert [one.key for one in found.weakest] == ["sarana", "waktu", "prosedur"]
    assert not found.tied


def test_a_published_table_without_its_forms():
    sums = dict(
        zip((one.key for one in FORM_ORDER), (105, 101, 100, 116, 102, 105, 106, 105, 115), strict=True)
    )
    found = whole(Tally(29, sums, None))
    assert (found.ikm, found.band.letter) == (Decimal("91.48"), "A")
    assert (found.longer, found.printed) == (Decimal("91.38"), Decimal("90.56"))
    assert found.interval is None
    means = [str(rounded(found.element(one.key).mean, 4)) for one in FORM_ORDER]
    assert means == [
        *("3.6207", "3.4828", "3.4483", "4.0000", "3.5172", "3.6207", "3.6552", "3.6207", "3.9655")
    ]
    assert [one.key for one in found.weakest] == ["waktu", "prosedur", "produk"]


@pytest.mark.parametrize(
    ("value", "letter"),
    [
        *(("25", "D"), ("64.99", "D"), ("64.994", "D"), ("64.995", "C"), ("65", "C"), ("76.60", "C")),
        *(("76.604", "C"), ("76.605", "B"), ("88.304", "B"), ("88.305", "A"), ("88.31", "A"), ("100", "A")),
    ],
)
def test_the_bands_close_their_gaps_by_rounding_first(value, letter):
    assert band_of(Fraction(value)).letter == letter
    assert band_of(Decimal(value)).letter == letter


def test_what_is_no_index_has_no_band():
    for value in ("24.99", "100.01", "0"):
        with pytest.raises(ValueError, match="no index"):
            band_of(Decimal(value))


def test_nothing_is_made_of_nothing_or_of_impossible_sums():
    assert index(tally([])) is None
    with pytest.raises(ValueError, match="waktu"):
        tally([{**FORMS[0], "waktu": 5}])
    with pytest.raises(ValueError, match="waktu"):
        tally([{key: value for key, value in FORMS[0].items() if key != "waktu"}])
    with pytest.raises(ValueError, match="persyaratan"):
        index(Tally(2, dict.fromkeys(KEYS, 9), None))


def test_the_weakest_are_told_with_their_ties():
    found = whole(tally([dict.fromkeys(KEYS, 3)]))
    assert len(found.weakest) == 9
    assert found.tied
    assert found.interval is None, "one person has no spread"
    low = whole(tally([{**dict.fromkeys(KEYS, 4), "waktu": 1, "biaya": 2, "produk": 3, "sarana": 3}]))
    assert [one.key for one in low.weakest] == ["waktu", "biaya", "produk", "sarana"]


def test_the_interval_is_that_of_persons():
    """Against a computation by hand: two persons of 25 and 100 have mean 62.5, s = 53.03, t(1) = 12.706."""
    two = whole(tally([dict.fromkeys(KEYS, 1), dict.fromkeys(KEYS, 4)]))
    assert two.interval is not None
    assert (two.interval.low, two.interval.high) == (Decimal("25.00"), Decimal("100.00"))
    worked = whole(tally(FORMS))
    # totals 30 28 33 25 29 33 28 26 32 29: Σ² = 8653, s = 2.7508; x 25 ÷ 9 = 7.641; t(9) = 2.2622
    assert worked.interval is not None
    assert float(worked.interval.low) == pytest.approx(75.92, abs=0.011)
    assert float(worked.interval.high) == pytest.approx(86.86, abs=0.011)


@pytest.mark.parametrize(
    ("freedom", "expected"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (9, 2.2622), (29, 2.0452), (1000, 1.9623)],
)
def test_the_quantile_of_student(freedom, expected):
    assert student(freedom) == pytest.approx(expected, rel=2e-3)


@given(forms)
@settings(max_examples=2 * settings().max_examples)
def test_an_index_keeps_within_its_scale_whatever_the_order(some):
    found = whole(tally(some))
    assert found == whole(tally(reversed(some)))
    assert found == whole(tally(some[: len(some) // 2]) + tally(some[len(some) // 2 :]))
    assert 25 <= found.ikm <= 100
    if found.interval:
        assert 25 <= found.interval.low <= found.ikm <= found.interval.high <= 100
    assert found.printed <= found.longer <= found.ikm
    assert min(one.nik for one in found.elements) <= found.ikm <= max(one.nik for one in found.elements)


@given(st.tuples(*[st.integers(2500, 10000)] * 2))
@settings(max_examples=2 * settings().max_examples)
def test_a_better_index_is_never_in_a_worse_band(pair):
    low, high = sorted(pair)
    assert band_of(Fraction(low, 100)).perception <= band_of(Fraction(high, 100)).perception


KREJCIE_MORGAN = {
    10: 10, 15: 14, 20: 19, 30: 28, 50: 44, 100: 80, 150: 108, 200: 132, 220: 140, 250: 152, 300: 169,
    340: 181, 400: 196, 500: 217, 550: 226, 1000: 278, 1500: 306, 2000: 322, 5000: 357, 10000: 370,
    75000: 382, 1000000: 384,
}  # fmt: skip


def test_the_table_of_krejcie_and_morgan():
    assert {n: sample_size(n) for n in KREJCIE_MORGAN} == KREJCIE_MORGAN
    assert [sample_size(n) for n in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="negative"):
        sample_size(-1)
