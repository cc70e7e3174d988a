"""Keys of another office in addresses and in forms, odd hosts, copied cookies and tokens: nothing crosses."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import Assignment
from applications.models import File
from commons import clock as clocks
from lookups.models import PovertyList
from lookups.operations import load_list
from lookups.rows import parse
from offices.models import Closure, Contact
from offices.scope import office_scope, public_scope
from queueing import operations as queueing
from tests import world
from tests.applications.pages import Site, sit_down, text
from tests.desk import address

pytestmark = pytest.mark.django_db
SECRET_NAME = "RAHASIA ORANG SANA"
ROLES = tuple(world.PEOPLE)


@pytest.fixture(autouse=True)
def _counted_anew(database):
    yield
    cache.clear()


@pytest.fixture
def foreign(site, elsewhere) -> dict[str, UUID]:
    """Something of every kind in office B, by what it is."""
    office = elsewhere.office
    outcome = elsewhere.until("sktm-rekomendasi", "SIGN", values={"nama": SECRET_NAME})
    with office_scope(office):
        actor = elsewhere.people["admin"]
        parsed = parse(b"NIK;NAMA\n3508170101800003;ORANG SANA\n")
        load_list(actor=actor, parsed=parsed, source="SANA", as_of=date(2026, 11, 1), now=clocks.now())
        ticket = queueing.issue(
            actor=elsewhere.people["counter"],
            service_code="ktp-el",
            service_name="KTP-el",
            idempotency_key=world.key(),
            now=clocks.now(),
        )
        said = queueing.SentHome(
            service=queueing.Wanted(code="sktm", name="SKTM"), missing=(), note="x", name=SECRET_NAME
        )
        trip = queueing.send_home(actor=elsewhere.people["counter"], said=said, now=clocks.now())
        group, seat = queueing.furnish(now=clocks.now())
        contact = Contact.objects.create(office=office, kind="PHONE", shown="(0334) 77")
        day = date(2026, 12, 1)
        closure = Closure.objects.create(office=office, from_date=day, to_date=day, reason="Sana")
        found = {"list": PovertyList.objects.get().id, "ticket": ticket.id, "trip": trip.id}
        found |= {"group": group.id, "counter": seat.id}
    with public_scope():
        assignment = Assignment.objects.filter(office=office, roles=["COUNTER"]).get()
    return {
        **found,
        "file": outcome.file_id,
        "contact": contact.id,
        "closure": closure.id,
        "assignment": assignment.id,
        "person": assignment.user_id,
    }


def everything(site: Site) -> dict[str, list[Any]]:
    """Every row of the office's schema, and of public tables that carry its key."""
    with office_scope(site.office), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = %s AND table_name <> 'django_migrations'",
            [site.office.schema_name],
        )
        tables = [row[0] for row in cursor.fetchall()]
        tables += ["offices_contact", "offices_closure", "accounts_assignment", "lettercheck_letterindex"]
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', t::text FROM \"{name}\" t" for name in tables))
        found: dict[str, list[Any]] = {name: [] for name in tables}
        for name, row in sorted(cursor.fetchall()):
            found[name].append(row)
    return found


