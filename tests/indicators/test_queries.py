"""What is said of offices: with n and interval, fair, or not at all; and nothing of one office to another."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import queries, queries_own
from indicators.measures import Duration, all_definitions, definition_of
from indicators.periods import Period
from indicators.results import Scope, Standing
from offices.scope import office_scope
from tests.indicators.cells import NOVEMBER, cell, store

pytestmark = pytest.mark.django_db
SCOPE = Scope(Period.month(NOVEMBER), level=None)


def test_a_figure_says_what_it_rests_on(office_a, office_b):
    store(office_a, {"sktm": cell(kept=90, late=10)})
    store(office_b, {"sktm": cell(kept=3, late=1)})
    found = queries.table(scope=SCOPE, keys=["promise_kept"])
    a: Any
    b: Any
    a, b = (row.values["promise_kept"] for row in found.rows)
    assert (a.value, a.n, a.enough) == (0.9, 100, True)
    assert 0.82 < a.low < 0.9 < a.high < 0.95
    assert (b.value, b.n, b.enough) == (0.75, 4, False)
    assert found.overall["promise_kept"].value == pytest.approx(93 / 104)


def test_an_office_without_files_has_nothing_said_of_it(office_a, office_b):
    store(office_a, {"sktm": cell(kept=90)})
    value = queries.table(scope=SCOPE).rows[1].values["promise_kept"]
    assert (value.value, value.n, value.enough) == (None, 0, False)
    row = queries.comparison(scope=SCOPE, key="promise_kept").rows[1]
    assert (row.standing, row.rank, row.limits) == (Standing.TOO_FEW, None, None)


def test_kelurahan_are_left_out_unless_asked_for(office_a, office_b):
    names = [row.office.name for row in queries.table(scope=Scope(SCOPE.period)).rows]
    assert names == ["Kecamatan Uji Barat"]
    assert len(queries.table(scope=SCOPE).rows) == 2


def test_a_slow_service_is_no_fault_of_who_has_more_of_it(office_a, office_b):
    """Both keep 99 % of SKTM and 60 % of KTP-el; A has mostly KTP-el."""
    store(office_a, {"sktm": cell(kept=99, late=1), "ktp-el": cell(kept=600, late=400)})
    store(office_b, {"sktm": cell(kept=990, late=10), "ktp-el": cell(kept=60, late=40)})
    found: Any = queries.comparison(scope=SCOPE, key="promise_kept")
    assert [round(row.value.value, 2) for row in found.rows] == [0.64, 0.95]
    assert {row.standing for row in found.rows} == {Standing.USUAL}
    assert found.adjusted
    assert not found.ranked


def test_a_difference_that_is_no_chance_is_said_and_ranked(office_a, office_b):
    store(office_a, {"sktm": cell(kept=950, late=50)})
    store(office_b, {"sktm": cell(kept=500, late=500)})
    found: Any = queries.comparison(scope=SCOPE, key="promise_kept")
    assert [row.standing for row in found.rows] == [Standing.BETTER, Standing.WORSE]
    assert [row.rank for row in found.rows] == [1, 2]
    limits = found.rows[0].limits
    assert limits.low998 < limits.low95 < limits.expected < limits.high95 < limits.high998


def test_a_certain_but_small_difference_is_of_no_interest(office_a, office_b):
    store(office_a, {"sktm": cell(kept=9_900, late=100)})
    store(office_b, {"sktm": cell(kept=9_700, late=300)})
    found: Any = queries.comparison(scope=SCOPE, key="promise_kept")
    assert {row.standing for row in found.rows} == {Standing.USUAL}


def test_nobody_is_ranked_by_what_is_neither_good_nor_bad(office_a, office_b):
    store(office_a, {"sktm": cell(kept=950)})
    store(office_b, {"sktm": cell(kept=50)})
    for key in ("received", "applicant_minutes", "received_per_1000"):
        assert not queries.comparison(scope=SCOPE, key=key).ranked


def test_whose_minutes(office_a, office_b):
    store(office_a, {"sktm": cell(kept=99, minutes=20, away=40)})
    whole, (a, b) = queries.owners(scope=SCOPE)
    assert a.minutes[Duration.OFFICE] == 20
    assert a.minutes[Duration.LEADER_AWAY] == 40
    assert (a.n, a.enough, b.n, b.enough) == (99, True, 0, False)
    assert whole.minutes == a.minutes


def test_percentiles_only_of_enough_files(office_a, office_b):
    store(office_a, {"sktm": cell(kept=99, minutes=5)})
    store(office_b, {"sktm": cell(kept=9, minutes=5)})
    a, b = queries.distributions(scope=SCOPE)
    assert a.percentiles[50] == pytest.approx(5, abs=1)
    assert sum(bar.n for bar in a.bars) == 99
    assert b.percentiles == {}
    assert queries.distribution(scope=SCOPE).mean.n == 108


def test_over_time_and_days(office_a):
    store(office_a, {"sktm": cell(kept=40)})
    store(office_a, {"sktm": cell(kept=20, late=20)}, first=date(2026, 10, 1))
    months = Scope(Period.months(date(2026, 9, 1), NOVEMBER), level=None)
    points = queries.trend(scope=months, key="promise_kept").points
    assert [(point.start.month, point.value.value) for point in points] == [(9, None), (10, 0.5), (11, 1.0)]
    store(office_a, {"sktm": cell(kept=1)}, first=date(2026, 11, 19), days=True)
    days = Scope(Period(date(2026, 11, 18), date(2026, 11, 20)), level=None)
    assert [p.value.value for p in queries.trends(scope=days, key="received")[0].points] == [0, 1, 0]


def test_two_periods_side_by_side(office_a):
    store(office_a, {"sktm": cell(kept=71, late=29)})
    store(office_a, {"sktm": cell(kept=92, late=8)}, first=date(2026, 10, 1))
    before = Scope(SCOPE.period.before(), level=None)
    kept: Any
    received: Any
    kept, received = queries.side_by_side(a=before, b=SCOPE, keys=["promise_kept", "received"])
    assert (round(kept.change, 2), kept.significant, kept.better) == (-0.21, True, False)
    assert kept.low < -0.21 < kept.high < 0
    assert (received.change, received.significant, received.better) == (0, False, None)


def test_everybody_sees_what_concerns_them():
    keys = {one.key for one in queries.definitions(roles=["EXECUTIVE"])}
    assert keys == {one.key for one in all_definitions()}
    assert queries.definitions(roles=["COUNTER"]) == ()
    assert queries.definitions(roles=["COMPLAINTS"]) == ()


@pytest.mark.parametrize("one", all_definitions(), ids=lambda one: one.key)
def test_every_indicator_explains_itself_in_words(one):
    assert str(one.definition).endswith(".")
    assert "÷" in str(one.formula) or one.kind == "COUNT"
    assert one.name


def test_an_office_lists_itself_and_no_other(office_a, office_b):
    store(office_a, {"sktm": cell(kept=90, late=10)})
    store(office_b, {"sktm": cell(kept=40, late=60)})
    with office_scope(office_a):
        found = queries_own.listing(office_id=office_a.id, scope=SCOPE, keys=["promise_kept"], roles=["HEAD"])
    assert [(row.office.id, row.value.value) for row in found.rows] == [(office_a.id, 0.9)]


def test_definitions_say_which_way_is_better():
    assert definition_of("promise_kept").direction == "MORE"
    assert definition_of("office_minutes").direction == "LESS"


MOST = {
    "services": 1,
    "freshness": 1,
    "summary": 2,
    "table": 1,
    "comparison": 1,
    "trend": 1,
    "trends": 1,
    "owners": 1,
    "distribution": 1,
    "distributions": 1,
    "open_files": 1,
    "staff": 3,
}


@pytest.mark.parametrize("name", MOST)
def test_a_read_asks_the_same_whatever_there_is(office_a, office_b, name):
    asked: dict[str, Any] = {} if name in {"services", "freshness"} else {"scope": SCOPE}
    asked |= {"key": "promise_kept"} if name in {"comparison", "trend", "trends"} else {}
    read = getattr(queries, name)
    read(**asked)
    queries.table(scope=SCOPE)
    for services in ({}, {"sktm": cell(kept=90, late=10), "kp4": cell(kept=30)}):
        store(office_a, services)
        with CaptureQueriesContext(connection) as captured:
            read(**asked)
        assert len(captured) == MOST[name]
