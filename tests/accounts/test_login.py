"""Signing in with a password: who comes in, who does not, and that refusals tell nothing."""

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command

from accounts import operations, passwords, throttle
from accounts.errors import Forbidden
from accounts.models import LoginThrottle
from audit import queries as kabupaten_trail
from commons.clock import now
from offices.scope import office_scope, public_scope
from tests.accounts.conftest import PASSWORD, actor, assign, log_in
from trail import queries as trail


def lines(office) -> list[str]:
    with office_scope(office):
        return [row.action for row in reversed(trail.latest())]


def test_a_person_comes_in_and_acts_with_the_roles_of_this_office(client_a, office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER", "INFORMATION")
    assign(sari, office_b, "OPERATOR", title="Operator")
    assert client_a.get("/siapa/").json() == {"name": None}
    answer = log_in(client_a, "sari", next="/loket/")
    assert (answer.status_code, answer.url) == (302, "/loket/")
    assert client_a.get("/siapa/").json() == {
        "name": "Sari",
        "title": "Petugas",
        "roles": ["COUNTER", "INFORMATION"],
    }


def test_the_letter_case_of_the_user_name_does_not_matter(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    assert log_in(client_a, " SARI ").status_code == 302


def test_coming_and_going_is_on_the_trail_of_that_office_only(client_a, office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER")
    log_in(client_a, "sari")
    client_a.post("/keluar/")
    assert lines(office_a) == ["assignment.created", "account.login", "account.logout"]
    assert lines(office_b) == []
    with office_scope(office_a):
        login = trail.latest()[1]
    assert (login.actor_name, login.subject, login.actor_id) == ("Sari", f"user:{sari.pk}", sari.pk)


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    wrong = log_in(client_a, "sari", "salah-salah-1")
    unknown = log_in(client_a, "tidakada", "salah-salah-1")
    assert wrong.status_code == unknown.status_code == 422
    assert "Nama pengguna atau kata sandi tidak cocok." in wrong.content.decode()
    same = [
        page.content.decode().replace(name, "X") for page, name in [(wrong, "sari"), (unknown, "tidakada")]
    ]
    assert without_token(same[0]) == without_token(same[1])
    assert client_a.get("/siapa/").json() == {"name": None}


def without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_an_unknown_name_costs_a_hash_too(client_a, office_a, monkeypatch):
    hashed: list[str] = []
    monkeypatch.setattr(passwords, "make_password", hashed.append)
    log_in(client_a, "tidakada", "salah-salah-1")
    assert hashed == ["salah-salah-1"]


def test_what_was_typed_as_a_name_is_not_kept_on_the_trail(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    log_in(client_a, "kata-sandi-rahasia", "sari")
    with office_scope(office_a):
        line = trail.latest()[0]
    assert line.action == "account.login_failed"
    assert "kata-sandi-rahasia" not in repr(line)
    assert line.subject == ""


@pytest.mark.parametrize("fields", [{}, {"username": "sari"}, {"password": "x"}, {"username": "x" * 200}])
def test_a_half_filled_form_is_shown_again(client_a, office_a, person, fields):
    answer = client_a.post("/masuk/", fields)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    with public_scope():
        assert LoginThrottle.objects.count() == 0, "nothing was guessed"


@pytest.mark.parametrize("name", ["sari\n", "' OR 1=1 --", "😀"])
def test_odd_names_are_just_unknown(client_a, office_a, name):
    assert log_in(client_a, name).status_code == 422


@pytest.mark.parametrize(
    "target", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", "\\\\x"]
)
def test_only_this_host_is_a_next_page(client_a, office_a, person, target):
    person("sari", office_a, "COUNTER")
    assert log_in(client_a, "sari", next=target).url == "/"


def test_the_login_page_leads_on_who_is_in_already(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    assert client_a.get("/masuk/?next=/loket/").status_code == 200
    log_in(client_a, "sari")
    assert client_a.get("/masuk/?next=/loket/").url == "/loket/"


def test_an_account_that_was_closed_is_out_at_once(client_a, office_a, person):
    sari = person("sari", office_a, "COUNTER")
    log_in(client_a, "sari")
    operations.set_active(user_id=sari.pk, active=False, actor=None, now=now())
    assert client_a.get("/siapa/").json() == {"name": None}
    assert log_in(client_a, "sari").status_code == 422
    operations.set_active(user_id=sari.pk, active=True, actor=None, now=now())
    assert log_in(client_a, "sari").status_code == 302


def test_login_at_the_kabupaten_is_on_its_trail(client_kabupaten, client_a, office_a, person):
    person("adi", None, "EXECUTIVE")
    assert log_in(client_kabupaten, "adi").status_code == 302
    assert kabupaten_trail.latest()[0].action == "account.login"
    assert lines(office_a) == []


def test_five_failures_close_the_name_for_fifteen_minutes(client_a, office_a, person, clock):
    sari = person("sari", office_a, "COUNTER")
    for _ in range(4):
        assert log_in(client_a, "sari", "salah-salah-1").status_code == 422
    clock.advance(minutes=1)
    assert log_in(client_a, "sari", "salah-salah-1").status_code == 422
    closed = log_in(client_a, "sari")
    assert closed.status_code == 429
    assert int(closed.headers["Retry-After"]) in range(890, 962)
    assert client_a.get("/siapa/").json() == {"name": None}
    clock.advance(minutes=14, seconds=59)
    assert log_in(client_a, "SARI").status_code == 429
    clock.advance(seconds=2)
    assert log_in(client_a, "sari").status_code == 302
    assert lines(office_a)[-3:] == ["account.login_failed", "account.locked_out", "account.login"]
    assert sari.pk


def test_an_unknown_name_is_closed_just_the_same(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    pages = {}
    for name in ("sari", "tidakada"):
        codes = [log_in(client_a, name, "salah-salah-1").status_code for _ in range(5)]
        page = log_in(client_a, name, "salah-salah-1")
        pages[name] = (codes, page.status_code, without_token(page.content.decode()))
    assert pages["sari"] == pages["tidakada"]


def test_failures_are_forgotten_after_the_window(client_a, office_a, person, clock):
    person("sari", office_a, "COUNTER")
    for _ in range(4):
        log_in(client_a, "sari", "salah-salah-1")
    clock.advance(minutes=15)
    for _ in range(4):
        assert log_in(client_a, "sari", "salah-salah-1").status_code == 422
    assert log_in(client_a, "sari").status_code == 302


def test_a_success_begins_anew(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    for _ in range(2):
        for _ in range(4):
            assert log_in(client_a, "sari", "salah-salah-1").status_code == 422
        assert log_in(client_a, "sari").status_code == 302
        client_a.post("/keluar/")


def test_twenty_failures_close_an_address_and_no_other(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    for number in range(20):
        assert log_in(client_a, f"orang{number}", "salah-salah-1").status_code == 422
    assert log_in(client_a, "sari").status_code == 429
    client_a.defaults["REMOTE_ADDR"] = "10.1.2.3"
    assert log_in(client_a, "sari").status_code == 302


def test_a_lockout_holds_on_every_host(client_a, client_b, office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "COUNTER")
    for _ in range(5):
        log_in(client_a, "sari", "salah-salah-1")
    assert log_in(client_b, "sari").status_code == 429


def test_an_admin_unlocks_their_own_people_only(client_a, office_a, office_b, person):
    person("sari", office_a, "COUNTER")
    admin_a = actor(person("admina", office_a, "OFFICE_ADMIN"), office_a)
    admin_b = actor(person("adminb", office_b, "OFFICE_ADMIN"), office_b)
    for _ in range(5):
        log_in(client_a, "sari", "salah-salah-1")
    with office_scope(office_b), pytest.raises(Forbidden):
        operations.unlock(username="sari", actor=admin_b, now=now())
    assert log_in(client_a, "sari").status_code == 429
    with office_scope(office_a):
        assert operations.unlock(username="sari", actor=admin_a, now=now())
    assert log_in(client_a, "sari").status_code == 302
    assert "account.unlocked" in lines(office_a)
    assert "account.unlocked" not in lines(office_b)


def test_old_counts_do_not_pile_up(client_a, office_a, person, clock):
    person("sari", office_a, "COUNTER")
    for number in range(3):
        log_in(client_a, f"orang{number}", "salah-salah-1")
    clock.advance(days=2)
    for _ in range(5):
        log_in(client_a, "sari", "salah-salah-1")
    with public_scope():
        keys = set(LoginThrottle.objects.values_list("key", flat=True))
    assert keys == {throttle.user_key("sari"), "addr:127.0.0.1"}


def test_the_session_gets_a_new_key_at_login(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    log_in(client_a, "sari", "salah-salah-1")
    log_in(client_a, "sari")
    first = client_a.cookies["sessionid"].value
    log_in(client_a, "sari")
    assert client_a.cookies["sessionid"].value != first
    client_a.cookies["sessionid"] = first
    assert client_a.get("/siapa/").json() == {"name": None}


def test_a_session_of_one_office_is_none_in_another(client_a, client_b, office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "HEAD")
    log_in(client_a, "sari")
    client_b.cookies["sessionid"] = client_a.cookies["sessionid"].value
    assert client_b.get("/siapa/").json() == {"name": None}
    assert client_b.get("/staf/").url.startswith("/masuk/")
    assert client_a.get("/siapa/").json()["name"] == "Sari"


def test_a_session_of_the_kabupaten_is_none_in_an_office(client_kabupaten, client_a, office_a, person):
    person("adi", None, "EXECUTIVE")
    log_in(client_kabupaten, "adi")
    client_a.cookies["sessionid"] = client_kabupaten.cookies["sessionid"].value
    assert client_a.get("/pilih-kantor/").url.startswith("/masuk/")


def test_a_session_lasts_twelve_hours(client_a, office_a, person, clock):
    person("sari", office_a, "COUNTER")
    log_in(client_a, "sari")
    clock.advance(hours=11, minutes=59)
    assert client_a.get("/siapa/").json()["name"] == "Sari"
    clock.advance(minutes=2)
    assert client_a.get("/siapa/").json() == {"name": None}


def test_expired_sessions_are_cleared_away(client_a, office_a, person, clock):
    person("sari", office_a, "COUNTER")
    log_in(client_a, "sari")
    clock.advance(hours=13)
    with office_scope(office_a):
        call_command("clearsessions")
    with public_scope():
        assert not Session.objects.exists()


def test_who_waits_for_the_minute_named_is_let_in(client_a, office_a, person, clock):
    person("sari", office_a, "COUNTER")
    clock.set("2026-11-20 09:00:20")
    for _ in range(5):
        log_in(client_a, "sari", "salah-salah-1")
    assert "09.16" in log_in(client_a, "sari").content.decode()
    clock.set("2026-11-20 09:16")
    assert log_in(client_a, "sari").status_code == 302


def test_logging_out_takes_a_post_and_ends_the_session_for_good(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    log_in(client_a, "sari")
    key = client_a.cookies["sessionid"].value
    assert client_a.get("/keluar/").status_code == 405
    assert client_a.get("/siapa/").json()["name"] == "Sari"
    client_a.post("/keluar/")
    client_a.cookies["sessionid"] = key
    assert client_a.get("/siapa/").json() == {"name": None}
    with public_scope():
        assert not Session.objects.exists()


def test_forms_need_a_csrf_token(office_a, person):
    from django.test import Client  # noqa: PLC0415

    person("sari", office_a, "COUNTER")
    client = Client(SERVER_NAME=f"{office_a.slug}.localhost", enforce_csrf_checks=True)
    assert log_in(client, "sari").status_code == 403
    assert client.get("/siapa/").json() == {"name": None}


def test_a_password_set_by_an_admin_must_be_changed_first(client_a, office_a, person):
    person("sari", office_a, "COUNTER", must_change=True)
    log_in(client_a, "sari", next="/loket/")
    assert client_a.get("/loket/").url == "/ganti-kata-sandi/"
    new = {"new": "sepeda-kuning-laut-3", "again": "sepeda-kuning-laut-3"}
    for bad, text in [
        ({"old": "salah", **new}, "Kata sandi lama tidak cocok"),
        ({"old": PASSWORD, "new": "pendek", "again": "pendek"}, "terlalu pendek"),
        ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "harus berbeda"),
        ({"old": PASSWORD, "new": new["new"], "again": "lain"}, "Tidak sama"),
    ]:
        page = client_a.post("/ganti-kata-sandi/", bad)
        assert page.status_code == 422
        assert text in page.content.decode(), page.content.decode()
    assert client_a.post("/ganti-kata-sandi/", {"old": PASSWORD, **new}).status_code == 302
    assert client_a.get("/loket/").status_code == 200
    client_a.post("/keluar/")
    assert log_in(client_a, "sari").status_code == 422
    assert log_in(client_a, "sari", new["new"]).status_code == 302


def test_a_new_password_ends_the_other_sessions(client_a, client_b, office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "COUNTER")
    log_in(client_a, "sari")
    log_in(client_b, "sari")
    new = "sepeda-kuning-laut-3"
    client_a.post("/ganti-kata-sandi/", {"old": PASSWORD, "new": new, "again": new})
    assert client_a.get("/siapa/").json()["name"] == "Sari"
    assert client_b.get("/siapa/").json() == {"name": None}
