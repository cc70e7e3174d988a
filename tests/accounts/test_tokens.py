"""API tokens: good in one office, for one person's roles there; every refusal is a problem."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import operations, queries
from accounts.errors import AccountError, Forbidden
from accounts.models import ApiToken
from commons.clock import now
from offices.scope import office_scope, public_scope
from tests.accounts.conftest import actor, assign, log_in
from trail import queries as trail


def token(user, office=None, **facts) -> str:
    """A key of this person for that office."""
    values = {"name": "uji", "actor": None, "now": now(), **facts}
    return operations.create_token(user_id=user.pk, office=office, **values).key


def call(client: Client, key: str, path: str = "/api/v1/who/"):
    return client.get(path, headers={"Authorization": f"Token {key}"})


def refused(answer, code: str) -> dict:
    """The problem of a 401."""
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Token")
    problem: dict = answer.json()
    assert (problem["code"], problem["status"], problem["title"]) == (code, 401, "Belum masuk")
    return problem


def test_a_token_acts_as_its_person_in_its_office(client_a, office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "HEAD")
    answer = call(client_a, token(sari, office_a))
    assert answer.json() == {"name": "Sari", "roles": ["COUNTER"], "user": str(sari.pk)}


def test_a_token_of_another_office_is_refused_and_learns_nothing(
    client_a, client_b, office_a, office_b, person
):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "COUNTER")
    key = token(sari, office_a)
    problem = refused(call(client_b, key), "token_other_office")
    assert office_a.name not in repr(problem)
    assert "Sari" not in repr(problem)
    assert call(client_a, key).status_code == 200


def test_a_kabupaten_token_opens_no_office(client_a, client_kabupaten, office_a, person):
    adi = person("adi", None, "AUDITOR")
    key = token(adi)
    refused(call(client_a, key), "token_other_office")
    assert call(client_kabupaten, key).json()["roles"] == ["AUDITOR"]
    refused(
        call(client_kabupaten, token(person("sari", office_a, "COUNTER"), office_a)), "token_other_office"
    )


def test_a_token_ends(client_a, office_a, person, clock):
    sari = person("sari", office_a, "COUNTER")
    key = token(sari, office_a, expires_at=now() + timedelta(hours=1))
    clock.advance(minutes=59, seconds=59)
    assert call(client_a, key).status_code == 200
    clock.advance(seconds=1)
    refused(call(client_a, key), "token_expired")


def test_a_revoked_token_is_refused_at_once(client_a, office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER")
    admin_a = actor(person("admina", office_a, "OFFICE_ADMIN"), office_a)
    admin_b = actor(person("adminb", office_b, "OFFICE_ADMIN"), office_b)
    key = token(sari, office_a)
    [row] = queries.tokens(office_a)
    with pytest.raises(AccountError, match="tidak ditemukan"):
        operations.revoke_token(token_id=row.pk, actor=admin_b, now=now())
    assert call(client_a, key).status_code == 200
    operations.revoke_token(token_id=row.pk, actor=admin_a, now=now())
    refused(call(client_a, key), "token_revoked")
    with pytest.raises(AccountError, match="sudah dicabut"):
        operations.revoke_token(token_id=row.pk, actor=admin_a, now=now())


def test_a_token_dies_with_the_assignment_and_the_account(client_a, office_a, person):
    sari = person("sari")
    row = assign(sari, office_a, "COUNTER")
    key = token(sari, office_a)
    operations.set_active(user_id=sari.pk, active=False, actor=None, now=now())
    refused(call(client_a, key), "token_no_assignment")
    operations.set_active(user_id=sari.pk, active=True, actor=None, now=now())
    assert call(client_a, key).status_code == 200
    operations.end_assignment(assignment_id=row.pk, actor=None, now=now())
    refused(call(client_a, key), "token_no_assignment")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "not_authenticated"),
        ("Basic c2FyaTpzYXJp", "not_authenticated"),
        ("Token", "token_malformed"),
        ("Token a b", "token_malformed"),
        ("Token " + "x" * 300, "token_malformed"),
        ("Token lkt_tebakan", "token_unknown"),
        ("Token é", "token_unknown"),
    ],
)
def test_what_is_no_token_is_refused(client_a, office_a, header, code):
    refused(client_a.get("/api/v1/who/", headers={"Authorization": header}), code)


def test_a_browser_s_session_is_no_token(client_a, office_a, person):
    person("sari", office_a, "COUNTER")
    log_in(client_a, "sari")
    assert client_a.get("/siapa/").json()["name"] == "Sari"
    refused(client_a.get("/api/v1/who/"), "not_authenticated")


def test_roles_count_in_the_api_too(client_a, office_a, person):
    assert (
        call(client_a, token(person("sari", office_a, "COUNTER"), office_a), "/api/v1/counter/").status_code
        == 200
    )
    answer = call(client_a, token(person("budi", office_a, "SECRETARY"), office_a), "/api/v1/counter/")
    assert (answer.status_code, answer.json()["code"]) == (403, "wrong_role")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_key_is_kept_nowhere(office_a, person):
    key = token(person("sari", office_a, "COUNTER"), office_a)
    assert key.startswith("lkt_")
    with public_scope():
        row = ApiToken.objects.get()
    assert key not in repr(row.__dict__)
    with office_scope(office_a):
        line = trail.latest()[0]
    assert line.action == "token.created"
    assert key not in repr(line)
    assert row.digest not in repr(line)


def test_people_make_their_own_tokens_only(office_a, office_b, person):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "COUNTER")
    own = actor(sari, office_a)
    assert operations.create_token(user_id=sari.pk, office=office_a, name="x", actor=own, now=now()).key
    admin = actor(person("admina", office_a, "OFFICE_ADMIN"), office_a)
    for who, office in [(admin, office_a), (own, office_b)]:
        with pytest.raises(Forbidden):
            operations.create_token(user_id=sari.pk, office=office, name="x", actor=who, now=now())
    assert len(queries.tokens(office_a)) == 1
    assert queries.tokens(office_b) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [({"name": "  "}, "no_name"), ({"expires_at": "past"}, "bad_dates"), ({"office": "b"}, "no_assignment")],
)
def test_a_token_needs_a_name_a_future_and_an_assignment(office_a, office_b, person, facts, code):
    sari = person("sari", office_a, "COUNTER")
    values = {"office": office_a, "name": "uji", **facts}
    if values.get("expires_at"):
        values["expires_at"] = now()
    if values["office"] == "b":
        values["office"] = office_b
    with pytest.raises(AccountError) as refusal:
        operations.create_token(user_id=sari.pk, actor=None, now=now(), **values)
    assert refusal.value.code == code
    with public_scope():
        assert not ApiToken.objects.exists()


def test_one_query_tells_who_calls(client_a, office_a, person):
    key = token(person("sari", office_a, "COUNTER"), office_a)
    call(client_a, key)
    with CaptureQueriesContext(connection) as captured:
        assert call(client_a, key).status_code == 200
    assert len(captured) == 1
