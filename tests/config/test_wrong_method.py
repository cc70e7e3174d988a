"""An address that only takes forms, opened like a page, leads back to where things stand."""

import pytest
from django.http import HttpResponseNotAllowed
from django.test import RequestFactory

from config.wrong_method import WrongMethodMiddleware

FILE = "/berkas/01a20135-5fba-7738-8e64-574f482d45cc/"


def asked(path: str, method: str = "get"):
    refuse = WrongMethodMiddleware(lambda _request: HttpResponseNotAllowed(["POST"]))
    return refuse(getattr(RequestFactory(), method)(path))


@pytest.mark.parametrize(
    ("path", "back"),
    [(f"{FILE}tindakan/complete/", FILE), ("/tanda-tangan/sahkan/", "/tanda-tangan/"), ("/keluar/", "/")],
)
def test_a_page_with_a_way_out(path, back):
    answer = asked(path)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert f'href="{back}"' in answer.content.decode()


def test_programs_keep_the_plain_answer():
    assert asked("/api/v1/services/").content == b""
    assert asked("/keluar/", "put").content == b""


def test_on_an_office_host(client_a):
    answer = client_a.get("/keluar/")
    assert answer.status_code == 405
    assert "Lihat keadaan sekarang" in answer.content.decode()
