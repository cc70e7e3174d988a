"""What everybody may fetch: fixed tables, no cookie, no filter."""

import csv
import io
from collections.abc import Iterator

import pytest
from django.test import Client

from commons import clock as time
from indicators import operations as figures
from opendata import operations
from opendata.rules import rules
from tests.conftest import HELD
from tests.replaying import kept

pytestmark = pytest.mark.django_db
PATHS = [
    "",
    "katalog.json",
    "kamus.csv",
    "kantor.csv",
    "standar.csv",
    "indikator-2026-10.csv",
    "indikator-2026-10.json",
]


@pytest.fixture(scope="module")
def closed(with_figures, django_db_blocker) -> Iterator[None]:
    """Two months are closed."""
    few = rules().model_copy(update={"months_from": 2})

    def close() -> None:
        figures.sweep(now=time.now())
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(operations, "rules", lambda: few)
            operations.close_months(now=time.now())

    with kept(django_db_blocker, close, at=HELD):
        yield


@pytest.fixture
def anybody(closed, offices) -> Client:
    """A stranger, after two months were closed."""
    return Client(SERVER_NAME="kabupaten.localhost")


@pytest.mark.parametrize("path", PATHS)
def test_everybody_gets_it_without_a_cookie(anybody, path):
    answer = anybody.get(f"/data-terbuka/{path}")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "public" in answer.headers["Cache-Control"]


def test_the_page_says_what_is_there_and_what_is_not(anybody):
    page = anybody.get("/data-terbuka/").content.decode()
    assert "Oktober 2026" in page
    assert "1 sampai 4 berkas" in page
    assert "Creative Commons" in page
    assert "Penduduk" not in page


def test_csv_and_json_say_the_same(anybody):
    lines = list(
        csv.DictReader(io.StringIO(anybody.get("/data-terbuka/indikator-2026-10.csv").content.decode()))
    )
    found = anybody.get("/data-terbuka/indikator-2026-10.json").json()
    assert len(lines) == len(found["rows"]) > 100
    assert {one["indikator"] for one in lines} == {one["key"] for one in found["definitions"]}
    assert all(set(one) == set(lines[0]) for one in lines)


def test_a_published_month_is_asked_for_once(anybody):
    first = anybody.get("/data-terbuka/indikator-2026-10.csv")
    again = anybody.get(
        "/data-terbuka/indikator-2026-10.csv", headers={"if-none-match": first.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path", ["indikator-2026-11.csv", "indikator-2026-13.csv", "indikator-2026-10.xml", "indikator-1-1.csv"]
)
def test_what_is_not_published_is_not_there(anybody, path):
    assert anybody.get(f"/data-terbuka/{path}").status_code == 404


def test_filters_change_nothing(anybody):
    plain = anybody.get("/data-terbuka/indikator-2026-10.json").content
    assert anybody.get("/data-terbuka/indikator-2026-10.json?office=35.08.10&key=received").content == plain


def test_an_office_has_no_such_page(office_a):
    assert Client(SERVER_NAME=f"{office_a.slug}.localhost").get("/data-terbuka/").status_code == 404
