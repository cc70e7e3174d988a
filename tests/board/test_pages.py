"""The bupati's page and what it leads to: roles, hosts, what is said, and what it costs."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from redis.exceptions import ConnectionError as RedisConnectionError

from accounts.permissions import ALL_KABUPATEN
from board import news
from board.pages import COMPARERS
from board.presenters import explained
from board.queries import HEADLINES
from board.tasks import look_for_news
from commons import clock as clock_module
from commons.ids import first_id_at
from indicators.measures import all_definitions
from indicators.sources import all_sources
from offices.models import DirtyMark
from offices.scope import public_scope
from tests.board.conftest import BAD
from tests.world import PEOPLE

pytestmark = pytest.mark.django_db
PAGES = (
    "/kinerja/",
    "/kinerja/ukuran/promise_kept/",
    f"/kinerja/kantor/{BAD}/",
    "/kinerja/banding/",
    "/kinerja/keberatan/",
)
STRANGERS = [role for role in ALL_KABUPATEN if role not in COMPARERS]


@pytest.mark.parametrize("role", ALL_KABUPATEN)
def test_the_bupatis_office_arrives_on_the_board_and_nobody_else(enter_as, role):
    client = enter_as(role)
    for wish in ("", "?next=/"):
        assert client.get(f"/masuk/{wish}").url == ("/kinerja/" if role == "EXECUTIVE" else "/")
    assert client.get("/masuk/?next=/laporan/").url == "/laporan/"


def text_of(page):
    """The page's words, spaces made one."""
    bare = re.sub(r"<[^>]+>", " ", page.content.decode())
    return " ".join(bare.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", COMPARERS)
def test_who_compares_offices_sees_every_page(offices, enter_as, role, path):
    assert enter_as(role).get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", STRANGERS)
def test_other_roles_of_the_kabupaten_do_not(offices, enter_as, role, path):
    assert enter_as(role).get(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_led_to_the_sign_in_page(offices, client_kabupaten, path):
    assert client_kabupaten.get(path).status_code == 302


@pytest.mark.parametrize("path", PAGES[1:])
@pytest.mark.parametrize("key", PEOPLE)
def test_an_office_has_none_of_them(offices, enter_office, key, path):
    client = enter_office(key)
    assert client.get(path).status_code in {403, 404, 405}
    elsewhere = Client(SERVER_NAME="kabupaten.localhost")
    elsewhere.cookies = client.cookies
    assert elsewhere.get(path).status_code in {302, 403}


def test_the_page_finds_the_office_that_was_made_bad(bupati, offices):
    page = bupati.get("/kinerja/")
    groups = [page.context["first"], *page.context["others"]]
    names = ["Waktu warga", "Berkas dan kunjungan", "Suara warga", "Janji kantor"]
    assert [group["name"] for group in groups] == names
    keys = [one["about"]["key"] for group in groups for one in group["heads"]]
    assert keys[:2] == ["promise_kept", "queue_wait_minutes"]
    heads = {one.key for one in all_definitions() if one.headline} | set(HEADLINES)
    assert (len(keys), set(keys)) == (len(heads), heads), "each once"
    text = text_of(page)
    assert "Di mana warga menunggu, dan mengapa?" in text
    assert "Perlu perhatian: 1" in text
    assert "Kecamatan Rowokangkung : 75 %" in text
    (concern,) = (one["sentence"].replace("\N{NO-BREAK SPACE}", " ") for one in page.context["concerns"])
    assert concern == (
        "Kecamatan Rowokangkung: janji waktu ditepati 75 % (diharapkan 92 %); "
        "menunggu pimpinan 90 mnt per berkas (diharapkan 9,3 mnt)."
    )
    assert concern in text
    assert (
        "Kecamatan Rowokangkung: janji SKTM (pengesahan) turun dari 92 % ke 60 % sejak 3 minggu lalu" in text
    )
    assert "sebab utama: pimpinan tidak di tempat." in text


def test_weak_numbers_are_not_shown(bupati, offices):
    page = bupati.get("/kinerja/?masa=bulan-lalu")
    row = next(row for row in page.context["rows"] if row["office"] == "Kecamatan Candipuro")
    assert row["text"] == "belum cukup data"
    assert row["group"] == "Belum cukup data: 2"
    assert row["interval"] == ""


def test_a_kecamatan_is_counted_without_its_kelurahan_unless_asked(bupati, offices):
    assert len(bupati.get("/kinerja/").context["rows"]) == 22
    assert len(bupati.get("/kinerja/?tingkat=kelurahan").context["rows"]) == 8
    assert len(bupati.get("/kinerja/?tingkat=semua").context["rows"]) == 30


def test_the_map_draws_every_kecamatan_as_a_link_with_words(bupati, offices):
    html = bupati.get("/kinerja/").content.decode()
    labels = re.findall(r'<a href="(/kinerja/kantor/[^"]+)" aria-label="([^"]+)"><title>', html)
    assert len(labels) == 21
    assert any("Rowokangkung: 75" in label and "Perlu perhatian" in label for _url, label in labels)
    assert "<svg" not in bupati.get("/kinerja/?tingkat=kelurahan").context["legend"][0]["words"]


KINDS = {(one.kind, one.unit, one.direction, one.source): one.key for one in all_definitions()}


@pytest.mark.parametrize("key", KINDS.values())
def test_every_kind_of_figure_explains_itself_and_has_a_table(bupati, offices, key):
    page = bupati.get(f"/kinerja/ukuran/{key}/")
    about = page.context["about"]
    assert about["definition"] in page.content.decode().replace("&quot;", '"')
    assert len(page.context["rows"]) == 22


def test_every_figure_says_what_it_is():
    for one in all_definitions():
        said = explained(one)
        assert all(said[part].strip() for part in ("name", "definition", "formula", "way")), one.key


def test_the_board_compares_by_each_kind_of_figure(bupati, offices):
    for key in {(one.kind, one.direction): one.key for one in all_definitions()}.values():
        assert bupati.get(f"/kinerja/?ukuran={key}").status_code == 200, key


def test_offices_are_in_groups_and_nobody_is_ranked(bupati, offices):
    page = bupati.get("/kinerja/ukuran/promise_kept/")
    groups = list(dict.fromkeys(row["group"] for row in page.context["rows"]))
    assert groups == ["Perlu perhatian: 1", "Seperti umumnya: 19", "Belum cukup data: 2"]
    usual = [row["office"] for row in page.context["rows"] if row["tone"] == "USUAL"]
    assert "Peringkat" not in text_of(page)
    by_code = [row["office"] for row in bupati.get("/kinerja/ukuran/received/").context["rows"]]
    assert usual == [name for name in by_code if name in usual], "in a group by code"
    assert {row["group"] for row in bupati.get("/kinerja/ukuran/received/").context["rows"]} == {""}


def being_counted(ids):
    """Marks that no sweep has come to for a minute."""
    at = clock_module.now() - timedelta(minutes=1)
    with public_scope():
        DirtyMark.objects.bulk_create(
            DirtyMark(id=UUID(int=first_id_at(at).int + n), office_id=each, topic="files")
            for n, each in enumerate(ids)
        )


@pytest.mark.parametrize("path", PAGES[:4])
def test_while_figures_are_counted_anew_nothing_is_compared(bupati, offices, path):
    being_counted([one.id for one in offices.values()][:12])
    page = bupati.get(path)
    text = text_of(page)
    assert "Sedang dihitung: 18 dari 30 kantor selesai" in text
    for word in (
        "Perlu perhatian",
        "Yang berubah",
        "Dibanding kantor lain",
        "masa sebelumnya (",
    ):
        assert word not in text
    assert not page.context.get("alerts")
    look_for_news()
    with public_scope():
        DirtyMark.objects.all().delete()
    assert "Sedang dihitung" not in text_of(bupati.get(path))


def test_one_office_that_waits_hides_nothing(bupati, offices):
    being_counted([offices[BAD].id])
    text = text_of(bupati.get("/kinerja/"))
    assert "Sedang dihitung" not in text
    assert "Perlu perhatian" in text


def test_an_unknown_choice_falls_back_and_the_page_says_what_it_shows(bupati, offices):
    page = bupati.get("/kinerja/?masa=besok&tingkat=x&ukuran=y&layanan=%27;drop")
    assert page.status_code == 200
    assert (
        "September – 30 November 2026 (belum selesai) · semua layanan · Kecamatan (tanpa kelurahannya)"
        in text_of(page)
    )


def test_unknown_offices_and_figures_are_not_found(bupati, offices):
    assert bupati.get("/kinerja/kantor/35.99.99/").status_code == 404
    assert bupati.get("/kinerja/ukuran/none/").status_code == 404


def test_drilling_down_shows_numbers_and_no_people(bupati, offices, people_a):
    text = text_of(bupati.get(f"/kinerja/kantor/{BAD}/?layanan=sktm"))
    assert "Kecamatan Rowokangkung" in text
    assert "Menit pimpinan tidak di tempat per berkas" in text
    for person in people_a.values():
        assert person.name not in text


def test_a_kecamatan_shows_its_kelurahan(bupati, offices):
    page = bupati.get("/kinerja/kantor/35.08.10/")
    assert len(page.context["below"]) == 7
    assert bupati.get(f"/kinerja/kantor/{BAD}/").context["below"] == []


def test_two_offices_side_by_side(bupati, offices):
    path = f"/kinerja/banding/?kantor_a=35.08.01&kantor_b={BAD}&masa_a=2026-10&masa_b=2026-10"
    row = bupati.get(path).context["rows"][0]
    assert row["about"]["key"] == "promise_kept"
    assert row["verdict"] == "A lebih baik"
    assert row["tone"] == "WORSE"


def test_two_periods_of_one_office_are_not_told_apart_where_nothing_changed(bupati, offices):
    path = "/kinerja/banding/?kantor_a=35.08.01&kantor_b=35.08.01&masa_a=2026-09&masa_b=2026-10"
    assert bupati.get(path).context["rows"][0]["verdict"] == "Tidak berbeda nyata"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_twelve_queries_at_most_and_two_for_each_further_source(bupati, offices, path):
    bupati.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert bupati.get(path).status_code == 200
    assert len(captured) <= 12 + 2 * (len(all_sources()) - 1), "\n".join(
        one["sql"][:120] for one in captured.captured_queries
    )


def test_what_a_worker_found_is_not_looked_for_again(bupati, offices):
    """The sentences are the same either way; looking is the one query more."""
    path = "/kinerja/?tingkat=semua"
    bupati.get(path)
    news.forget()
    with CaptureQueriesContext(connection) as itself:
        alone = text_of(bupati.get(path))
    news.forget()
    look_for_news()
    with CaptureQueriesContext(connection) as kept:
        assert text_of(bupati.get(path)) == alone
    assert len(kept) == len(itself) - 1


def test_without_the_cache_the_page_looks_itself(bupati, offices, monkeypatch):
    path = "/kinerja/?tingkat=semua"
    before = text_of(bupati.get(path))

    class Away:
        """A cache that does not answer."""

        def get(self, _key):
            raise RedisConnectionError

        def set(self, *_what):
            raise RedisConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(news, "cache", Away())
        assert text_of(bupati.get(path)) == before


def test_nothing_on_the_page_needs_a_style_or_a_script_inside(bupati, offices):
    for path in PAGES:
        html = bupati.get(path).content.decode()
        assert " style=" not in html
        assert not re.search(r"<script(?![^>]*\bsrc=)", html)


@pytest.mark.parametrize("path", PAGES)
def test_reading_changes_nothing_and_nothing_else_is_answered(bupati, offices, path):
    if path != "/kinerja/keberatan/":
        assert bupati.post(path).status_code == 405
