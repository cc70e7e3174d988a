"""What was made bad on purpose is found by the read model."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from applications.models import File
from applications.villages import forget_villages
from demo.simulate.characters import Character, Fault, spoiled
from demo.simulate.filling import Wish, fill
from indicators import operations, queries
from indicators.measures import Duration
from indicators.periods import Period
from indicators.results import OwnerSplit, Scope
from offices.models import Area, DirtyMark, Level
from offices.scope import office_scope, public_scope
from tests import world
from tests.demo.conftest import LAST_DAY, UNTIL

pytestmark = pytest.mark.django_db
SERVICES = ("sktm",)
DAYS = 61
PEOPLE = 40_000
SCOPE = Scope(Period(LAST_DAY - timedelta(days=DAYS - 1), LAST_DAY), level=None)
USUAL = Character()


def _fill(office: Any, code: str, fault: Fault | None) -> None:
    with public_scope():
        Area.objects.get_or_create(
            code=code, defaults={"level": Level.DESA, "name": "Uji", "parent_code": code[:8]}
        )
    forget_villages()
    world.furnish(office, *SERVICES)
    character = replace(spoiled(USUAL, fault, last_day=LAST_DAY, population=PEOPLE), operators=1)
    fill(office, Wish(1, DAYS, UNTIL, character, PEOPLE, SERVICES))


@pytest.fixture
def good_and_bad(request, office_a, office_b, clock) -> tuple[Any, Any]:
    """Two offices filled and folded; B has the fault the test names."""
    clock.set(UNTIL)
    _fill(office_a, "35.99.01.2001", None)
    _fill(office_b, "35.99.02.1001", request.param)
    operations.sweep(now=UNTIL)
    return office_a, office_b


def _values(key: str) -> tuple[Any, Any]:
    good, bad = (row.values[key] for row in queries.table(scope=SCOPE, keys=[key]).rows)
    return good, bad


def _away(split: OwnerSplit) -> float:
    """The share of counter minutes in which the leader was away."""
    counted = {owner: minutes for owner, minutes in split.minutes.items() if owner is not Duration.CLOSED}
    return counted[Duration.LEADER_AWAY] / sum(counted.values())


@pytest.mark.parametrize("good_and_bad", [Fault.SLOW], indirect=True)
def test_a_slow_office(good_and_bad):
    good, bad = _values("promise_kept")
    assert good.enough
    assert bad.enough
    assert bad.high < good.low
    for office, value in zip(good_and_bad, _values("received"), strict=True):
        with office_scope(office):
            assert value.value == File.objects.count()
    with public_scope():
        assert not DirtyMark.objects.filter(topic="files").exists()


@pytest.mark.parametrize("good_and_bad", [Fault.MANY_RETURNS], indirect=True)
def test_an_office_that_sends_people_back(good_and_bad):
    good, bad = _values("returned")
    assert good.high < bad.low


@pytest.mark.parametrize("good_and_bad", [Fault.LEADER_AWAY], indirect=True)
def test_an_office_whose_leader_is_away(good_and_bad):
    _overall, (good, bad) = queries.owners(scope=SCOPE)
    assert _away(bad) > 2 * _away(good)
    usual, often = _values("leader_days_away")
    assert 0 < usual.value < often.value, "the days say what the minutes say"
    assert _values("leader_files_waited")[1].value > 0
    with public_scope():
        assert not DirtyMark.objects.filter(topic="absences").exists()


@pytest.mark.parametrize("good_and_bad", [Fault.BROKEN_PROMISE], indirect=True)
def test_an_office_that_broke_its_promise_three_weeks_ago(good_and_bad):
    before = Scope(Period(SCOPE.period.first, LAST_DAY - timedelta(days=24)), level=None)
    since = Scope(Period(LAST_DAY - timedelta(days=20), LAST_DAY), level=None)
    then, now = (
        queries.table(scope=scope, keys=["promise_kept"]).rows[1].values["promise_kept"]
        for scope in (before, since)
    )
    assert now.high is not None
    assert then.low is not None
    assert now.high < then.low
