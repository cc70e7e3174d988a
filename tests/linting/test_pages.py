"""The office sees and accepts findings on its own standards; the kabupaten sees all and changes none."""

import re
from concurrent.futures import ProcessPoolExecutor
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.cache import cache
from django.test import Client

from commons import clock as time
from linting import queries
from linting.checking import side_by_side
from linting.checking.version import rules_version
from linting.models import AcceptedFinding
from offices.scope import office_scope, public_scope
from regulations.operations import authorise
from servicetypes.catalogue import definition_of
from standards.catalogue import document_of
from standards.models import StandardVersion
from standards.operations import draft, publish
from tests.applications.pages import Site
from tests.onboarding.conftest import kabupaten_person, signed_in
from tests.world import catalogue, staff
from trail.models import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS = "/pengaturan/standar/periksa/"
OVERVIEW = "/pemeriksaan-standar/"
WHY = "Camat memang selalu ada di tempat"


@pytest.fixture
def published(office_a) -> StandardVersion:
    """SKTM of Kecamatan Lumajang, in force in office A."""
    with public_scope():
        catalogue(register=True)
        authorise(office_a, like="kec-lumajang")
    with office_scope(office_a):
        version = draft(document=document_of("kec-lumajang", "sktm"), definition=definition_of("sktm"))
        return publish(version=version, by="Uji", now=time.now())


@pytest.fixture
def site(office_a, published) -> Site:
    return Site(office_a, staff(office_a))


def key_of(page: str, words: str) -> str:
    """The key of the finding that quotes `words`."""
    item = next(each for each in page.split('<li class="finding"') if words in each)
    found = re.search(r"periksa/([0-9a-f]{40})/", item)
    assert found
    return found[1]


def accepted() -> list[tuple[str, str]]:
    with public_scope():
        return list(AcceptedFinding.objects.values_list("code", "reason"))


def test_findings_stand_with_their_words_and_mend(site):
    page = site.at("section_head").get(ADDRESS).content.decode()
    assert "5 kesalahan" in page, "three, and the name of another office twice: the standard is Lumajang's"
    assert "Setiap pemohon yang mengajukan permohonan Pengantar Surat Pernyataan Miskin secara acak" in page
    assert "Pilih: setiap pemohon diberi formulir" in page
    # Each goes back to where they came from: a kasi has no settings, and comes from the list of standards.
    assert f'href="{ADDRESS}"' in site.at("section_head").get("/standar/").content.decode()
    backs = {"section_head": "/standar/", "admin": "/pengaturan/"}
    for who, back in backs.items():
        shown = site.at(who).get(ADDRESS).content.decode()
        assert f'class="back" href="{back}"' in shown, who
        assert site.at(who).get(back).status_code == 200, who


def test_a_finding_is_accepted_and_opened_again(site, office_a):
    admin = site.at("admin")
    key = key_of(admin.get(ADDRESS).content.decode(), "15 menit")
    assert admin.post(f"{ADDRESS}{key}/terima/", {"reason": WHY}).status_code == 302
    assert accepted() == [("time_unbounded", WHY)]
    page = admin.get(ADDRESS).content.decode()
    assert "4 kesalahan" in page
    assert WHY in page
    assert "Dewi Anggraini" in page
    assert admin.post(f"{ADDRESS}{key}/buka/").status_code == 302
    assert accepted() == []
    with office_scope(office_a):
        actions = list(TrailEntry.objects.order_by("seq").values_list("action", flat=True))
    assert actions[-2:] == ["finding.accepted", "finding.reopened"]


def test_it_comes_back_when_the_text_changes(site, office_a):
    admin = site.at("admin")
    key = key_of(admin.get(ADDRESS).content.decode(), "15 menit")
    admin.post(f"{ADDRESS}{key}/terima/", {"reason": WHY})
    document = document_of("kec-lumajang", "sktm").model_dump(mode="json")
    document["waktu"]["source_text"][0]["text"] = "20 menit (Bila Pimpinan ada ditempat)"
    with office_scope(office_a):
        row = StandardVersion.objects.get()
        StandardVersion.objects.create(
            standard=row.standard,
            revision=row.revision + 1,
            origin=row.origin,
            title=row.title,
            document=document,
            program=row.program,
        )
    page = admin.get(ADDRESS).content.decode()
    assert "5 kesalahan" in page
    assert WHY not in page


@pytest.mark.parametrize(("reason", "says"), [("", "Tulis alasannya"), ("pendek", "Tulis alasannya")])
def test_without_a_reason_nothing_is_accepted(reason, says, site):
    admin = site.at("admin")
    key = key_of(admin.get(ADDRESS).content.decode(), "15 menit")
    answer = admin.post(f"{ADDRESS}{key}/terima/", {"reason": reason})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert accepted() == []


def test_what_is_not_there_is_not_accepted(site):
    admin = site.at("admin")
    answer = admin.post(f"{ADDRESS}{'0' * 40}/terima/", {"reason": WHY})
    assert answer.status_code == 422
    assert "sudah tidak ada" in answer.content.decode()
    assert admin.post(f"{ADDRESS}{'0' * 40}/buka/").status_code == 422
    assert accepted() == []


