"""Answers in the read model: a month at a time, once it is over; no cell or difference of one to four forms;
folded as rebuilt."""

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
from offices.models import DirtyMark
from offices.scope import office_scope, public_scope
from opendata.figures import publishable
from opendata.rules import rules
from supervision.figures import said
from surveys import marks
from surveys.elements import KEYS
from surveys.index import index, tally
from surveys.models import SurveyResponse
from tests.desk import elsewhere, site
from tests.satisfaction.surveyed import answer, period

__all__ = ["elsewhere", "site"]
pytestmark = pytest.mark.django_db
DAY, END = date(2026, 10, 20), date(2026, 10, 31)  # today is 20 November


def cells(table):
    with public_scope():
        return {key: cell.counts for key, cell in storage.load(table)}


def touch(site, *days):
    with office_scope(site.office):
        marks.touched(days, today=clocks.today())
    fold_office(site.office, now=clocks.now())


def test_answers_stand_in_their_month_by_service(site, elsewhere):
    row = period(site.office, opens=date(2026, 7, 1), closes=date(2026, 12, 31), state="OPEN")
    answer(site.office, row, 40, day=DAY, waktu=2)
    answer(site.office, row, 5, day=END, service_code="ktp-el", waktu=4)
    answer(site.office, row, 9, day=DAY, excluded=True, waktu=1)
    answer(site.office, row, 60, day=clocks.today(), waktu=1)
    touch(site, DAY)
    found = cells(ContentmentDay)
    assert set(found) == {("sktm", END), ("ktp-el", END), ("", END)}, "the month that runs is not told"
    assert found["sktm", END]["skm_n"] == 40
    assert (found["", END]["skm_n"], found["", END]["skm_waktu"]) == (45, 100)
    assert found["", END]["skm_total"] == 40 * 26 + 5 * 28
    assert found["", END]["skm_total_squares"] == 40 * 26**2 + 5 * 28**2
    assert found["", END]["skm_waktu_squares"] == 40 * 4 + 5 * 16
    assert cells(ContentmentMonth)["", date(2026, 10, 1)] == found["", END]

    whole = tally(
        [{**dict.fromkeys(KEYS, 3), "waktu": 2}] * 40 + [{**dict.fromkeys(KEYS, 3), "waktu": 4}] * 5
    )
    shown = value_of(definition_of("ikm"), found["", END])
    expected = index(whole)
    assert expected is not None
    assert expected.interval is not None
    assert shown.value == pytest.approx(float(expected.exact))
    assert (shown.n, shown.enough) == (45, True)
    assert shown.low == pytest.approx(float(expected.interval.low), abs=0.02)
    assert shown.high == pytest.approx(float(expected.interval.high), abs=0.02)
    assert not publishable([definition_of("ikm")], frozenset(), rules()), "for everybody once it is signed"
    few = value_of(definition_of("ikm"), found["ktp-el", END])
    assert not few.enough, "belum cukup data"
    assert said(definition_of("ikm"), few) == "belum cukup data", "in the supervisor's monthly review too"
    with office_scope(site.office):
        SurveyResponse.objects.filter(service_code="ktp-el").update(excluded=True)
    touch(site, DAY)
    assert ("ktp-el", END) not in cells(ContentmentDay)
    assert cells(ContentmentDay)["", END]["skm_n"] == 40


