"""Offices and standards for programs, and the same side by side for people."""

import pytest
from django.test import Client

from opendata import comparing
from standards.channels import NAMES
from standards.vocabulary import ChannelKind, EvaluationKind, Guarantee
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def anybody(office_a, office_b, database) -> Client:
    """A stranger; two offices with standards of their own."""
    for office in (office_a, office_b):
        world.open_services(office, "sktm", "kp4")
    return Client(SERVER_NAME="kabupaten.localhost")


def test_every_open_office_by_code(anybody, office_a, office_b):
    found = anybody.get("/api/v1/offices/").json()
    codes = [one["code"] for one in found["results"]]
    assert codes == sorted(codes)
    assert {office_a.kemendagri_code, office_b.kemendagri_code} <= set(codes)
    assert found["next"] is None
    one = next(each for each in found["results"] if each["code"] == office_a.kemendagri_code)
    assert {"sktm", "kp4"} == {each["code"] for each in one["services"]}
    assert len(one["hours"]) == 7
    assert (one["former_hosts"], one["unit_code"]) == ([], "")


def test_pages_go_on_where_they_ended(anybody):
    first = anybody.get("/api/v1/offices/?limit=1").json()
    second = anybody.get(first["next"]).json()
    assert len(first["results"]) == len(second["results"]) == 1
    assert first["results"][0]["code"] < second["results"][0]["code"]


def test_one_by_code_and_by_its_address(anybody, office_a):
    by_code = anybody.get(f"/api/v1/offices/{office_a.kemendagri_code}/")
    assert by_code.json() == anybody.get(f"/api/v1/offices/{office_a.slug}/").json()
    again = anybody.get(
        f"/api/v1/offices/{office_a.slug}/", headers={"if-none-match": by_code.headers["ETag"]}
    )
    assert again.status_code == 304
    assert anybody.get("/api/v1/offices/kec-tidak-ada/").status_code == 404


@pytest.mark.parametrize(
    "query", ["level=KOTA", "limit=0", "limit=9999", "parent='--", "after=x", "state=OFF"]
)
def test_wrong_questions_are_named(anybody, query):
    answer = anybody.get(f"/api/v1/offices/?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_standards_side_by_side(anybody, office_a, office_b):
    found = anybody.get("/api/v1/standards/compare/sktm/").json()
    codes = [one["code"] for one in found["offices"]]
    assert {office_a.kemendagri_code, office_b.kemendagri_code} <= set(codes)
    assert len(found["components"]) == 14
    time = next(one for one in found["components"] if one["unit"] == "minutes")
    assert time["median"] == 15
    text = anybody.get("/api/v1/standards/compare/sktm/?output=csv")
    assert text.headers["Content-Type"].startswith("text/csv")
    assert office_a.full_name in text.content.decode()
    assert anybody.get("/api/v1/standards/compare/tidak-ada/").status_code == 404


def test_everything_is_said_in_words():
    """No key of ours stands on a page."""
    assert set(comparing.RESTS_ON) == set(Guarantee)
    assert set(comparing.EVALUATED_BY) == set(EvaluationKind)
    assert set(NAMES) == set(ChannelKind)


def test_the_page_is_for_the_kabupaten(anybody, enter_as):
    assert anybody.get("/standar/banding/sktm/").status_code == 302
    for role in ("EXECUTIVE", "KAB_ADMIN", "AUDITOR"):
        client = enter_as(role)
        assert "SKTM" in client.get("/standar/banding/").content.decode()
        page = client.get("/standar/banding/sktm/").content.decode()
        assert "Persyaratan" in page
        assert client.get("/standar/banding/tidak-ada/").status_code == 404
    assert enter_as("COMPLAINTS").get("/standar/banding/sktm/").status_code == 403


def test_an_office_without_it_is_named(anybody, enter_as, office_a):
    page = enter_as("EXECUTIVE").get("/standar/banding/dtsen/").content.decode()
    assert office_a.full_name in page
    assert "Belum ada kantor yang menerbitkan standar layanan ini." in page
