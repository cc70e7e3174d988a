"""Search by number, name, NIK, telephone and the number of a supporting letter."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import queries_search
from offices.scope import office_scope
from tests.applications.pages import text, url

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"


def search(site, query, who="counter"):
    return site.at(who).post(url("search"), {"q": query})


def numbers(answer):
    return re.findall(r'row-number">([^<]+)<', answer.content.decode())


@pytest.fixture
def files(site, clock):
    """Two applicants, three files; the last one's letter is drawn up."""
    site.receive("ktp-el")
    clock.advance(minutes=1)
    site.receive(
        "sktm",
        values={
            "nama": "BUDI SANTOSO",
            "nik": "3508170508680002",
            "jenis_kelamin": "L",
            "telepon": "0813 9999 0000",
        },
    )
    clock.advance(minutes=1)
    return site.until(SKTM, "SIGN")


@pytest.mark.parametrize(
    ("query", "found", "hint"),
    [
        ("3508174508680001", ["0003/2026", "0001/2026"], "Dicari sebagai NIK."),
        ("3508 1745 0868 0001", ["0003/2026", "0001/2026"], "Dicari sebagai NIK."),
        ("081234567890", ["0003/2026", "0001/2026"], "Dicari sebagai nomor telepon."),
        ("+62 813-9999-0000", ["0002/2026"], "Dicari sebagai nomor telepon."),
        ("aminah", ["0003/2026", "0001/2026"], "Dicari sebagai nama."),
        ("santoso budi", ["0002/2026"], "Dicari sebagai nama."),
        ("0002/2026", ["0002/2026"], "Dicari sebagai nomor berkas atau surat."),
        ("2", ["0002/2026"], "Dicari sebagai nomor berkas atau surat."),
        ("0002", ["0002/2026"], "Dicari sebagai nomor berkas atau surat."),
        ("100.2.2.5/001/427.99/2026", ["0003/2026"], "Dicari sebagai nomor berkas atau surat."),
        ("470/12/2026", ["0003/2026", "0002/2026"], "Dicari sebagai nomor berkas atau surat."),
        ("0002/2025", [], ""),
        ("3508174508680009", [], "Dicari sebagai NIK."),
        ("tidak ada orangnya", [], "Dicari sebagai nama."),
    ],
)
def test_a_query_is_read_for_what_it_is(site, files, query, found, hint):
    answer = search(site, query)
    assert sorted(numbers(answer), reverse=True) == found
    assert hint in text(answer)


def test_a_name_misspelt_is_found_by_its_sound(site, files):
    assert numbers(search(site, "Budi Santosa")) == ["0002/2026"]


def test_the_latest_file_is_first(site, files):
    assert numbers(search(site, "aminah")) == ["0003/2026", "0001/2026"]


def test_another_offices_files_are_not_found(site, elsewhere, files):
    for query in ("3508174508680001", "aminah", "0002/2026", "081234567890", "470/12/2026"):
        assert numbers(search(elsewhere, query)) == []
        assert "Tidak ada berkas yang cocok di kantor ini." in text(search(elsewhere, query))


def test_an_empty_query_asks_nothing(site, files):
    for query in ("", "   "):
        assert "NIK dan telepon diketik lengkap" in text(search(site, query))


@pytest.mark.parametrize(
    "query", ["%", "_", "\\", "'", "ab", "x" * 500, "1" * 60, "½", "/", "///2026", "٣", "2026"]
)
def test_odd_queries_find_nothing_and_do_no_harm(site, files, query):
    assert search(site, query).status_code == 200


def test_what_was_typed_stands_in_no_address_and_is_shown_again(site, files):
    answer = search(site, "3508174508680001")
    body = answer.content.decode()
    assert 'value="3508174508680001"' in body
    assert "?q=" not in body
    assert answer.headers["Cache-Control"] == "no-store"
    ignored = site.at("counter").get(url("search"), {"q": "aminah"})
    assert numbers(ignored) == []


def test_results_are_limited_and_say_so(site, monkeypatch):
    monkeypatch.setattr(queries_search, "MOST", 3)
    for _n in range(5):
        site.receive("ktp-el")
    answer = search(site, "aminah")
    assert len(numbers(answer)) == 3
    assert "Masih ada yang lain; perjelas pencarian." in text(answer)


def test_every_way_of_searching_goes_through_an_index(site, files):
    """With sequential scans made dear, no plan has one over a table that grows with the years."""
    site.at("counter")
    for query in ("3508174508680001", "081234567890", "santoso", "0002/2026", "470/12/2026", "Budi Santosa"):
        with CaptureQueriesContext(connection) as caught:
            search(site, query)
        asked = [
            each["sql"]
            for each in caught
            if "applications_" in each["sql"] or "documents_letter" in each["sql"]
        ]
        with office_scope(site.office), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            for sql in asked:
                cursor.execute(f"EXPLAIN {sql}")
                plan = "\n".join(row[0] for row in cursor.fetchall())
                for table in ("file", "event", "supportingletter", "contactattempt"):
                    assert f"Seq Scan on applications_{table}" not in plan, (query, sql, plan)
                assert "Seq Scan on documents_letter" not in plan, (query, sql, plan)
