"""Somebody has a copy of the database, and no key: what they can read and what they can do with it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from accounts import operations as accounts
from accounts import passwords, switching
from accounts.models import Assignment, User
from commons import clock as clocks
from commons.crypto import blind_index, current_key
from lookups.findings import Outcome
from lookups.models import PovertyCheck
from lookups.operations import load_list
from lookups.rows import parse
from offices.scope import office_scope, public_scope
from tests.world import VALUES

pytestmark = pytest.mark.django_db
PASSWORD = "kursi-hujan-lampu-7"
SECRETS = {
    "nik": VALUES["nik"],
    "kk": VALUES["kk"],
    "phone": VALUES["telepon"][1:],
    "poverty": "ORANG DALAM DAFTAR",
    "poverty nik": "3508170101800003",
    "desil": '"desil"',
    "born": "1968-08-05",
}


def values_of(schema: str) -> Iterator[tuple[str, bytes]]:
    """Every stored value of every column of the schema but the list of areas, as bytes, as in a dump."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, array_agg(ARRAY[column_name, data_type]) FROM information_schema.columns "
            "WHERE table_schema = %s AND table_name <> ALL(%s) GROUP BY 1",
            [schema, ["django_migrations", "offices_area"]],
        )
        for table, columns in cursor.fetchall():
            texts = [
                f'"{column}"' if kind == "bytea" else f"convert_to(\"{column}\"::text, 'UTF8')"
                for column, kind in columns
            ]
            cursor.execute(f'SELECT {", ".join(texts)} FROM "{table}"')
            for row in cursor.fetchall():
                for (column, _kind), value in zip(columns, row, strict=True):
                    if value is not None:
                        yield f"{table}.{column}", bytes(value)


@pytest.fixture
def lived_in(desk):
    """An office with a poverty list, a letter and a strip handed over, and a call to the applicant."""
    with office_scope(desk.office):
        rows = "NIK;NAMA;NO KK;DESIL\n"
        rows += f"{SECRETS['poverty nik']};{SECRETS['poverty']};3508170101100009;1\n"
        rows += f"{SECRETS['nik']};SITI AMINAH;{SECRETS['kk']};2\n"
        facts: dict[str, Any] = {"source": "DTSEN", "as_of": date(2026, 11, 1), "now": clocks.now()}
        load_list(actor=desk.people["counter"], parsed=parse(rows.encode()), **facts)
    desk.through("sktm-rekomendasi")
    desk.through("sktm")
    return desk


def test_what_is_secret_stands_open_in_no_column(lived_in):
    found = []
    with office_scope(lived_in.office):
        stored = list(values_of(lived_in.office.schema_name))
    with public_scope():
        stored += list(values_of("public"))
    assert any(VALUES["nama"].encode() == value for _place, value in stored), (
        "names are found, so all is seen"
    )
    for place, value in stored:
        plain = re.sub(rb"[\s.-]", b"", value)
        found += [
            (name, place)
            for name, secret in SECRETS.items()
            if secret.encode() in value or secret.replace(" ", "").encode() in plain
        ]
    assert found == []


def test_what_the_poverty_list_said_is_on_no_open_line(lived_in):
    with office_scope(lived_in.office):
        stored = [value for place, value in values_of(lived_in.office.schema_name) if place.endswith(".data")]
    assert [value for value in stored if b"FOUND" in value or b"found" in value] == []


REASON = "Rumah berlantai tanah, tiga anak"
LISTS = {
    Outcome.FOUND: ("2026-11-01", VALUES["nik"]),
    Outcome.NOT_FOUND: ("2026-11-01", "3508170101800003"),
    Outcome.TOO_OLD: ("2024-11-01", VALUES["nik"]),
    Outcome.NOT_CHECKED: None,
}


@pytest.mark.parametrize("outcome", Outcome)
def test_whatever_the_list_says_no_open_column_tells(site, outcome):
    """Events and trail are kept for good and stand open: neither the outcome nor the reason is in them."""
    with office_scope(site.office):
        if listed := LISTS[outcome]:
            day, nik = listed
            parsed = parse(f"NIK;NAMA;DESIL\n{nik};SITI AMINAH;2\n".encode())
            load_list(
                actor=site.people["counter"],
                parsed=parsed,
                source="DTSEN",
                as_of=date.fromisoformat(day),
                now=clocks.now(),
            )
    site.step(site.until("sktm", "VERIFY"), lookup_reason=REASON)
    with office_scope(site.office):
        assert PovertyCheck.objects.get().result["outcome"] == outcome
        stored = list(values_of(site.office.schema_name))
    told = re.compile(rb"FOUND|TOO_OLD|NOT_CHECKED|desil|lookup|" + REASON.encode(), re.I)
    told_by = {place for place, value in stored if told.search(value)}
    assert {place for place in told_by if not place.startswith("standards_")} <= {CHECKED}


# The trail says that somebody looked, and at whose file; not what they saw.
CHECKED = "trail_trailentry.action"


def test_a_letter_is_no_open_pdf_in_the_database(lived_in):
    with office_scope(lived_in.office):
        stored = list(values_of(lived_in.office.schema_name))
    assert [place for place, value in stored if b"%PDF" in value] == []


def test_the_same_nik_gives_another_index_in_another_office(office_a, office_b):
    found = []
    for office in (office_a, office_b):
        with office_scope(office):
            found.append(blind_index(current_key(), VALUES["nik"], kind="nik"))
    assert found[0] != found[1]


@pytest.fixture
def camat(office_a, clock) -> User:
    """Somebody who works at office A."""
    made = accounts.create_user(
        username="sari", name="Sari", password=PASSWORD, must_change=False, actor=None, now=clocks.now()
    )
    with public_scope():
        Assignment.objects.create(
            user=made.user, office=office_a, roles=["COUNTER"], title="Loket", from_date=date(2026, 1, 1)
        )
    return made.user


def test_a_stored_session_opens_nothing(client_a, office_a, camat):
    client_a.post("/masuk/", {"username": "sari", "password": PASSWORD})
    assert client_a.get("/pilih-kantor/").status_code == 200
    with public_scope():
        keys = list(Session.objects.values_list("session_key", flat=True))
    assert len(keys) == 1
    assert client_a.cookies["sessionid"].value not in keys
    thief = Client(SERVER_NAME=f"{office_a.slug}.localhost")
    thief.cookies["sessionid"] = keys[0]
    assert thief.get("/pilih-kantor/").status_code == 302
    assert client_a.get("/pilih-kantor/").status_code == 200


def test_sessions_tickets_and_tokens_are_stored_as_digests(client_a, office_a, camat):
    client_a.post("/masuk/", {"username": "sari", "password": PASSWORD})
    ticket = switching.issue(camat, office_a.slug, second_factor=False, now=clocks.now())
    token = accounts.create_token(user_id=camat.pk, office=office_a, name="uji", actor=None, now=clocks.now())
    open_text = [ticket.code, token.key, client_a.cookies["sessionid"].value, PASSWORD]
    with public_scope():
        stored = list(values_of("public"))
    assert [place for place, value in stored for secret in open_text if secret.encode() in value] == []


def test_a_password_is_stored_by_argon2(camat):
    with public_scope():
        credential = User.objects.select_related("credential").get(pk=camat.pk).credential
    assert credential.password.startswith("argon2$argon2id$")
    assert not passwords.matches(camat, "")
