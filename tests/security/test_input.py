"""What no page of ours sends: NUL, half surrogates, bodies of gigabytes, hosts with invented ports."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from accounts.permissions import home, safe_next
from config.input_guard import MOST, MOST_API, MOST_HEARD, PIECE
from tests.api.conftest import Desk, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counted_anew(db):
    yield
    cache.clear()


@pytest.mark.parametrize("address", ["/v/7K3M%009QXD", "/?q=%00", "/?%00=1", "/%00"])
def test_a_nul_in_an_address_is_an_input_error(client_base, address):
    page = client_base.get(address)
    assert page.status_code == 400
    assert "belum ada yang disimpan" in page.content.decode()


@pytest.mark.parametrize("address", ["track/7K3M%009QXD/", "services/%00/", "applications/%00/"])
def test_a_nul_in_an_address_of_the_api_is_unknown(desk, address):
    refused(desk.call("counter", "get", address), 404)


@pytest.mark.parametrize("query", ["service=%00", "phase=%00", "cursor=cD0lMDA="])
def test_a_nul_in_a_question_to_the_api_is_an_input_error(desk, query):
    refused(desk.call("counter", "get", f"applications/?{query}"), 400)


@pytest.mark.parametrize("body", [{"nik": "\0"}, {"\0": "1"}, {"nik": ["3508", "\0"]}])
def test_a_nul_in_a_form_is_an_input_error(client_base, body):
    assert client_base.post("/v/7K3M9QXD", body).status_code == 400


@pytest.mark.parametrize("path", ["/masuk/", "/masuk/kode/", "/masuk/tiket/%00/", "/ganti-kantor/"])
def test_signing_in_takes_no_nul(client_a, path):
    form = {"username": "sari\0", "password": "x\0", "code": "\0", "office": "\0", "next": "\0"}
    assert client_a.post(path, form).status_code == 400


@pytest.mark.parametrize("target", ["logout", "totp", "inbox", "tidak-ada", "..", "a.b"])
def test_a_bare_word_is_no_next_page(client_a, office_a, target):
    request = RequestFactory(SERVER_NAME=f"{office_a.slug}.localhost").get("/masuk/")
    assert safe_next(request, target) == home(request)
    assert safe_next(request, "/masuk/kode/?a=b") == "/masuk/kode/?a=b"


def test_a_cookie_that_no_database_can_hold_is_no_session(client_a):
    page = client_a.get("/masuk/", headers={"Cookie": 'sessionid="\\000aaaaaaaaaaaa"'})
    assert page.status_code == 200


def body_with(desk: Desk, path: list[str], value: str) -> str:
    """A body in order but for one text, which is written as JSON writes it: `\\ud800`."""
    form: dict[str, Any] = desk.form("sktm-rekomendasi")
    place = form
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(form)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\0"])
@pytest.mark.parametrize("path", [["contact_way"], ["values", "nama"], ["note"], ["service"], ["group"]])
def test_text_that_is_no_text_is_refused_and_never_echoed(desk, path, text):
    before = desk.everything()
    refused(desk.call("counter", "post", "applications/", body_with(desk, path, text)), 400)
    assert desk.everything() == before


def test_a_key_that_is_no_text_is_refused(desk):
    form = desk.form("sktm-rekomendasi")
    form["values"]["\ud800"] = "x"
    refused(desk.call("counter", "post", "applications/", json.dumps(form)), 400)


def test_numbers_beyond_all_measure_are_input_errors(desk):
    for number in ("1e400", "-1e400", "1" * 5000, "NaN"):
        form = json.dumps(desk.form("sktm-rekomendasi")).replace('"SITI AMINAH"', number)
        refused(desk.call("counter", "post", "applications/", form), 400)


@pytest.mark.parametrize("depth", [50, 500, 900, 990, 5_000, 200_000])
def test_nesting_is_an_input_error_at_any_depth(desk, depth):
    form = json.dumps(desk.form("sktm-rekomendasi")).replace('"SITI AMINAH"', "[" * depth + "]" * depth)
    refused(desk.call("counter", "post", "applications/", form), 400)


def test_a_checklist_of_thousands_is_refused(desk):
    form = desk.form("sktm-rekomendasi")
    refused(desk.call("counter", "post", "applications/", form | {"papers": form["papers"] * 1000}), 400)


class Line(BytesIO):
    """What comes over the line, counted; nothing of it is kept."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert 0 < size <= PIECE, "only so much of it is ever in memory"
        self.taken += size
        return bytes(size)


@pytest.mark.parametrize(
    ("path", "length", "kind", "heard"),
    [
        ("/masuk/", MOST + 1, "multipart/form-data; boundary=x", True),
        ("/masuk/", MOST_HEARD, "multipart/form-data; boundary=x", True),
        ("/masuk/", MOST_HEARD + 1, "multipart/form-data; boundary=x", False),
        ("/masuk/", 10**19 - 1, "application/x-www-form-urlencoded", False),
        ("/api/v1/applications/", MOST_API + 1, "application/json", True),
    ],
)
def test_a_huge_body_is_refused_and_heard_out_only_if_a_person_can_have_sent_it(
    client_a, path, length, kind, heard
):
    line = Line()
    request = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": kind, "wsgi.input": line}
    page = client_a.generic("POST", path, **request)
    assert page.status_code == 413
    assert line.taken == (length if heard else 0)


def test_another_port_in_the_host_header_is_no_new_start(client_base):
    answers = [
        client_base.get("/v/7K3M9QXD", SERVER_NAME=name, headers={"Host": f"{name}:{port}"}).status_code
        for port in range(1, 36)
        for name in ("localhost", "LOCALHOST")
    ]
    assert answers[:60] == [404] * 60
    assert answers[60:] == [429] * 10


def test_another_port_does_not_help_with_the_codes_of_an_office(office_a):
    client = Client()
    name = f"{office_a.slug}.localhost"
    answers = [
        client.get("/api/v1/track/7K3M9QXD/", headers={"Host": f"{name}:{port}"}).status_code
        for port in range(1, 63)
    ]
    assert answers[60:] == [429, 429]
