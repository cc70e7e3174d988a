"""A page whose database is away says 503 and to come back; any other failure is a 500 without details."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.test import Client

from standards import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def failing(monkeypatch, office_a):
    """The office's front page raises what it is told to."""

    def fail(error):
        def raise_it(*_args, **_kwargs):
            raise error

        monkeypatch.setattr(queries, "services", raise_it)
        return Client(raise_request_exception=False).get("/", SERVER_NAME=f"{office_a.slug}.localhost")

    return fail


def test_a_database_that_is_away_is_said_and_retried(failing):
    answer = failing(OperationalError("server closed the connection unexpectedly"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    page = answer.content.decode()
    assert "muat ulang" in page
    assert answer["Refresh"] == "5"
    assert "no-store" in answer["Cache-Control"]
    assert "closed the connection" not in page


def test_anything_else_is_a_plain_500(failing):
    answer = failing(RuntimeError("NIK 3508174508680001"))
    assert answer.status_code == 500
    assert "3508174508680001" not in answer.content.decode()


SENT = {"nama": "Nasa'i <b>", "catatan": "baris satu\nbaris dua", "requirement": ["ktp", "kk"]}


@pytest.fixture
def sending(monkeypatch, client_base):
    """A form is sent to a page whose server is away; the page that comes back."""

    def away(*_args, **_kwargs):
        raise OperationalError("terminating connection")

    monkeypatch.setattr("lettercheck.queries.check", away)
    client = Client(raise_request_exception=False)

    def send(data):
        options: dict[str, Any] = {}
        if "file" not in data:
            data, options = urlencode(data, doseq=True), {"content_type": "application/x-www-form-urlencoded"}
        answer = client.post("/v/7K3M9QXD?dari=x", data, SERVER_NAME="localhost", **options)
        assert answer.status_code == 503
        assert "Refresh" not in answer.headers, "nothing is sent again by itself"
        return answer.content.decode()

    return send


def test_what_was_sent_comes_back_to_be_sent_again(sending):
    page = sending({**SENT, "idempotency_key": "k1"})
    assert 'action="/v/7K3M9QXD?dari=x"' in page
    assert '<input type="hidden" name="idempotency_key" value="k1">' in page
    assert 'value="Nasa&#x27;i &lt;b&gt;"' in page
    assert 'value="baris satu\nbaris dua"' in page
    assert page.count('name="requirement"') == 2
    assert "tidak tersimpan dua kali" in page


def test_without_a_key_nothing_is_promised(sending):
    page = sending({"nik": "1"})
    assert 'name="nik"' in page
    assert "dua kali" not in page
    assert "lihat dulu halaman sebelumnya" in page


@pytest.mark.parametrize("field", ["password", "old", "new", "code"])
def test_what_is_secret_is_written_into_no_page(sending, field):
    page = sending({"nama": "x", field: "rahasia-sekali"})
    assert "rahasia-sekali" not in page
    assert "<form" not in page
    assert "kembali ke halaman sebelumnya" in page


def test_files_are_chosen_again(sending):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    page = sending({"file": SimpleUploadedFile("a.csv", b"NIK")})
    assert "<form" not in page


@pytest.mark.parametrize("error", [OperationalError("away"), RuntimeError("ours")])
def test_an_answer_that_no_middleware_saw_has_the_security_headers(monkeypatch, office_a, error):
    def fail(*_args):
        raise error

    monkeypatch.setattr("offices.middleware._place", fail)
    answer = Client(raise_request_exception=False).get("/", SERVER_NAME=f"{office_a.slug}.localhost")
    assert answer.status_code in {500, 503}
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
