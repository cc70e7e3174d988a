"""One formula for each direction: what is printed is what is judged."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.achieving import (
    MOST,
    Achieved,
    BadTarget,
    Direction,
    Verdict,
    achieved,
    check_target,
    percent,
    rounded,
)

D = Decimal
MORE, LESS = Direction.MORE, Direction.LESS
TARGETS = st.decimals(min_value=0, max_value=10**6, places=2)
FIGURES = st.decimals(min_value=0, max_value=10**7, places=4)


@pytest.mark.parametrize(
    ("direction", "target", "realised", "verdict", "shown", "part"),
    [
        (MORE, "95", "95", Verdict.MET, "95.00", "100.00"),
        (MORE, "95", "96.9", Verdict.MET, "96.90", "102.00"),
        (MORE, "95", "94.994", Verdict.MISSED, "94.99", "99.99"),
        # 94,995 is printed as 95,00, so it is 95,00.
        (MORE, "95", "94.995", Verdict.MET, "95.00", "100.00"),
        (MORE, "82", "0", Verdict.MISSED, "0.00", "0.00"),
        (MORE, "10", "900", Verdict.MET, "900.00", "200.00"),
        (LESS, "15", "15", Verdict.MET, "15.00", "100.00"),
        (LESS, "15", "12", Verdict.MET, "12.00", "120.00"),
        (LESS, "15", "15.004", Verdict.MET, "15.00", "100.00"),
        (LESS, "15", "15.01", Verdict.MISSED, "15.01", "99.93"),
        (LESS, "2", "3", Verdict.MISSED, "3.00", "50.00"),
        (LESS, "2", "0", Verdict.MET, "0.00", "200.00"),
        (LESS, "2", "90", Verdict.MISSED, "90.00", "0.00"),
        (LESS, "0", "0", Verdict.MET, "0.00", "100.00"),
        (LESS, "0", "0.004", Verdict.MET, "0.00", "100.00"),
        (LESS, "0", "0.01", Verdict.MISSED, "0.01", "0.00"),
        (MORE, "3", "1", Verdict.MISSED, "1.00", "33.33"),
        (MORE, "3", "2", Verdict.MISSED, "2.00", "66.67"),
    ],
)
def test_worked_examples(direction, target, realised, verdict, shown, part):
    assert achieved(direction, D(target), D(realised)) == Achieved(verdict, D(shown), D(part))


def test_what_cannot_be_judged_is_neither_reached_nor_missed():
    for direction in Direction:
        assert achieved(direction, D(5), None) == Achieved(Verdict.NO_DATA)
        assert achieved(direction, D(5), None, enough=False) == Achieved(Verdict.NO_DATA)
        assert achieved(direction, D(5), D(0), enough=False) == Achieved(Verdict.TOO_FEW)
        assert achieved(direction, D(5), D("NaN")) == Achieved(Verdict.NO_DATA)


def test_targets_that_cannot_be_aimed_at():
    for direction, target in [(MORE, "0"), (MORE, "0.004"), (MORE, "-1"), (LESS, "-0.01"), (LESS, "NaN")]:
        with pytest.raises(BadTarget):
            check_target(direction, D(target))
        with pytest.raises(BadTarget):
            achieved(direction, D(target), D(1))
    check_target(LESS, D(0))
    check_target(MORE, D("0.01"))


@given(st.sampled_from(Direction), TARGETS, FIGURES)
def test_the_percentage_agrees_with_the_verdict(direction, target, realised):
    if direction is MORE and target == 0:
        return
    found = achieved(direction, target, realised)
    assert found.percent is not None
    assert 0 <= found.percent <= MOST
    if found.verdict is Verdict.MET:
        assert found.percent >= 100
    else:
        # So near that it rounds to 100,00 it may still be missed, but never above.
        assert found.percent <= 100


@given(st.sampled_from(Direction), TARGETS.filter(bool), FIGURES, FIGURES)
def test_better_is_never_worth_less(direction, target, a, b):
    worse, better = sorted((rounded(a), rounded(b)), reverse=direction is LESS)
    assert percent(direction, target, worse) <= percent(direction, target, better)
    order = [Verdict.MISSED, Verdict.MET]
    first, second = (order.index(achieved(direction, target, each).verdict) for each in (worse, better))
    assert first <= second


@given(st.sampled_from(Direction), TARGETS.filter(bool), FIGURES)
def test_whoever_holds_the_paper_can_work_it_out_again(direction, target, realised):
    found = achieved(direction, target, realised)
    assert found.realised is not None
    assert achieved(direction, target, found.realised) == found