def test_no_cell_and_no_difference_gives_one_to_four_forms_away(site):
    """By service (kept, left out by a decision), and what the month says of it."""
    row = period(site.office, opens=date(2026, 7, 1), closes=date(2026, 12, 31), state="OPEN")
    cases = {
        "four forms in all": ({"sktm": (4, 0)}, {}),
        "a small service and its smallest neighbour": (
            {"sktm": (40, 0), "kp4": (9, 0), "ktp-el": (3, 0)},
            {"": 52, "sktm": 40},
        ),
        "of two, both": ({"sktm": (40, 0), "ktp-el": (1, 0)}, {"": 41}),
        "left out: few of many": ({"sktm": (40, 4)}, {"": 44, "sktm": 44}),
        "left out: enough": ({"sktm": (40, 5)}, {"": 40, "sktm": 40}),
        "left out: few would remain": ({"sktm": (4, 9)}, {"": 13, "sktm": 13}),
        "left out: all": ({"sktm": (0, 9), "ktp-el": (6, 0)}, {"": 6, "ktp-el": 6}),
    }
    for name, (services, shown) in cases.items():
        with office_scope(site.office):
            SurveyResponse.objects.all().delete()
        for code, (kept, out) in services.items():
            answer(site.office, row, kept, day=DAY, service_code=code)
            answer(site.office, row, out, day=DAY, service_code=code, excluded=True)
        touch(site, DAY)
        assert {code: one["skm_n"] for (code, _day), one in cells(ContentmentDay).items()} == shown, name


def test_a_month_is_counted_when_it_is_over(site, clock):
    row = period(site.office, opens=date(2026, 7, 1), closes=date(2026, 12, 31), state="OPEN")
    answer(site.office, row, 7, day=clocks.today())
    for moment, marked in (("2026-11-30 23:00", 0), ("2026-12-01 00:07", 30), ("2026-12-04 00:07", 0)):
        clock.set(moment)
        with office_scope(site.office):
            marks.turned(today=clocks.today())
        with public_scope():
            found = [len(mark.days) for mark in DirtyMark.objects.filter(topic=marks.TOPIC)]
        assert sum(found) == marked, moment
        fold_office(site.office, now=clocks.now())
    assert cells(ContentmentMonth)["", date(2026, 11, 1)]["skm_n"] == 7


def test_a_month_that_was_told_grows_by_no_few_forms(site):
    """Keyed in late: they count in the month in which that is done; five of a service are a group."""
    rows = [SurveyResponse(day=END, service_code="sktm") for _n in range(4)]
    rows += [SurveyResponse(day=END, service_code="ktp-el") for _n in range(5)]
    rows += [SurveyResponse(day=date(2026, 11, 20), service_code="sktm")]
    counted = [row.counts_on for row in marks.late(rows, today=date(2026, 11, 20))]
    assert counted == [date(2026, 11, 30)] * 4 + [None] * 6
    row = period(site.office, opens=date(2026, 7, 1), closes=date(2026, 12, 31), state="OPEN")
    answer(site.office, row, 9, day=END)
    answer(site.office, row, 1, day=END, counts_on=date(2026, 11, 30), waktu=1)
    touch(site, DAY)
    assert cells(ContentmentDay)["", END]["skm_n"] == 9
    later = clocks.now() + timedelta(days=11)
    answer(site.office, row, 5, day=date(2026, 11, 23))
    with office_scope(site.office):
        marks.turned(today=date(2026, 12, 1))
    fold_office(site.office, now=later)
    assert cells(ContentmentDay)["", date(2026, 11, 30)]["skm_n"] == 6


def test_folded_step_by_step_is_what_a_rebuild_gives(site):
    drawn = random.Random(7)  # noqa: S311  a test's dice
    row = period(site.office, opens=date(2026, 7, 1), closes=date(2026, 12, 31), state="OPEN")
    for _n in range(12):
        day = END - timedelta(days=drawn.randrange(50))
        answers = {key: drawn.randint(1, 4) for key in KEYS}
        service = drawn.choice(["sktm", "ktp-el"])
        answer(site.office, row, drawn.randint(1, 3), day=day, service_code=service, **answers)
        touch(site, day)
    grown = cells(ContentmentDay), cells(ContentmentMonth)
    list(rebuild(site.office, period=Period.months(date(2026, 9, 1), DAY), now=clocks.now()))
    assert (cells(ContentmentDay), cells(ContentmentMonth)) == grown
