"""Hosts: which office answers where, and what nobody learns from a host that is not ours."""

import copy
import threading
from typing import Any

import pytest
from django.db import OperationalError
from django.db import connection as _connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory, override_settings
from django.urls import get_urlconf

from commons.ids import new_id
from offices import directory, hosts, operations
from offices.middleware import OfficeMiddleware
from offices.models import Office, OfficeState
from offices.scope import current_schema, office_or_none, office_scope

connection: Any = _connection
A, B = "kec-uji-barat.localhost", "kel-uji-timur.localhost"


def ask(host, view=None, **headers):
    """What the middleware makes of a request: (response, what the view saw)."""
    seen: dict[str, Any] = {}

    def inner(request):
        seen.update(
            kind=request.host_kind, office=request.office, urlconf=request.urlconf, active=get_urlconf()
        )
        seen["schema"] = current_schema()
        return view(request) if view else HttpResponse("ok")

    request = RequestFactory().get("/", headers={"host": host, **headers})
    return OfficeMiddleware(inner)(request), seen


@pytest.mark.parametrize(
    "host",
    [A, f"{A}:8000", "KEC-Uji-Barat.LocalHost", f"{A}.", f"{A}.:8000"],
)
def test_an_office_answers_whatever_the_spelling(office_a, host):
    response, seen = ask(host)
    assert response.status_code == 200
    assert (seen["office"], seen["schema"]) == (office_a, office_a.schema_name)
    assert seen["kind"] == "office"
    assert seen["urlconf"] == seen["active"] == "config.urls.office"


def test_the_kabupaten_and_the_base_host_are_public(office_a):
    for host, kind in [("kabupaten.localhost", "kabupaten"), ("localhost:8000", "base")]:
        _response, seen = ask(host)
        assert seen["schema"] == "public"
        assert seen["office"] is None
        assert (seen["kind"], seen["urlconf"]) == (kind, f"config.urls.{kind}")


@pytest.mark.parametrize(
    "host",
    [
        "kec-tidak-ada.localhost",
        "kec_uji_barat.localhost",
        "kec-uji-barat.localhost.example.com",
        "example.com",
        "127.0.0.1",
        "[::1]:8000",
        "a.kec-uji-barat.localhost",
        "www.localhost",
        "..localhost",
        "kec-uji-barat.localhost/@evil",
        "",
    ],
)
def test_an_unknown_host_is_404_without_a_hint(office_a, host):
    response, seen = ask(host)
    assert response.status_code == 404
    assert seen == {}
    assert b"Uji" not in response.content
    assert response.content == ask("kec-lain-sama-sekali.localhost")[0].content
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_forwarded_host_is_ignored(office_a, office_b):
    _response, seen = ask(A, **{"x-forwarded-host": B})
    assert seen["office"] == office_a


@pytest.mark.parametrize("state", [OfficeState.SUSPENDED, OfficeState.ARCHIVED, OfficeState.PROVISIONING])
def test_an_office_that_is_not_open_is_served_in_public(office_a, state):
    Office.objects.filter(pk=office_a.pk).update(state=state)
    directory.forget_all()
    _response, seen = ask(A)
    assert (seen["schema"], seen["office"], seen["urlconf"]) == ("public", None, "config.urls.closed")


def test_the_scope_ends_with_the_request(office_a, office_b):
    ask(A)
    assert current_schema() == "public"
    assert get_urlconf() is None


