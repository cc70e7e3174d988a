"""The Buku Register over the API: every number in order, also void ones; no whole NIK."""

import pytest

from tests import world
from tests.api.conftest import pointers, refused

pytestmark = pytest.mark.django_db


def lines(desk, query: str = ""):
    """The page's lines as the counter reads them."""
    answer = desk.call("counter", "get", f"register/{query}")
    assert answer.status_code == 200, answer.json()
    return answer.json()["results"]


def test_each_service_writes_its_line(desk):
    outcomes = {code: desk.through(code) for code in ("sktm-rekomendasi", "sktm", "ktp-el")}
    rows = {row["service_code"]: row for row in lines(desk)}
    assert {code: row["seq"] for code, row in rows.items()} == {"sktm-rekomendasi": 1, "sktm": 2, "ktp-el": 3}
    for code, outcome in outcomes.items():
        assert rows[code]["receipt_number"] == outcome["receipt_number"]
        assert rows[code]["file_id"] == outcome["file_id"]
        assert rows[code]["receiver"] == "SITI AMINAH"
        assert rows[code]["nik"] == "350817******0001"
    assert rows["sktm-rekomendasi"]["number"] == "100.2.2.5/001/427.99/2026"
    assert "Kepala Desa Kaliboto Lor" in rows["sktm-rekomendasi"]["basis"]
    assert rows["ktp-el"]["number"] == "", "what is made elsewhere has no letter number"


def test_a_void_number_stays_with_its_reason(desk):
    outcome = desk.until(desk.receive("sktm-rekomendasi"), "SIGN")
    number = outcome["letter_number"]
    answer = desk.act("section_head", outcome, "reject", data={"ground": "Data tidak sesuai"})
    assert answer.status_code == 200
    (row,) = lines(desk)
    assert (row["number"], row["state"]) == (number, "VOID")
    assert "Data tidak sesuai" in row["note"]


def test_it_is_read_page_by_page(desk):
    for _n in range(5):
        desk.through("ktp-el")
    seen: list[int] = []
    cursor = ""
    while True:
        page = desk.call("counter", "get", f"register/?limit=2{cursor}").json()
        seen += [row["seq"] for row in page["results"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == [5, 4, 3, 2, 1]


def test_it_is_filtered(desk):
    for code in ("sktm-rekomendasi", "ktp-el"):
        desk.through(code)
    assert [row["service_code"] for row in lines(desk, "?service=ktp-el")] == ["ktp-el"]
    assert [row["seq"] for row in lines(desk, "?start=2026-11-20&end=2026-11-20")] == [2, 1]
    assert lines(desk, "?end=2026-11-19") == []
    assert [row["seq"] for row in lines(desk, "?number=001/427")] == [1]
    assert lines(desk, "?year=2025") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("start=2026-02-31", "/start"),
        ("start=2026-11-20&end=2026-11-19", "/end"),
        ("year=MMXXVI", "/year"),
        ("cursor=%00", "/cursor"),
        ("cursor=x", "/cursor"),
        ("limit=0", "/limit"),
        ("limit=100000", "/limit"),
        ("number=abc", "/number"),
        ("service=%27", "/service"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(desk, unchanged, query, field):
    assert pointers(refused(desk.call("counter", "get", f"register/?{query}"), 400)) == {field}


def test_each_office_has_its_own_book(desk, other_desk):
    desk.through("sktm-rekomendasi")
    assert lines(other_desk) == []
    other_desk.through("sktm-rekomendasi")
    assert [row["seq"] for row in lines(other_desk)] == [1]
    assert world.VALUES["nik"] not in str(lines(desk))
