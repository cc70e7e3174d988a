"""Figures for programs: by role and host, as JSON and CSV, and what is refused."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from accounts import operations as accounts
from accounts.models import Assignment, User
from commons import clock as clocks
from indicators.measures import all_definitions
from offices.scope import public_scope
from tests import world
from tests.indicators.cells import cell, store

pytestmark = pytest.mark.django_db
PATH = "/api/v1/indicators/"
ROLES = ("KAB_ADMIN", "EXECUTIVE", "AUDITOR", "COMPLAINTS")


def token(user_id, office):
    return accounts.create_token(user_id=user_id, office=office, name="uji", actor=None, now=clocks.now()).key


def at_kabupaten(role):
    with public_scope():
        user = User.objects.create(username=role.lower(), name="Uji", created_at=clocks.now())
        Assignment.objects.create(user=user, roles=[role], title="Uji", from_date=world.SINCE)
    return token(user.id, None)


def get(host, secret, **asked):
    headers = {"Authorization": f"Token {secret}"} if secret else {}
    return Client(SERVER_NAME=host).get(PATH, asked, headers=headers)


@pytest.fixture
def filled(office_a, office_b, clock):
    store(office_a, {"sktm": cell(kept=90, late=10), "kp4": cell(kept=5)})
    store(office_a, {"sktm": cell(kept=50)}, first=date(2026, 10, 1))
    store(office_b, {"sktm": cell(kept=40, late=60)})
    return office_a, office_b


HOST_A = "kec-uji-barat.localhost"
KABUPATEN = "kabupaten.localhost"


@pytest.mark.parametrize("role", ROLES)
def test_the_kabupaten_sees_all_offices(filled, role):
    answer = get(KABUPATEN, at_kabupaten(role))
    if role == "COMPLAINTS":
        assert answer.status_code == 403
        return
    body = answer.json()
    assert answer.status_code == 200
    assert [one["key"] for one in body["definitions"]] == [one.key for one in all_definitions()]
    assert len(body["results"]) == 2 * len(all_definitions())
    row = next(row for row in body["results"] if row["key"] == "promise_kept")
    assert (row["office"], row["n"], row["enough"]) == ("35.99.01", 105, True)
    assert (row["start"], row["end"], row["service"]) == ("2026-11-01", "2026-11-30", "")


def test_filters(filled):
    secret = at_kabupaten("EXECUTIVE")

    def rows(**asked):
        found = get(KABUPATEN, secret, key="received", **asked).json()["results"]
        return [(row["office"], row["start"][:7], row["value"]) for row in found]

    two = {"start": "2026-10", "end": "2026-11", "level": "KECAMATAN"}
    assert rows(office="35.99.02.1001") == [("35.99.02.1001", "2026-11", 100)]
    assert rows(level="KECAMATAN", service="kp4") == [("35.99.01", "2026-11", 5)]
    assert rows(**two) == [("35.99.01", "2026-10", 155)]
    assert rows(**two, by="start") == [("35.99.01", "2026-10", 50), ("35.99.01", "2026-11", 105)]
    assert rows(office="99.99.99") == []
    assert rows(service="tidak-ada", level="KECAMATAN") == [("35.99.01", "2026-11", 0)]


def test_the_same_as_csv(filled):
    key = at_kabupaten("EXECUTIVE")
    answer = get(KABUPATEN, key, output="csv", key="promise_kept")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    found = list(csv.DictReader(io.StringIO(answer.content.decode())))
    plain = get(KABUPATEN, key, key="promise_kept").json()["results"]
    assert [{name: "" if v is None else str(v) for name, v in row.items()} for row in plain] == found


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"key": "nothing"}, "key"),
        ({"start": "2026-13"}, "start"),
        ({"start": "2026-11-31"}, "start"),
        ({"start": "besok"}, "start"),
        ({"start": "9999-12"}, "start"),
        ({"start": "0001-01"}, "start"),
        ({"start": "2026-11", "end": "9999-12-31"}, "end"),
        ({"start": "2026-11", "end": "2026-10"}, "end"),
        ({"start": "2026-01-05", "end": "2026-01-09"}, "start"),
        ({"start": "2010-01", "end": "2026-10"}, "start"),
        ({"level": "PROVINSI"}, "level"),
        ({"by": "file"}, "by"),
        ({"output": "xml"}, "output"),
        ({"service": "a b"}, "service"),
    ],
)
def test_what_cannot_be_asked_is_said_field_by_field(filled, asked, field):
    answer = get(KABUPATEN, at_kabupaten("EXECUTIVE"), **asked)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert field in answer.json()["errors"][0]["pointer"]


def test_nobody_without_a_token(filled):
    assert get(KABUPATEN, "").status_code == 401
    assert get(HOST_A, "").status_code == 401


def test_an_office_gets_its_own_figures_and_no_other(filled):
    office_a, office_b = filled
    people = world.staff(office_a)
    answers = {
        name: get(HOST_A, token(actor.user_id, office_a), key="received", office="35.99.02.1001")
        for name, actor in people.items()
    }
    allowed = {name for name, answer in answers.items() if answer.status_code == 200}
    assert allowed == {"head", "secretary", "section_head"}
    body = answers["head"].json()
    assert [(row["office"], row["value"]) for row in body["results"]] == [("35.99.01", 105)]
    assert office_b.name not in answers["head"].content.decode()
    key = token(people["head"].user_id, office_a)
    assert get("kel-uji-timur.localhost", key).status_code == 401
    assert get(KABUPATEN, key).status_code == 401


def test_a_kabupaten_token_opens_no_office(filled):
    assert get(HOST_A, at_kabupaten("EXECUTIVE")).status_code == 401