ADDRESSES = {
    "settings_poverty_withdraw": "list",
    "ticket_print": "ticket",
    "trip_slip": "trip",
    "trip_close": "trip",
    "settings_queue_group": "group",
    "settings_queue_counter": "counter",
    "file": "file",
    "file_mend": "file",
    "file_letter": "file",
    "file_letter_pdf": "file",
    "file_changes": "file",
    "file_reveal": "file",
    "file_contact": "file",
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_foreign_key_in_an_address_is_as_unknown_as_one_that_never_was(site, elsewhere, foreign, name):
    before = everything(elsewhere)
    for who in ROLES:
        for method in ("get", "post"):
            answers = [
                getattr(site.at(who), method)(address(name, key))
                for key in (foreign[ADDRESSES[name]], UUID(int=7))
            ]
            assert {each.status_code for each in answers} <= {403, 404, 405}, (who, method)
            assert answers[0].status_code == answers[1].status_code, (who, method)
            assert "SANA" not in text(answers[0])
    assert everything(elsewhere) == before


FORMS = {
    "settings_staff": ["end:{assignment}", "password:{assignment}", "end_now:{assignment}", "end:{person}"],
    "settings_hours": ["remove_closure:{closure}"],
    "settings_contacts": ["remove:{contact}"],
    "absences": ["end:{file}", "end-acting:{person}"],
}


@pytest.mark.parametrize("name", FORMS)
def test_a_foreign_key_in_a_form_does_nothing(site, elsewhere, foreign, name):
    before, mine = everything(elsewhere), everything(site)
    for template in FORMS[name]:
        do = template.format(**foreign)
        for who in ROLES:
            sent = {"do": do, "ref": str(foreign["assignment"]), "last_day": "20-11-2026"}
            answer = site.at(who).post(address(name), sent)
            assert answer.status_code in {302, 303, 403, 404, 409, 422}, (do, who, answer.status_code)
            assert "SANA" not in text(answer)
    for who in ROLES:
        for verb in ("end_now", "password_now"):
            site.at(who).post(address("settings_staff"), {"do": verb, "ref": str(foreign["assignment"])})
    assert everything(elsewhere) == before
    assert everything(site) == mine


def test_a_foreign_ticket_or_person_is_not_taken_over_at_intake(site, elsewhere, foreign):
    """Neither the queue number of another office nor an applicant known there is found here."""
    before = everything(elsewhere)
    for sent in (
        {"do": f"choose:{foreign['file']}", "query": "x"},
        {"do": "find", "query": SECRET_NAME},
        {"do": "find", "query": world.VALUES["nik"]},
        {"do": "new", "query": "x", "tiket": str(foreign["ticket"])},
    ):
        answer = site.at("counter").post(address("intake_service", "ktp-el") + "?tiket=x", sent)
        assert answer.status_code < 500
        assert "SANA" not in text(answer).replace(SECRET_NAME, "", 1) or SECRET_NAME in str(sent.values())
        assert "Kelurahan Uji Timur" not in text(answer)
    path = address("intake_service", "ktp-el") + f"?tiket={foreign['ticket']}"
    assert site.at("counter").get(path).status_code in {200, 404}
    assert everything(elsewhere) == before


def test_a_foreign_file_cannot_be_signed_from_the_pile(site, elsewhere, foreign):
    before = everything(elsewhere)
    for who in ("head", "counter"):
        for extra in ({}, {"do": "sign"}, {"do": "confirm"}):
            form = {"file": [str(foreign["file"])], "event": [f"{foreign['file']}:3"], **extra}
            answer = site.at(who).post(address("pile_sign"), form)
            assert answer.status_code < 500
            assert "SANA" not in text(answer)
    assert everything(elsewhere) == before


def test_a_cookie_copied_to_another_host_opens_nothing(site, elsewhere, foreign):
    stolen = site.at("head").cookies["sessionid"].value
    for host in (f"{elsewhere.office.slug}.localhost", "kabupaten.localhost", "localhost"):
        thief = Client(SERVER_NAME=host)
        thief.cookies["sessionid"] = stolen
        for path in ("/antrean-kerja/", "/pilih-kantor/", "/register/", f"/berkas/{foreign['file']}/"):
            answer = thief.get(path)
            assert answer.status_code in {302, 404}, (host, path)
            assert "SANA" not in text(answer)
    assert site.at("head").get("/antrean-kerja/").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "{b}"},
        {"X-Host": "{b}"},
        {"Forwarded": "host={b}"},
        {"X-Original-URL": "http://{b}/berkas/{file}/"},
        {"X-Rewrite-URL": "/berkas/{file}/"},
        {"X-HTTP-Method-Override": "DELETE"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_no_other_header_chooses_the_office(site, elsewhere, foreign, headers):
    names = {"b": f"{elsewhere.office.slug}.localhost", "file": foreign["file"]}
    sent = {key: value.format(**names) for key, value in headers.items()}
    client = site.at("head")
    answer = client.get("/antrean-kerja/", headers=sent)
    assert answer.status_code == 200
    assert str(site.office) in text(answer)
    assert str(elsewhere.office) not in text(answer)
    assert client.get(f"/berkas/{foreign['file']}/", headers=sent).status_code == 404


@pytest.mark.parametrize(
    "host",
    [
        "{b}@{a}",
        "{a}:80@{b}",
        "{a}, {b}",
        "{a} {b}",
        "{a}/{b}",
        "{a}#{b}",
        "[{a}]",
        "{a}\t",
        "kec_uji_barat.localhost",
        "127.0.0.1",
        "localhost.jahat.example",
        "{a}.jahat.example",
        "%6bec-uji-barat.localhost",
        ".localhost",
        "",
    ],
)
def test_a_host_that_is_none_gets_nothing(site, elsewhere, host):
    names = {"a": f"{site.office.slug}.localhost", "b": f"{elsewhere.office.slug}.localhost"}
    client = sit_down(site.office, site.people["head"])
    answer = client.get("/antrean-kerja/", headers={"Host": host.format(**names) or " "})
    assert answer.status_code == 404
    assert not re.search(r"Uji|sessionid|Antrean", answer.content.decode() + str(answer.cookies))


@pytest.mark.parametrize("host", ["{A}", "{a}.", "{a}:9", "{A}.:65535"])
def test_a_host_spelled_otherwise_is_the_same_office(site, host):
    name = f"{site.office.slug}.localhost"
    client = sit_down(site.office, site.people["head"])
    answer = client.get("/antrean-kerja/", headers={"Host": host.format(a=name, A=name.upper())})
    assert answer.status_code == 200
    assert str(site.office) in text(answer)


def test_an_etag_of_one_office_says_nothing_about_another(site, elsewhere):
    """What a page stands at is told by an ETag; the same one elsewhere is no 304 with a foreign meaning."""
    site.receive("sktm")
    elsewhere.receive("sktm")
    tags = [each.at("counter").get(address("inbox_changes")).headers["ETag"] for each in (site, elsewhere)]
    assert tags[0] != tags[1]
    crossed = elsewhere.at("counter").get(address("inbox_changes"), headers={"If-None-Match": tags[0]})
    assert crossed.status_code == 200
    stranger = site.stranger().get(address("inbox_changes"), headers={"If-None-Match": tags[0]})
    assert stranger.status_code == 302


NAMES = ['"; filename="x.html', "../../etc/passwd", "a\r\nSet-Cookie: x=1", "ʬ\u202egnp.exe", "#panic()"]


@pytest.mark.parametrize("name", NAMES)
def test_names_and_numbers_cannot_get_into_a_download_s_header(site, name):
    outcome = site.until("sktm-rekomendasi", "HAND_OVER")
    with office_scope(site.office):
        File.objects.filter(id=outcome.file_id).update(receipt_number=name[:30])
    for path in (
        address("file_letter_pdf", outcome.file_id),
        address("file_print", outcome.file_id, "tanda-terima"),
        address("register_xlsx") + "?book=" + name.replace("\r\n", "%0D%0A").replace("#", "%23"),
    ):
        answer = site.at("counter").get(path)
        assert answer.status_code in {200, 404, 409, 422}, path
        b"".join(answer)
        shown = answer.headers.get("Content-Disposition", "")
        assert re.fullmatch(r'((inline|attachment); filename="[\w.-]*")?', shown, re.ASCII), shown
        assert "Set-Cookie" not in str(answer.headers) or "x=1" not in str(answer.headers)
