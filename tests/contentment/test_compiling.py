"""Results of all offices put together: by respondents, nobody twice, ranks only beyond chance (pure)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from contentment.compiling import Result, Span, compiled, span_of, spans_to
from surveys.elements import KEYS
from surveys.index import tally

A, B, C = (UUID(int=n) for n in (1, 2, 3))
OFFICES = [(A, "01", "Kecamatan A"), (B, "02", "Kecamatan B"), (C, "03", "Kecamatan C")]
HALF = Span("SEMESTER", 2026, 1)


def result(
    office, n, value, *, first=HALF.first, last=HALF.last, revision=0, population=100, kind="SEMESTER"
):
    rows = [dict.fromkeys(KEYS, value)] * (n // 2) + [dict.fromkeys(KEYS, max(value - 1, 1))] * (n - n // 2)
    return Result(office, kind, first, last, revision, population, tally(rows))


def test_spans_have_their_days_and_names():
    assert (HALF.first, HALF.last) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (Span("QUARTER", 2026, 4).first, Span("QUARTER", 2026, 4).last) == (
        date(2026, 10, 1),
        date(2026, 12, 31),
    )
    for one in spans_to(date(2026, 11, 28)):
        assert span_of(one.slug) == one
        assert one.last < date(2026, 11, 28)
    for bad in ("", "semester-3-2026", "tahun-2-2026", "triwulan-5-2026", "semester-1-1026", "x"):
        assert span_of(bad) is None, bad


def test_the_kabupaten_is_its_respondents_not_its_offices():
    found = compiled(HALF, [result(A, 90, 4), result(B, 30, 2)], OFFICES)
    assert found.whole is not None
    assert found.whole.n == 120
    assert found.whole.ikm == Decimal("75.00")
    assert [line.found.ikm if line.found else None for line in found.lines] == [
        Decimal("87.50"),
        Decimal("37.50"),
        None,
    ]
    assert found.population == 200


def test_nobody_is_counted_twice():
    quarter = result(A, 40, 4, last=date(2026, 3, 31), kind="QUARTER")
    second = result(A, 40, 4, first=date(2026, 4, 1), kind="QUARTER")
    year = result(A, 400, 4, last=date(2026, 12, 31), kind="YEAR")
    cases = {
        "a correction replaces": ([result(A, 90, 4), result(A, 80, 4, revision=1)], 80),
        "quarters add up": ([quarter, second], 80),
        "the half-year beats its quarters": ([quarter, second, result(A, 70, 4)], 70),
        "what reaches beyond is left out": ([year, quarter], 40),
    }
    for case, (results, n) in cases.items():
        whole = compiled(HALF, results, OFFICES).whole
        assert whole is not None
        assert whole.n == n, case
    line = compiled(HALF, [quarter, second], OFFICES).lines[0]
    assert (line.parts, line.population) == (2, 200)


def test_ranks_only_where_a_difference_is_no_chance():
    far = compiled(HALF, [result(A, 90, 4), result(B, 90, 2)], OFFICES)
    assert [line.rank for line in far.lines] == [1, 2, None]
    near = compiled(HALF, [result(A, 90, 4), replace(result(A, 88, 4), office_id=B)], OFFICES)
    assert not near.ranked
    few = compiled(HALF, [result(A, 90, 4), result(B, 60, 2)], OFFICES)
    assert [line.enough for line in few.lines] == [True, False, False], "60 of 80 that a hundred need"
    assert not few.ranked
    nothing = compiled(HALF, [], OFFICES)
    assert nothing.whole is None
    assert nothing.needed == 0


@given(st.lists(st.tuples(st.sampled_from([A, B, C]), st.integers(5, 60), st.integers(1, 4)), max_size=6))
def test_the_order_of_results_does_not_matter(drawn):
    results = [result(office, n, value, revision=at) for at, (office, n, value) in enumerate(drawn)]
    assert compiled(HALF, results, OFFICES) == compiled(HALF, results[::-1], OFFICES)
