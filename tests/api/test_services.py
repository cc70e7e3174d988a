"""Services over the API: what a program needs to draw the counter's form, and the standard's own words."""

import pytest

from standards.catalogue import document_of
from tests.api.conftest import refused

pytestmark = pytest.mark.django_db


def test_the_list_says_what_each_service_is_promises_and_costs(desk):
    rows = {row["code"]: row for row in desk.call("information", "get", "services/").json()}
    assert rows.keys() == {"sktm-rekomendasi", "sktm", "ktp-el"}
    assert {code: row["product_kind"] for code, row in rows.items()} == {
        "sktm-rekomendasi": "LETTER",
        "sktm": "ENDORSEMENT",
        "ktp-el": "EXTERNAL_ITEM",
    }
    assert rows["sktm"]["promise"] == "15 menit"
    assert rows["sktm"]["fee"] == 0
    assert rows["ktp-el"]["has_ticket"] is True


def test_a_service_carries_fields_papers_steps_and_standard(desk):
    found = desk.call("information", "get", "services/ktp-el/").json()
    document = document_of("kec-lumajang", "ktp-el")
    assert [group["key"] for group in found["groups"]] == [g.key for g in document.persyaratan.groups]
    assert [step["kind"] for step in found["steps"]] == [s.kind.value for s in document.prosedur.steps]
    assert {"nama", "nik", "telepon"} <= {field["key"] for field in found["fields"]}
    assert len(found["standard"]) == 14


def test_the_fields_and_papers_are_enough_to_receive_a_file(desk):
    """A program that knows only this description can hand in a file."""
    found = desk.call("counter", "get", "services/sktm/").json()
    wanted = {field["key"] for field in found["fields"] if field["required"]}
    body = desk.form("sktm")
    assert wanted <= body["values"].keys()
    keys = {
        paper["key"]
        for group in found["groups"]
        for requirement in group["requirements"]
        for paper in requirement["papers"]
    }
    assert {row["key"] for row in body["papers"]} <= keys


def test_a_service_the_office_does_not_have(desk, unchanged):
    refused(desk.call("counter", "get", "services/dtsen/"), 404, "not_found")
    body = desk.form("sktm") | {"service": "dtsen"}
    refused(desk.call("counter", "post", "applications/", body), 400, "service_unknown")
