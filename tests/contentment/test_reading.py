"""Answers in the read model: by day and service, excluded ones not at all; folded as rebuilt."""

import random
from datetime import date, timedelta

import pytest

from commons import clock as clocks
from contentment.models import ContentmentDay, ContentmentMonth
from indicators import storage
from indicators.folding import fold_office, rebuild
from indicators.measures import definition_of
from indicators.periods import Period
from indicators.values import value_of
from offices.scope import office_scope, public_scope
from opendata.figures import publishable
from opendata.rules import rules
from surveys import marks
from surveys.elements import KEYS
from surveys.index import index, tally
from surveys.models import SurveyResponse
from tests.desk import elsewhere, site
from tests.satisfaction.surveyed import answer, period

__all__ = ["elsewhere", "site"]
pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def cells(table):
    with public_scope():
        return {key: cell.counts for key, cell in storage.load(table)}


def touch(site, *days):
    with office_scope(site.office):
        marks.touched(days)
    fold_office(site.office, now=clocks.now())


def test_answers_stand_on_their_day_by_service(site, elsewhere):
    row = period(site.office, opens=date(2026, 7, 1), closes=date(2026, 12, 31), state="OPEN")
    answer(site.office, row, 40, day=DAY, waktu=2)
    answer(site.office, row, 2, day=DAY, service_code="ktp-el", waktu=4)
    answer(site.office, row, 9, day=DAY, excluded=True, waktu=1)
    touch(site, DAY)
    found = cells(ContentmentDay)
    assert found["sktm", DAY]["skm_n"] == 40
    assert (found["", DAY]["skm_n"], found["", DAY]["skm_waktu"]) == (42, 88)
    assert found["", DAY]["skm_total"] == 40 * 26 + 2 * 28
    assert found["", DAY]["skm_total_squares"] == 40 * 26**2 + 2 * 28**2
    assert found["", DAY]["skm_waktu_squares"] == 40 * 4 + 2 * 16
    assert cells(ContentmentMonth)["", date(2026, 11, 1)] == found["", DAY]

    whole = tally(
        [{**dict.fromkeys(KEYS, 3), "waktu": 2}] * 40 + [{**dict.fromkeys(KEYS, 3), "waktu": 4}] * 2
    )
    shown = value_of(definition_of("ikm"), found["", DAY])
    expected = index(whole)
    assert expected is not None
    assert expected.interval is not None
    assert shown.value == pytest.approx(float(expected.exact))
    assert (shown.n, shown.enough) == (42, True)
    assert shown.low == pytest.approx(float(expected.interval.low), abs=0.02)
    assert shown.high == pytest.approx(float(expected.interval.high), abs=0.02)
    assert not publishable([definition_of("ikm")], frozenset(), rules()), "for everybody once it is signed"
    few = value_of(definition_of("ikm"), found["ktp-el", DAY])
    assert not few.enough, "belum cukup data"
    with office_scope(site.office):
        SurveyResponse.objects.filter(service_code="ktp-el").update(excluded=True)
    touch(site, DAY)
    assert ("ktp-el", DAY) not in cells(ContentmentDay)
    assert cells(ContentmentDay)["", DAY]["skm_n"] == 40


def test_folded_step_by_step_is_what_a_rebuild_gives(site):
    drawn = random.Random(7)  # noqa: S311  a test's dice
    row = period(site.office, opens=date(2026, 7, 1), closes=date(2026, 12, 31), state="OPEN")
    for _n in range(12):
        day = DAY - timedelta(days=drawn.randrange(40))
        answers = {key: drawn.randint(1, 4) for key in KEYS}
        service = drawn.choice(["sktm", "ktp-el"])
        answer(site.office, row, drawn.randint(1, 3), day=day, service_code=service, **answers)
        touch(site, day)
    grown = cells(ContentmentDay), cells(ContentmentMonth)
    list(rebuild(site.office, period=Period.months(date(2026, 10, 1), DAY), now=clocks.now()))
    assert (cells(ContentmentDay), cells(ContentmentMonth)) == grown
