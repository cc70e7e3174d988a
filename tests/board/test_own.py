"""An office's own page: the office of the host, its peers as a median, its kelurahan, and nobody else's."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.sources import all_sources
from offices.models import Level, Office
from offices.scope import public_scope
from tests.board import kabupaten as world
from tests.board.test_pages import text_of
from tests.world import PEOPLE

pytestmark = pytest.mark.django_db
LEADERS = ("head", "secretary", "section_head")
PERIOD = date(2025, 12, 1), date(2026, 11, 1)


@pytest.fixture
def figures_a(office_a, offices):
    """Figures of office A, beside those of 28 others."""
    world.fill([office_a.id], *PERIOD)
    return office_a


@pytest.mark.parametrize("key", PEOPLE)
def test_all_staff_may_open_it(figures_a, enter_office, key):
    assert enter_office(key).get("/kinerja/").status_code == 200


@pytest.mark.parametrize("key", LEADERS)
def test_leaders_see_figures(figures_a, enter_office, key):
    page = enter_office(key).get("/kinerja/")
    assert page.context["figures"][0]["text"] == "93\N{NO-BREAK SPACE}%"
    assert page.context["figures"][0]["peers"] == 20


@pytest.mark.parametrize("key", [key for key in PEOPLE if key not in LEADERS])
def test_others_are_told_who_reads_them(figures_a, enter_office, key):
    page = enter_office(key).get("/kinerja/")
    assert page.context["seen"] is None
    assert "Angka kinerja dibaca pimpinan" in text_of(page)


def test_no_other_office_is_named(figures_a, enter_office, offices, office_b):
    for path in ("/kinerja/", "/kinerja/laporan/?masa=2026-10", "/kinerja/keberatan/promise_kept/"):
        html = enter_office("head").get(path).content.decode()
        for other in [*offices.values(), office_b]:
            assert str(other) not in html
            assert other.kemendagri_code not in html


def test_an_address_cannot_ask_for_another_office(figures_a, enter_office, offices):
    page = enter_office("head").get("/kinerja/?kantor=35.08.01&kantor_a=35.08.01&tingkat=semua")
    assert page.context["subject"] == str(figures_a)
    assert enter_office("head").get("/kinerja/kantor/35.08.01/").status_code == 404


def test_a_camat_sees_the_kelurahan_below_and_no_other(figures_a, enter_office, offices):
    with public_scope():
        child = offices["35.08.10.1003"]
        Office.objects.filter(pk=child.pk).update(parent=figures_a)
    page = enter_office("head").get("/kinerja/")
    assert [row["office"] for row in page.context["below"]] == ["Kelurahan Citrodiwangsan"]
    assert child.level == Level.KELURAHAN
    assert "Ditotrunan" not in page.content.decode()


def test_the_months_report_is_one_click_away(figures_a, enter_office):
    client = enter_office("head")
    page = client.get("/kinerja/laporan/")
    assert page.status_code == 302
    assert page.headers["Location"] == "/kinerja/laporan/?masa=2026-10"
    text = text_of(client.get(page.headers["Location"]))
    assert "Laporan kinerja pelayanan" in text
    assert "Oktober 2026" in text


@pytest.mark.parametrize("path", ["/kinerja/", "/kinerja/laporan/?masa=2026-10"])
def test_it_costs_few_queries(figures_a, enter_office, path):
    client = enter_office("head")
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    ours = [one for one in captured.captured_queries if "indicators_" in one["sql"] or "board_" in one["sql"]]
    assert len(ours) <= 8
    # Each source of figures besides files costs two; the bar asks for drafts and notices.
    assert len(captured) <= 18 + 2 * (len(all_sources()) - 1), "\n".join(
        one["sql"][:160] for one in captured.captured_queries
    )
