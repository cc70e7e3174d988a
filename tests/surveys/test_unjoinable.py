"""What a curious administrator with the whole database could try: joining answers to files by what both have,
by order, by key, by place in the table, by number of transaction, by time."""

import re
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection

from commons import clock as clocks
from offices.scope import office_scope
from surveys import operations
from surveys.bag import EACH_TIME
from surveys.models import CodeBag, Draw, SurveyCode, SurveyPeriod, SurveyResponse
from tests.surveys.desk import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]
MANY = 12
# What both may hold: which survey it is, which service, which day.
SHARED = {"period_id", "service_code", "day"}


@pytest.fixture
def at_work(survey, site, clock):
    """Twelve files handed over, invited and answered one after the other, each with an answer that tells."""
    told = []
    for n in range(MANY):
        outcome = survey.handed_over()
        code = survey.code(outcome)
        with office_scope(site.office):
            typed = filled(occupation="LAINNYA", occupation_words=f"Pekerjaan {n:02d}")
            operations.answer_by_code(code=code, typed=typed, now=clocks.now())
        told.append((outcome.file_id, code, f"Pekerjaan {n:02d}"))
        clock.advance(minutes=7)
    return told


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = [each.name for each in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def order(found, table="surveys_surveyresponse", by="ctid"):
    return [each["occupation_words"] for each in rows(f"SELECT * FROM {table} ORDER BY {by}")]


def test_no_column_joins_an_answer_or_a_code_to_a_file(at_work, site):
    with office_scope(site.office):
        draws, codes = rows("SELECT * FROM surveys_draw"), rows("SELECT * FROM surveys_surveycode")
        answers = rows("SELECT * FROM surveys_surveyresponse")
        files = {row["file_id"] for row in draws}
    assert len(draws) == len(answers) == MANY == sum(row["used"] for row in codes)
    for table in (codes, answers):
        for row in table:
            told = {key: value for key, value in row.items() if key not in SHARED | {"batch_id"}}
            uuids = {value for value in told.values() if isinstance(value, UUID)}
            assert not uuids & files
            assert {each.version for each in uuids} == {4}, "a random key carries no time"
            assert not any(hasattr(value, "hour") for value in row.values()), "no time of day"
    values = [
        {str(value) for row in table for key, value in row.items() if key not in SHARED and key != "expires"}
        for table in (draws, codes, answers)
    ]
    bland = {"", "True", "False", "None", "[]", "{}", "0", "1", "2", "3", "4", "5", "6", "7", "8"}
    assert not (values[0] & values[1]) - bland
    assert not (values[0] & values[2]) - bland
    assert not (values[1] & values[2]) - bland


def test_neither_order_nor_place_nor_transaction_joins_them(at_work, site):
    asked = [words for _file, _code, words in at_work]
    with office_scope(site.office):
        places = order(at_work)
        transactions = {row["xmin"] for row in rows("SELECT xmin::text AS xmin FROM surveys_surveyresponse")}
        keys = order(at_work, by="id")
        operations.turn(now=clocks.now())
        used = [row["used"] for row in rows("SELECT used FROM surveys_surveycode ORDER BY ctid")]
        stamps = {row["xmin"] for row in rows("SELECT xmin::text AS xmin FROM surveys_surveycode")}
    assert sorted(places) == sorted(asked)
    assert places not in (asked, asked[::-1]), "the day's answers lie in random order"
    assert keys not in (asked, asked[::-1])
    assert len(transactions) == 1, "the last answer wrote the whole day anew"
    assert len(stamps) == 1
    assert used not in (sorted(used), sorted(used, reverse=True)), "codes lie mixed, used among unused"


def test_all_codes_were_there_before_anybody_was_invited(survey, site):
    with office_scope(site.office):
        before = set(SurveyCode.objects.values_list("id", "digest"))
    survey.code()
    with office_scope(site.office):
        assert set(SurveyCode.objects.values_list("id", "digest")) == before
        bag = CodeBag.objects.get()
        assert len(before) == bag.left + 1
        # An empty bag is filled again with many, among which the next one hides.
        bag.codes, bag.left = [], 0
        bag.save(update_fields=["codes", "left"])
    assert survey.code()
    with office_scope(site.office):
        assert SurveyCode.objects.count() == len(before) + EACH_TIME
        assert CodeBag.objects.get().left == EACH_TIME - 1


def test_the_cache_and_the_closed_period_keep_nothing_either(at_work, survey, site):
    files = [str(file_id) for file_id, _code, _words in at_work]
    with office_scope(site.office):
        moments = cache.get(f"survey:burst:{survey.period.id}")
        assert not any(file_id in str(moments) for file_id in files)
        operations.close_period(
            actor=site.people["head"], period_id=survey.period.id, reason="Uji", now=clocks.now()
        )
        period = SurveyPeriod.objects.get()
        assert (period.device_salt, CodeBag.objects.get().codes) == (None, [])
        assert set(SurveyResponse.objects.values_list("device", flat=True)) == {""}
        assert SurveyResponse.objects.count() == MANY
        assert Draw.objects.filter(number=None).count() == 0
        assert (
            len({row["xmin"] for row in rows("SELECT xmin::text AS xmin FROM surveys_surveyresponse")}) == 1
        )


def test_no_trail_line_names_a_file_with_a_code_or_an_answer(at_work, site):
    with office_scope(site.office):
        lines = rows(
            "SELECT action, subject, data::text AS data FROM trail_trailentry WHERE action LIKE 'survey.%'"
        )
    assert lines
    told = " ".join(map(str, lines))
    for file_id, code, words in at_work:
        assert str(file_id) not in told
        assert code not in told
        assert words not in told
    assert not re.search(r"Pekerjaan \d", told)
