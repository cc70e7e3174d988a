"""From one office to another of the same person: a pass that works once, there, for thirty seconds."""

from urllib.parse import urlsplit

import pytest

from accounts import switching
from accounts.models import SwitchTicket
from commons.clock import now
from offices.scope import office_scope, public_scope
from tests.accounts.conftest import assign, log_in, second_factor
from trail import queries as trail


@pytest.fixture
def sari(client_a, office_a, office_b, person):
    """Somebody with work in both offices, signed in at A."""
    user = person("sari", office_a, "COUNTER")
    assign(user, office_b, "OPERATOR", title="Operator")
    log_in(client_a, "sari")
    return user


def leave(client, slug: str):
    """Ask for a pass; the address on the other host."""
    answer = client.post("/ganti-kantor/", {"office": slug})
    assert answer.status_code == 302, answer.content.decode()
    return urlsplit(answer.url)


def test_a_person_goes_from_office_to_office(client_a, client_b, office_a, office_b, sari):
    url = leave(client_a, office_b.slug)
    assert url.hostname == f"{office_b.slug}.localhost"
    page = client_b.get(url.path)
    assert page.status_code == 200
    assert "data-autosubmit" in page.content.decode()
    assert client_b.get("/siapa/").json() == {"name": None}, "opening the address changes nothing"
    assert client_b.post(url.path).status_code == 302
    assert client_b.get("/siapa/").json() == {"name": "Sari", "title": "Operator", "roles": ["OPERATOR"]}
    assert client_a.get("/siapa/").json()["roles"] == ["COUNTER"]
    with office_scope(office_b):
        assert trail.latest()[0].action == "account.switched"
    with office_scope(office_a):
        assert "account.switched" not in [row.action for row in trail.latest()]


def test_from_the_kabupaten_to_an_office_and_back(client_kabupaten, client_a, office_a, person, clock):
    adi = person("adi", None, "KAB_ADMIN")
    assign(adi, office_a, "OFFICE_ADMIN")
    app = second_factor(adi)
    clock.advance(seconds=30)
    log_in(client_kabupaten, "adi")
    client_kabupaten.post("/masuk/kode/", {"code": app.at(now())})
    there = leave(client_kabupaten, office_a.slug)
    client_a.post(there.path)
    assert client_a.get("/staf/").status_code == 200, "the second step was done already"
    back = leave(client_a, "kabupaten")
    assert back.hostname == "kabupaten.localhost"
    client_kabupaten.post("/keluar/")
    client_kabupaten.post(back.path)
    assert client_kabupaten.get("/siapa/").json()["roles"] == ["KAB_ADMIN"]


def test_a_pass_carries_no_second_step_that_was_not_done(client_a, client_b, office_a, office_b, person):
    user = person("sari", office_a, "COUNTER")
    assign(user, office_b, "HEAD")
    log_in(client_a, "sari")
    client_b.post(leave(client_a, office_b.slug).path)
    assert client_b.get("/staf/").url == "/masuk/kode/pasang/"


def test_a_pass_works_once(client_a, client_b, office_b, sari):
    url = leave(client_a, office_b.slug)
    assert client_b.post(url.path).status_code == 302
    client_b.post("/keluar/")
    for again in (client_b.get(url.path), client_b.post(url.path)):
        assert again.status_code == 403
        assert "sudah dipakai" in again.content.decode()
    assert client_b.get("/siapa/").json() == {"name": None}


def test_a_pass_lasts_thirty_seconds(client_a, client_b, office_b, sari, clock):
    url = leave(client_a, office_b.slug)
    clock.advance(seconds=30)
    assert client_b.get(url.path).status_code == 200
    clock.advance(seconds=1)
    answer = client_b.post(url.path)
    assert (answer.status_code, "30 detik" in answer.content.decode()) == (403, True)
    assert client_b.get("/siapa/").json() == {"name": None}


def test_a_pass_is_good_on_its_own_host_only(client_a, client_b, client_kabupaten, office_a, office_b, sari):
    url = leave(client_a, office_b.slug)
    client_a.post("/keluar/")
    for client in (client_a, client_kabupaten):
        answer = client.post(url.path)
        assert answer.status_code == 403
        assert "tidak berlaku di sini" in answer.content.decode()
        assert client.get("/siapa/").json() == {"name": None}
    assert client_b.post(url.path).status_code == 302, "trying it elsewhere did not use it up"


@pytest.mark.parametrize("code", ["TEBAKAN", "0" * 32, "😀"])
def test_a_made_up_pass_is_refused(client_a, office_a, code):
    assert client_a.get(f"/masuk/tiket/{code}/").status_code == 403
    assert client_a.post(f"/masuk/tiket/{code}/").status_code == 403


@pytest.mark.parametrize("slug", ["kel-uji-timur", "kabupaten", "tidak-ada", "", "../x"])
def test_no_pass_where_one_does_not_work(client_a, office_a, office_b, person, slug):
    person("budi", office_a, "COUNTER")
    log_in(client_a, "budi")
    assert client_a.post("/ganti-kantor/", {"office": slug}).status_code == 403
    with public_scope():
        assert SwitchTicket.objects.count() == 0


def test_no_pass_by_opening_an_address_or_without_a_session(client_a, client_b, office_a, office_b, sari):
    assert client_a.get("/ganti-kantor/").status_code == 405
    assert client_b.post("/ganti-kantor/", {"office": office_a.slug}).url.startswith("/masuk/")


def test_an_assignment_that_ended_meanwhile_ends_the_pass(
    client_a, client_b, office_a, office_b, person, clock
):
    clock.set("2026-11-20 23:59:50")
    user = person("sari", office_a, "COUNTER")
    assign(user, office_b, "OPERATOR", to_date=now().date())
    log_in(client_a, "sari")
    url = leave(client_a, office_b.slug)
    clock.advance(seconds=15)
    assert client_b.post(url.path).status_code == 403
    assert client_b.get("/siapa/").json() == {"name": None}


def test_somebody_elses_session_is_not_swapped_by_itself(client_a, client_b, office_b, sari, person):
    person("budi", office_b, "COUNTER")
    log_in(client_b, "budi")
    url = leave(client_a, office_b.slug)
    page = client_b.get(url.path).content.decode()
    assert "data-autosubmit" not in page
    assert "Budi" in page
    assert client_b.get("/siapa/").json()["name"] == "Budi"
    client_b.post(url.path)
    assert client_b.get("/siapa/").json()["name"] == "Sari"


def test_the_code_is_not_in_the_database(client_a, office_b, sari):
    url = leave(client_a, office_b.slug)
    code = url.path.split("/")[-2]
    with public_scope():
        stored = SwitchTicket.objects.get().digest
    assert len(code) == 32
    assert code not in stored


def test_old_passes_are_cleared_away(client_a, office_a, office_b, sari, clock):
    leave(client_a, office_b.slug)
    clock.advance(days=2)
    switching.issue(sari, office_b.slug, second_factor=False, now=now())
    with public_scope():
        assert SwitchTicket.objects.count() == 1
