"""Who is shut out by failures, and who is not: strangers are, people where they are known are not."""

import pytest
from django.test import Client

from accounts import operations, throttle
from accounts.models import LoginThrottle
from commons.clock import now
from offices.scope import office_scope, public_scope
from tests.accounts.conftest import PASSWORD, actor, log_in, second_factor
from trail import queries as trail

OFFICE, ELSEWHERE = "10.8.0.1", "203.0.113.9"
WRONG = "salah-salah-1"


@pytest.fixture
def at(office_a):
    """A fresh browser at office A, from an address."""

    def come(address: str = OFFICE) -> Client:
        return Client(SERVER_NAME=f"{office_a.slug}.localhost", REMOTE_ADDR=address)

    return come


def fail(client: Client, name: str, times: int) -> list[int]:
    """The statuses of so many wrong passwords."""
    return [log_in(client, name, WRONG).status_code for _ in range(times)]


def test_colleagues_behind_one_router_are_not_shut_out_by_twenty_failures(at, office_a, person):
    for name in ("sari", "bagus"):
        person(name, office_a, "COUNTER")
    assert log_in(at(), "sari").status_code == 302
    for number in range(20):
        assert fail(at(), f"orang{number}", 1) == [422]
    assert log_in(at(), "bagus").status_code == 429, "nobody has seen Bagus here"
    assert log_in(at(), "sari").status_code == 302


def test_typing_errors_of_those_who_work_there_close_no_address(at, office_a, person):
    names = [f"petugas{number}" for number in range(6)]
    for name in names:
        person(name, office_a, "COUNTER")
        assert log_in(at(), name).status_code == 302
    person("baru", office_a, "COUNTER")
    for name in names:
        assert fail(at(), name, 4) == [422] * 4
    assert log_in(at(), "baru").status_code == 302, "24 failures, and the newcomer comes in"


def test_a_stranger_cannot_lock_somebody_out_of_their_own_office(at, office_a, person):
    person("camat", office_a, "COUNTER")
    assert log_in(at(), "camat").status_code == 302
    assert fail(at(ELSEWHERE), "camat", 6) == [422] * 5 + [429]
    assert log_in(at(ELSEWHERE), "camat").status_code == 429, "the right password does not help a stranger"
    assert log_in(at(), "camat").status_code == 302


def test_where_somebody_is_known_five_tries_are_all(at, office_a, person):
    person("sari", office_a, "COUNTER")
    log_in(at(), "sari")
    assert fail(at(), "sari", 6) == [422] * 5 + [429]
    assert log_in(at(), "sari").status_code == 429
    with office_scope(office_a):
        assert trail.latest()[0].data["closed"] == ["pair"]
    assert log_in(at(ELSEWHERE), "sari").status_code == 302, "another address is another door"


def test_a_door_opens_after_fifteen_minutes(at, office_a, person, clock):
    person("sari", office_a, "COUNTER")
    log_in(at(), "sari")
    fail(at(), "sari", 5)
    clock.advance(minutes=14, seconds=59)
    assert log_in(at(), "sari").status_code == 429
    clock.advance(seconds=2)
    assert log_in(at(), "sari").status_code == 302


def test_an_admin_opens_all_doors_of_a_person(at, office_a, person):
    person("sari", office_a, "COUNTER")
    admin = actor(person("admina", office_a, "OFFICE_ADMIN"), office_a)
    log_in(at(), "sari")
    fail(at(), "sari", 5)
    fail(at(ELSEWHERE), "sari", 5)
    assert throttle.closed_until("sari", now=now()) is not None
    with office_scope(office_a):
        assert operations.unlock(username="sari", actor=admin, now=now())
    assert throttle.closed_until("sari", now=now()) is None
    assert log_in(at(), "sari").status_code == 302
    assert log_in(at(ELSEWHERE), "sari").status_code == 302


def test_one_is_known_for_thirty_days_after_the_last_time(at, office_a, person, clock):
    person("sari", office_a, "COUNTER")
    log_in(at(), "sari")
    clock.advance(days=29)
    assert throttle.is_known("SARI ", OFFICE, now=now())
    log_in(at(), "sari")
    clock.advance(days=29)
    fail(at(ELSEWHERE), "x", 5)  # closing a door clears away what is old
    assert throttle.is_known("sari", OFFICE, now=now())
    clock.advance(days=2)
    assert not throttle.is_known("sari", OFFICE, now=now())
    fail(at(ELSEWHERE), "x", 5)
    with public_scope():
        assert not LoginThrottle.objects.filter(key__startswith="seen:").exists()


def test_a_password_alone_makes_nobody_known_who_has_a_second_step(at, office_a, person, clock):
    sari = person("sari", office_a, "HEAD")
    app = second_factor(sari)
    clock.advance(minutes=1)
    client = at()
    assert log_in(client, "sari").url == "/masuk/kode/"
    assert not throttle.is_known("sari", OFFICE, now=now())
    assert client.post("/masuk/kode/", {"code": app.at(now())}).status_code == 302
    assert throttle.is_known("sari", OFFICE, now=now())


def test_wrong_codes_of_a_known_person_close_their_second_step_only(at, office_a, person, clock):
    app = second_factor(person("sari", office_a, "HEAD"))
    person("bagus", office_a, "COUNTER")
    clock.advance(minutes=1)
    client = at()
    log_in(client, "sari")
    client.post("/masuk/kode/", {"code": app.at(now())})
    for _round in range(4):
        client = at()
        log_in(client, "sari")
        codes = [client.post("/masuk/kode/", {"code": "000000"}).status_code for _ in range(6)]
        assert codes == [422] * 5 + [429]
        clock.advance(minutes=15, seconds=1)
    for number in range(19):
        fail(at(), f"orang{number}", 1)
    assert log_in(at(), "bagus").status_code == 302


def test_what_was_typed_as_a_name_stands_in_no_key(at, office_a, person):
    person("sari", office_a, "COUNTER")
    log_in(at(), "sari")
    fail(at(), "kata-sandi-rahasia", 1)
    with public_scope():
        keys = list(LoginThrottle.objects.values_list("key", flat=True))
    assert len(keys) == 3
    assert not [key for key in keys if "rahasia" in key or "sari" in key or PASSWORD in key]


def test_going_to_another_office_makes_nobody_known(at, office_a, person):
    """A pass proves no password: who stole a session would else become known at an address of their own."""
    person("sari", office_a, "COUNTER")
    client = at(ELSEWHERE)
    assert log_in(at(), "sari").status_code == 302
    client.get("/masuk/")
    assert not throttle.is_known("sari", ELSEWHERE, now=now())