def test_the_scope_ends_with_an_error(office_a):
    def broken(_request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(A, broken)
    assert current_schema() == "public"


def test_what_another_request_left_behind_is_not_seen(office_a, office_b):
    with office_scope(office_b):
        assert ask("kabupaten.localhost")[1]["schema"] == "public"
        assert ask("kec-tidak-ada.localhost")[0].status_code == 404


def test_a_streamed_answer_is_made_in_its_office(office_a):
    def streams(_request):
        return StreamingHttpResponse(current_schema() for _piece in range(2))

    response, _seen = ask(A, streams)
    assert current_schema() == "public"
    assert list(response) == [office_a.schema_name.encode()] * 2
    assert current_schema() == "public"


def test_warm_it_asks_the_database_nothing(office_a, django_assert_num_queries):
    ask(A)
    ask("kec-tidak-ada.localhost")
    switches = connection.scope_switches
    with django_assert_num_queries(0):
        ask(A)
        ask("kec-tidak-ada.localhost")
        ask("kabupaten.localhost")
    assert connection.scope_switches == switches


def test_a_request_may_write_on_its_office(office_a):
    def scribbles(request):
        request.office.name = "Dicoret"
        request.office.letterhead["office_line"] = "Dicoret"
        return HttpResponse()

    ask(A, scribbles)
    _response, seen = ask(A)
    assert seen["office"].name == "Uji Barat"
    assert seen["office"].letterhead == office_a.letterhead


def test_a_change_is_seen_at_once(office_a):
    ask(A)
    operations.rename_office(office_id=office_a.pk, name="Uji Baru")
    assert ask(A)[1]["office"].name == "Uji Baru"


def test_a_former_address_still_leads_to_its_office(office_a):
    operations.move_address(office_id=office_a.pk, slug="kec-uji-baru")
    assert ask(A)[1]["office"] == office_a
    assert ask("kec-uji-baru.localhost")[1]["office"] == office_a


def test_a_former_address_does_not_beat_a_present_one(office_a, office_b):
    operations.move_address(office_id=office_a.pk, slug="kec-uji-baru")
    with pytest.raises(operations.BadOffice):
        operations.move_address(office_id=office_b.pk, slug="kec-uji-barat")


class Timer:
    now = 0.0

    def __call__(self):
        return self.now


def test_the_cache_forgets_after_its_time_and_remembers_misses():
    timer, asked = Timer(), []
    cache = directory.Directory(ttl=20, size=10, timer=timer)

    def load():
        asked.append(timer.now)

    cache.get("host:x", load)
    timer.now = 19.9
    cache.get("host:x", load)
    timer.now = 20.0
    cache.get("host:x", load)
    assert asked == [0.0, 20.0]


def test_the_cache_stays_small():
    cache = directory.Directory(size=3)
    for number in range(10):
        cache.get(f"host:{number}", lambda: None)
    assert len(cache._known) == 3


def test_what_was_read_before_a_change_is_not_kept_after_it():
    cache = directory.Directory()

    def load():
        cache.clear()  # another thread saves while this one reads

    cache.get("host:x", load)
    assert cache._known == {}


def test_the_time_to_live_is_at_most_a_minute():
    assert directory.TTL <= 60


def test_a_worker_that_knows_the_schema_only_finds_its_office(office_a):
    connection.set_schema(office_a.schema_name)
    try:
        assert office_or_none() == office_a
    finally:
        connection.set_schema_to_public()
    assert office_or_none() is None


def test_a_new_thread_starts_in_public(office_a):
    seen = []
    with office_scope(office_a):
        thread = threading.Thread(target=lambda: seen.append(current_schema()))
        thread.start()
        thread.join()
    assert seen == ["public"]


@override_settings(BASE_HOST="loket.example.go.id", ALLOWED_HOSTS=[".loket.example.go.id"])
def test_offices_follow_the_base_host(office_a):
    assert ask("kec-uji-barat.loket.example.go.id")[1]["office"] == office_a
    assert hosts.url_of("kec-uji-barat", "/x/") == "http://kec-uji-barat.loket.example.go.id/x/"


def test_a_copy_shares_nothing_with_the_cached_office(office_a):
    held = copy.copy(office_a)
    held._state.fields_cache["parent"] = new_id()
    assert "parent" not in office_a._state.fields_cache


@pytest.mark.parametrize("path", ["/", "/masuk/", "/api/v1/services/", "/tidak/ada"])
def test_a_suspended_office_shows_one_plain_page(client_a, client_b, office_a, path):
    operations.move_office(office_id=office_a.pk, state=OfficeState.SUSPENDED)
    answer = client_a.get(path)
    assert answer.status_code == 503
    assert "Masuk untuk petugas" not in answer.content.decode()
    assert "dihentikan sementara" in answer.content.decode()
    assert "default-src" in answer["Content-Security-Policy"]
    assert client_a.post(path, {"x": "1"}).status_code == 503
    assert client_b.get("/tidak/ada").status_code == 404


def test_an_unknown_host_says_nothing_through_the_whole_stack(client, office_a):
    answer = client.get("/", headers={"host": "kec-lain.localhost"})
    assert answer.status_code == 404
    assert b"Uji" not in answer.content
    assert "Set-Cookie" not in answer


def test_what_was_known_holds_on_while_the_database_is_away(office_a):
    now = 0.0
    cache = directory.Directory(ttl=20, size=10, timer=lambda: now)
    asked: list[float] = []

    def away() -> Any:
        asked.append(now)
        raise OperationalError("the database system is starting up")

    def broken() -> Any:
        raise ZeroDivisionError

    assert cache.get("a", lambda: office_a) == office_a
    now = 21.0
    assert cache.get("a", away) == office_a
    assert cache.get("a", away) == office_a
    assert asked == [21.0], "not asked again at once: each question may wait for the database"
    now = 24.0
    assert cache.get("a", away) == office_a
    assert asked == [21.0, 24.0]
    now = 27.0
    assert cache.get("a", lambda: None) is None, "suspended meanwhile"
    with pytest.raises(OperationalError):
        cache.get("b", away)
    with pytest.raises(ZeroDivisionError):
        cache.get("c", broken)
