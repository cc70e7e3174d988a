"""Who may open which page, on which host, on which day; and what that costs."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, connections
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts import operations, queries, rows
from accounts.addresses import client_address
from accounts.models import ApiToken
from commons.clock import now, today
from offices.scope import public_scope
from tests.accounts.conftest import assign, log_in, second_factor


def test_a_stranger_is_led_to_the_login_page_and_back(client_a, office_a):
    assert client_a.get("/loket/?halaman=2").url == "/masuk/?next=/loket/%3Fhalaman%3D2"
    assert client_a.post("/loket/").url == "/masuk/"
    part = client_a.get("/loket/", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == "/masuk/?next=/loket/"


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        ("COUNTER", "/loket/", 200),
        ("OPERATOR", "/loket/", 200),
        ("INFORMATION", "/loket/", 403),
        ("SECRETARY", "/loket/", 403),
        ("SECRETARY", "/staf/", 200),
        ("SECRETARY", "/pimpinan/", 403),
    ],
)
def test_a_page_opens_for_its_roles(client_a, office_a, person, role, page, status):
    person("sari", office_a, role)
    log_in(client_a, "sari")
    assert client_a.get(page).status_code == status


def test_a_wrong_role_is_told_why(client_a, office_a, person):
    person("sari", office_a, "INFORMATION")
    log_in(client_a, "sari")
    assert "Peran Anda di kantor ini" in client_a.get("/loket/").content.decode()


def test_a_person_without_work_here_sees_where_they_have_some(client_a, client_b, office_a, office_b, person):
    person("sari", office_a, "COUNTER")
    assert log_in(client_b, "sari").status_code == 302
    page = client_b.get("/staf/")
    assert page.status_code == 403
    assert office_a.full_name in page.content.decode()
    assert client_b.get("/siapa/").json() == {"name": None}
    there = client_b.post("/ganti-kantor/", {"office": office_a.slug}).url
    client_a.post(there.split(".localhost:8000")[1])
    assert client_a.get("/loket/").status_code == 200


def test_a_role_in_one_office_is_none_in_another(client_a, client_b, office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "INFORMATION")
    log_in(client_a, "sari")
    log_in(client_b, "sari")
    assert client_a.get("/loket/").status_code == 200
    assert client_b.get("/loket/").status_code == 403


def test_kabupaten_roles_open_no_office(client_a, client_kabupaten, office_a, person, clock):
    adi = person("adi", None, "KAB_ADMIN")
    app = second_factor(adi)
    clock.advance(seconds=30)
    log_in(client_a, "adi")
    client_a.post("/masuk/kode/", {"code": app.at(now())})
    assert client_a.get("/staf/").status_code == 403
    assert client_a.get("/siapa/").json() == {"name": None}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2026-11-19 23:59", 403),
        ("2026-11-20 00:00", 200),
        ("2026-11-25 23:59", 200),
        ("2026-11-26 00:00", 403),
    ],
)
def test_an_assignment_counts_from_midnight_to_midnight_in_lumajang(
    client_a, office_a, person, clock, day, status
):
    clock.set("2026-11-01 09:00")
    sari = person("sari")
    assign(sari, office_a, "COUNTER", from_date=date(2026, 11, 20), to_date=date(2026, 11, 25))
    clock.set(day)
    log_in(client_a, "sari")
    assert client_a.get("/staf/").status_code == status


def test_an_assignment_ended_at_once_ends_the_session_s_rights(client_a, office_a, person):
    sari = person("sari")
    row = assign(sari, office_a, "COUNTER", from_date=today())
    log_in(client_a, "sari")
    assert client_a.get("/staf/").status_code == 200
    operations.end_assignment(assignment_id=row.pk, actor=None, now=now())
    assert client_a.get("/staf/").status_code == 403


def test_choosing_an_office_lists_the_others(client_a, office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "OPERATOR", title="Operator keliling")
    assert client_a.get("/pilih-kantor/").url.startswith("/masuk/")
    log_in(client_a, "sari")
    page = client_a.get("/pilih-kantor/").content.decode()
    assert "Operator keliling" in page
    assert f'value="{office_b.slug}"' in page
    assert f'value="{office_a.slug}"' not in page


def queries_of(client, page: str) -> tuple[int, int]:
    """Statements and switches of scope that one request costs."""
    wrapper: Any = connections["default"]
    before = wrapper.scope_switches
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured), wrapper.scope_switches - before


def test_a_signed_in_request_costs_two_queries_a_stranger_none(client_a, office_a, person):
    client_a.get("/siapa/")
    assert queries_of(client_a, "/siapa/")[0] == 0
    person("sari", office_a, "COUNTER")
    log_in(client_a, "sari")
    client_a.get("/staf/")
    queries, switches = queries_of(client_a, "/staf/")
    assert queries == 2
    assert switches <= 1


@pytest.mark.parametrize(
    ("remote", "counted"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("bukan-alamat", "unknown"),
    ],
)
def test_an_address_is_counted_by_who_owns_it(remote, counted):
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=remote)) == counted


def test_the_forwarded_header_counts_only_behind_the_proxy(settings):
    request = RequestFactory().get(
        "/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "6.6.6.6, 10.9.8.7"}
    )
    settings.SECURE_PROXY_SSL_HEADER = None
    assert client_address(request) == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert client_address(request) == "10.9.8.7"


def test_the_plain_sql_reads_every_column(office_a, person):
    sari = person("sari", office_a, "COUNTER")
    operations.create_token(user_id=sari.pk, office=office_a, name="uji", actor=None, now=now())
    found = queries.person_by_id(sari.pk, office_a, on=today())
    assert found is not None
    with public_scope():
        digest = ApiToken.objects.get().digest
        token = rows.token_by_digest(digest, office_a.pk, on=today())
        assert token is not None
        for row in (found, found.credential, token, token.user):
            assert row.get_deferred_fields() == set()
            stored = type(row)._default_manager.get(pk=row.pk)
            names = [field.attname for field in row._meta.concrete_fields]
            assert [getattr(row, name) for name in names] == [getattr(stored, name) for name in names]