@pytest.mark.parametrize(
    ("who", "status"),
    [("counter", 403), ("operator", 403), ("information", 403), ("section_head", 200), ("secretary", 200),
     ("head", 200), ("admin", 200)],
)  # fmt: skip
def test_who_comes_in(who, status, site):
    assert site.at(who).get(ADDRESS).status_code == status


def test_another_office_sees_and_accepts_nothing_of_it(site, office_a, office_b):
    key = key_of(site.at("admin").get(ADDRESS).content.decode(), "15 menit")
    foreign = Site(office_b, staff(office_b)).at("admin")
    page = foreign.get(ADDRESS).content.decode()
    assert "Tidak ada temuan" in page
    assert "15 menit" not in page
    assert foreign.post(f"{ADDRESS}{key}/terima/", {"reason": WHY}).status_code == 422
    assert accepted() == []
    site.at("admin").post(f"{ADDRESS}{key}/terima/", {"reason": WHY})
    assert foreign.post(f"{ADDRESS}{key}/buka/").status_code == 422
    assert len(accepted()) == 1


def test_nobody_unknown_comes_in(office_a):
    stranger = Client(SERVER_NAME=f"{office_a.slug}.localhost")
    assert stranger.get(ADDRESS).status_code == 302
    assert stranger.post(f"{ADDRESS}{'0' * 40}/terima/", {"reason": WHY}).status_code == 302
    assert accepted() == []


def kabupaten(role: str) -> Client:
    return signed_in(Client(SERVER_NAME="kabupaten.localhost"), kabupaten_person(role, word="x"))


@pytest.mark.parametrize(
    ("role", "status"), [("KAB_ADMIN", 200), ("EXECUTIVE", 200), ("AUDITOR", 200), ("COMPLAINTS", 403)]
)
def test_who_of_the_kabupaten_comes_in(role, status, published, office_a):
    browser = kabupaten(role)
    for path in ("", f"kantor/{office_a.slug}/", "aturan/time_unbounded/"):
        assert browser.get(OVERVIEW + path).status_code == status


def test_the_kabupaten_counts_by_office_and_rule(site, office_a, office_b):
    browser = kabupaten("KAB_ADMIN")
    page = browser.get(OVERVIEW).content.decode()
    assert office_a.full_name in page
    assert office_b.full_name not in page  # no standard in force
    assert "Jangka waktu tidak berbatas" in page
    key = key_of(site.at("admin").get(ADDRESS).content.decode(), "15 menit")
    site.at("admin").post(f"{ADDRESS}{key}/terima/", {"reason": WHY})
    assert "Jangka waktu tidak berbatas" not in browser.get(OVERVIEW).content.decode()
    shown = browser.get(f"{OVERVIEW}kantor/{office_a.slug}/").content.decode()
    assert WHY in shown
    assert "Terima dengan alasan" not in shown
    assert "15 menit" in browser.get(f"{OVERVIEW}kantor/{office_a.slug}/").content.decode()


def test_a_command_s_children_find_the_same_and_its_connection_lives(published, monkeypatch):
    monkeypatch.setattr(side_by_side, "_WORTH", 1)
    with public_scope():
        alone = queries.kabupaten_findings(now=time.now())
        cache.clear()
        pool = Mock(side_effect=ProcessPoolExecutor)
        monkeypatch.setattr(side_by_side, "ProcessPoolExecutor", pool)
        assert queries.kabupaten_findings(now=time.now(), processes=2) == alone
        assert queries.kabupaten_findings(now=time.now(), processes=2) == alone  # kept
        assert pool.call_count == 1
    assert alone


def test_what_is_not_there_is_not_found(published, office_b):
    browser = kabupaten("KAB_ADMIN")
    for path in (f"kantor/{office_b.slug}/", "kantor/tiada/", "aturan/tiada/"):
        assert browser.get(OVERVIEW + path).status_code == 404


def test_strangers_and_office_people_stay_out_of_the_kabupaten(site):
    assert Client(SERVER_NAME="kabupaten.localhost").get(OVERVIEW).status_code == 302
    assert site.at("admin").get(OVERVIEW).status_code == 404


def test_findings_are_kept_for_these_rules_only(context, monkeypatch):
    """What is kept of an office's findings is not said again when the rules have changed."""
    asked: list[Any] = []

    def nothing(keys: Any) -> dict[str, Any]:
        asked.append(keys)
        return {}

    monkeypatch.setattr(cache, "get_many", nothing)
    monkeypatch.setattr(cache, "set_many", lambda *_what: None)
    for version in (rules_version(), "other rules"):
        monkeypatch.setattr(queries, "rules_version", lambda v=version: v)
        queries._cached({"kec-x": []}, {"kec-x": ["1"]}, context, 1)
    assert asked[0] != asked[1]
    assert len(rules_version()) == 64
