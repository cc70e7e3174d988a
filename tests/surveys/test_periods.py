"""Periods: planned with a hash, never two at once, population from real files, frozen when closed."""

import hashlib
import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from commons import clock as clocks
from commons.clock import wib
from offices.scope import office_scope
from surveys import operations, queries
from surveys.choices import Flag
from surveys.errors import FormRefused, SurveyRefused
from surveys.models import Basis, Decision, PeriodState, SurveyPeriod, SurveyResponse
from surveys.retention import SURVEY_WORDS
from surveys.spans import Span
from tests.applications.pages import text
from tests.desk import address
from tests.surveys.desk import Survey, filled
from trail.models import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]
HALF = Span("SEMESTER", 2027, 1)


def plan(site, span=HALF, **more):
    with office_scope(site.office):
        return operations.plan(actor=site.people["section_head"], span=span, now=clocks.now(), **more)


def test_from_plan_to_closing_by_itself(site, clock):
    period = plan(site)
    assert period.seed_hash == hashlib.sha256(period.seed.encode()).hexdigest()
    assert (period.opens, period.closes) == (date(2027, 1, 1), date(2027, 6, 30))
    assert (period.population_from, period.population_to) == (date(2026, 7, 1), date(2026, 12, 31))
    for moment, state in (
        ("2026-12-31 23:50", "PLANNED"),
        ("2027-01-01 00:10", "OPEN"),
        ("2027-06-30 23:50", "OPEN"),
        ("2027-07-01 00:10", "CLOSED"),
    ):
        clock.set(moment)
        with office_scope(site.office):
            operations.turn(now=clocks.now())
            operations.turn(now=clocks.now())
            period.refresh_from_db()
        assert period.state == state, moment
    assert period.revealed == period.seed
    with office_scope(site.office):
        told = [
            each.action for each in TrailEntry.objects.order_by("seq") if each.action.startswith("survey")
        ]
    assert told == ["survey.planned", "survey.opened", "survey.closed"]


def test_what_cannot_be_planned(site):
    first = plan(site)
    cases = {
        "the same days": (HALF, {}),
        "a quarter within": (Span("QUARTER", 2027, 2), {}),
        "a year over it": (Span("YEAR", 2027, 1), {}),
        "one common day": (Span("YEAR", 2027, 1), {"opens": date(2027, 6, 30), "closes": date(2027, 9, 1)}),
        "today": (Span("SEMESTER", 2026, 2), {"opens": wib(clocks.now()).date()}),
        "past": (Span("SEMESTER", 2026, 1), {}),
        "outside its span": (Span("SEMESTER", 2027, 2), {"closes": date(2028, 1, 1)}),
        "ends first": (Span("SEMESTER", 2027, 2), {"opens": date(2027, 8, 2), "closes": date(2027, 8, 1)}),
    }
    for name, (span, more) in cases.items():
        with pytest.raises(SurveyRefused) as refused:
            plan(site, span, **more)
        assert str(refused.value), name
    with office_scope(site.office):
        assert list(SurveyPeriod.objects.values_list("id", flat=True)) == [first.id]
        # The database itself holds it, whoever writes.
        with pytest.raises(IntegrityError), transaction.atomic():
            SurveyPeriod.objects.create(
                **{
                    field.attname: getattr(first, field.attname)
                    for field in SurveyPeriod._meta.concrete_fields
                    if not field.primary_key
                }
            )
        operations.cancel_period(
            actor=site.people["head"], period_id=first.id, reason="Salah semester", now=clocks.now()
        )
    assert plan(site).id != first.id


def test_population_and_quota_come_from_files_handed_over(site, clock):
    handing = Survey(site)
    for code in ("ktp-el", "ktp-el", "sktm"):
        handing.handed_over(code)
    with office_scope(site.office):
        running = queries.progress(handing.period)
    assert (running.population, running.sample) == (3, 3)
    assert {each.code: (each.population, each.quota) for each in running.services if each.population} == {
        "ktp-el": (2, 2),
        "sktm": (1, 1),
    }
    with office_scope(site.office):
        operations.close_period(
            actor=site.people["head"], period_id=handing.period.id, reason="Uji", now=clocks.now()
        )
        closed = SurveyPeriod.objects.get()
    assert (closed.population, closed.sample_size) == (3, 3)
    later = plan(site)
    assert (later.basis, later.population, later.threshold) == (Basis.PREVIOUS, 3, 10_000)


def test_a_closed_survey_is_frozen(survey, site):
    code, other = survey.code(), survey.code()
    with office_scope(site.office):
        operations.answer_by_code(code=code, typed=filled(comment="Bu Siti ramah"), now=clocks.now())
        with pytest.raises(SurveyRefused, match="Hari terakhirnya belum lewat"):
            operations.close_period(actor=site.people["head"], period_id=survey.period.id, now=clocks.now())
        operations.close_period(
            actor=site.people["head"], period_id=survey.period.id, reason="Uji", now=clocks.now()
        )
        with pytest.raises(SurveyRefused, match=f"berakhir {wib(clocks.now()):%d-%m-%Y}"):
            operations.answer_by_code(code=other, typed=filled(), now=clocks.now())
        with pytest.raises(SurveyRefused):
            operations.answer_on_tablet(period_id=survey.period.id, typed=filled(), now=clocks.now())
        for sql in (
            "DELETE FROM surveys_surveyresponse",
            "UPDATE surveys_surveyresponse SET waktu = 1",
            "UPDATE surveys_surveyresponse SET day = day - 1",
        ):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
        assert SurveyResponse.objects.count() == 1
        # What somebody wrote may go after years; the answer stays.
        assert SURVEY_WORDS.count(date(2026, 1, 1)) == 0
        assert SURVEY_WORDS.remove(date(2030, 1, 1)) == 1
        (row,) = SurveyResponse.objects.all()
    assert (row.comment, row.waktu) == (None, 3)


