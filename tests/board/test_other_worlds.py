"""The bupati's page and an office's own where there is nothing yet, few peers, or every desa."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.measures import Duration
from indicators.names import forget_names
from indicators.sources import all_sources
from tests.board import kabupaten as world
from tests.board.conftest import BAD
from tests.board.test_own import PERIOD
from tests.board.test_pages import text_of

pytestmark = pytest.mark.django_db


def test_below_three_peers_there_is_no_median(office_a, office_b, services, clock, enter_office):
    world.fill([office_a.id], *PERIOD)
    page = enter_office("head").get("/kinerja/")
    assert {one["median"] for one in page.context["figures"]} == {"belum cukup data"}


def test_an_office_without_figures_is_told_what_comes(office_a, services, clock, enter_office):
    text = text_of(enter_office("head").get("/kinerja/"))
    assert "belum cukup data" in text
    assert "None" not in text


def test_before_anything_is_measured_the_page_says_so(bupati, services, office_a):
    text = text_of(bupati.get("/kinerja/"))
    assert "Angka belum pernah dihitung." in text
    assert "Belum cukup data untuk garis waktu." in text
    assert "None" not in text


@pytest.mark.parametrize(
    "path", ["/kinerja/?tingkat=semua&masa=12-bulan", f"/kinerja/kantor/{BAD}/?masa=12-bulan"]
)
def test_the_same_with_232_offices_and_five_years(bupati, services, clock, path):
    found = world.offices(desa=True)
    world.fill([one.id for one in found.values()], date(2021, 12, 1), date(2026, 11, 1), n=800)
    forget_names()
    bupati.get(path)
    with CaptureQueriesContext(connection) as captured:
        page = bupati.get(path)
    assert page.status_code == 200
    assert len(captured) <= 12 + 2 * (len(all_sources()) - 1), "\n".join(
        one["sql"][:120] for one in captured.captured_queries
    )
    assert len(page.content) < 400_000


def test_of_many_offices_those_that_need_attention_are_shown(bupati, services, clock):
    found = world.offices(desa=True)
    bad = found["35.08.21.2008"]
    world.fill([bad.id], date(2026, 9, 1), date(2026, 11, 1), shares={"kept": 60, "late": 39})
    world.fill([one.id for one in found.values()], date(2026, 9, 1), date(2026, 11, 1))
    page = bupati.get("/kinerja/?tingkat=semua")
    assert len(page.context["rows"]) == 40
    assert str(bad) in {row["office"] for row in page.context["rows"]}
    assert "40 dari 228 kantor ditampilkan" in text_of(page)
    assert len(bupati.get("/kinerja/ukuran/promise_kept/?tingkat=semua").context["rows"]) == 228


def test_an_office_is_named_for_what_the_chosen_measure_does_not_show(bupati, services, clock):
    """The leader of one is away, another sends many back; both keep their promises."""
    found = world.offices()
    first, last = date(2026, 9, 1), date(2026, 11, 1)
    world.fill([found["35.08.05"].id], first, last, minutes={Duration.LEADER_AWAY: 62})
    world.fill([found["35.08.06"].id], first, last, shares={"returned": 27})
    world.fill([one.id for one in found.values()], first, last)
    page = bupati.get("/kinerja/")
    said = [one["sentence"].replace("\N{NO-BREAK SPACE}", " ") for one in page.context["concerns"]]
    assert (
        said
        == [
            "Kecamatan Pasirian: menunggu pimpinan 62 mnt per berkas (diharapkan 7,6 mnt).",
            "Kecamatan Candipuro: 27 % berkas dikembalikan kepada pemohon (diharapkan 13 %).",
        ]
        or len(said) == 2
    )
    assert "WORSE" not in {row["tone"] for row in page.context["rows"]}