def test_marked_forms_are_left_out_only_by_a_decision_with_a_reason(survey, site):
    with office_scope(site.office):
        for value in (None, None, None, None, 1, 1):
            operations.answer_on_tablet(period_id=survey.period.id, typed=filled(value), now=clocks.now())
    path = address("survey_period_act", survey.period.id)
    page = address("survey_period", survey.period.id)
    head = site.at("section_head")
    refused = head.post(path, {"do": f"leave:{Flag.STRAIGHT_LINE}", "reason": " "})
    assert (refused.status_code, "Tulis alasan" in text(refused)) == (422, True)
    with office_scope(site.office):
        assert not SurveyResponse.objects.filter(excluded=True).exists()
    assert head.post(path, {"do": "leave:BURST", "reason": "x"}).status_code == 422, "nothing is marked so"
    assert head.post(path, {"do": "leave:NONE", "reason": "x"}).status_code == 404
    assert (
        head.post(path, {"do": f"leave:{Flag.STRAIGHT_LINE}", "reason": "Diisi petugas"}).status_code == 302
    )
    shown = text(head.get(page))
    assert "Diisi petugas" in shown
    assert "2 formulir tidak dihitung" in shown
    # Of forms that trickle in, each would be the difference of two figures.
    assert not re.search(r"\d\d,\d\d", shown), "no index while the survey runs"
    with office_scope(site.office):
        progress = queries.progress(survey.period)
        assert (progress.forms, progress.excluded) == (6, 2)
    twice = head.post(path, {"do": f"leave:{Flag.STRAIGHT_LINE}", "reason": "Diisi petugas"})
    assert (twice.status_code, "sudah diputuskan" in text(twice)) == (422, True)
    head.post(path, {"do": f"keep:{Flag.STRAIGHT_LINE}", "reason": "Sudah ditanyakan, jujur"})
    with office_scope(site.office):
        assert not SurveyResponse.objects.filter(excluded=True).exists()
        assert list(Decision.objects.order_by("at").values_list("excluded", "count")) == [
            (True, 2),
            (False, 2),
        ]
        lines = TrailEntry.objects.filter(action="survey.flag_decided").order_by("seq")
        assert [each.data["reason"] for each in lines] == ["Diisi petugas", "Sudah ditanyakan, jujur"]


def test_coins_are_counted_by_two(site, clock):
    with office_scope(site.office):
        operations.set_options(
            actor=site.people["admin"],
            networks=[],
            double_entry=False,
            coins=True,
            answering=50,
            now=clocks.now(),
        )
    path, counter, other = address("survey_coins"), site.at("counter"), site.at("operator")
    cups = {"satisfied": "31", "fair": "4", "unsatisfied": "2", "note": ""}
    day = f"{wib(clocks.now()):%d-%m-%Y}"
    for name, bad in {"empty": {"fair": ""}, "word": {"fair": "x"}, "day": {"day": "01-01-2099"}}.items():
        assert counter.post(path, {"day": day, **cups, **bad}).status_code == 422, name
    assert counter.post(path, {"day": day, **cups}).status_code == 302
    with office_scope(site.office):
        (row,) = queries.coins(today=wib(clocks.now()).date())
        assert queries.coin_sums(row.day, row.day)["days"] == 0, "one pair of eyes is not enough"
    assert "orang lain" in text(counter.post(path, {"do": f"confirm:{row.id}"}))
    assert other.post(path, {"do": f"confirm:{row.id}"}).status_code == 302
    with office_scope(site.office):
        assert queries.coin_sums(row.day, row.day) == {
            "satisfied": 31,
            "fair": 4,
            "unsatisfied": 2,
            "days": 1,
        }
    assert counter.post(path, {"day": day, **cups, "fair": "9"}).status_code == 422, "seen by two: it stays"
    assert counter.post(path, {"do": "confirm:x"}).status_code == 404


def test_a_form_in_order_that_lacks_one_answer_names_it(survey, site):
    with office_scope(site.office), pytest.raises(FormRefused) as refused:
        operations.answer_on_tablet(period_id=survey.period.id, typed=filled(biaya=""), now=clocks.now())
    assert set(refused.value.faults) == {"biaya"}
    with office_scope(site.office):
        period = SurveyPeriod.objects.get()
    assert (period.state, survey.responses()) == (PeriodState.OPEN, [])


def test_many_may_come_on_the_day_of_opening(site):
    # A survey that was opened by hand and by itself in the same minute opens once.
    running = Survey(site)
    with office_scope(site.office):
        assert operations.turn(now=clocks.now() + timedelta(minutes=1)) == 0
        with pytest.raises(SurveyRefused):
            operations.open_period(actor=site.people["head"], period_id=running.period.id, now=clocks.now())
