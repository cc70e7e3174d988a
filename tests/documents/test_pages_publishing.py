"""The book of all standards of an office and the leaflet of a service: whole, tagged, each office's own."""

from typing import Any

import pytest
from django.core.cache import cache

from documents.sheets import print_sheet
from documents.standard_more import book_sheet
from offices.hosts import url_of
from offices.scope import office_scope
from standards import queries
from standards.catalogue import load_documents
from tests import world
from tests.applications.pages import text
from tests.desk import address
from tests.documents import samples

pytestmark = pytest.mark.django_db
DOCUMENTS = {document.service: document for document in load_documents()}


@pytest.fixture(autouse=True)
def _no_counts(database):
    yield
    cache.clear()


@pytest.fixture
def open_office(office_a, clock):
    world.open_services(office_a, *DOCUMENTS)
    return office_a


def test_the_book_holds_every_standard_and_says_on_which_page(client_a, open_office):
    answer = client_a.get(address("standards_book"))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"pdfuaid:part" in answer.content
    pages = samples.page_texts(answer.content)
    covers = [number for number, page in enumerate(pages, start=1) if "Kendalidokumen" in page]
    assert len(covers) == len(DOCUMENTS)
    assert all(f"{number}" in pages[1] for number in covers)
    for first, after in zip(covers, [*covers[1:], len(pages) + 1], strict=True):
        for number in range(first, after):
            assert f"Hal{number - first + 1}dari{after - first}" in pages[number - 1]


def test_each_standard_has_as_many_pages_in_the_book_as_alone(client_a, open_office):
    alone = [samples.pages(client_a.get(address("service_pdf", code)).content) for code in DOCUMENTS]
    assert samples.pages(client_a.get(address("standards_book")).content) == 2 + sum(alone)


def test_the_book_is_drawn_once_until_something_changes(client_b, office_b, open_office, monkeypatch):
    drawn: list[Any] = []

    def draw(sheet: Any) -> bytes:
        drawn.append(sheet)
        return b"%PDF-"

    monkeypatch.setattr("documents.kept.print_sheet", draw)
    world.open_services(office_b, "kp4")
    for _n in range(2):
        assert client_b.get(address("standards_book")).content == b"%PDF-"
    assert len(drawn) == 1
    world.open_services(office_b, "sktm")
    client_b.get(address("standards_book"))
    assert [len(sheet.standards) for sheet in drawn] == [1, 2]


def test_an_office_without_standards_has_no_book(client_b, client_a, office_b, open_office):
    assert client_b.get(address("standards_book")).status_code == 404
    assert address("standards_book") not in client_b.get("/").content.decode()
    assert "Buku semua standar pelayanan (PDF)" in text(client_a.get("/"))
    world.open_services(office_b, "kp4")
    theirs = samples.texts(client_b.get(address("standards_book")).content)
    assert "UJITIMUR" in theirs
    assert "UJIBARAT" not in theirs


def test_the_book_is_the_same_each_time(open_office):
    with office_scope(open_office):
        sheet = book_sheet(open_office, queries.whole())
    assert print_sheet(sheet) == print_sheet(sheet)


@pytest.mark.parametrize("code", DOCUMENTS)
def test_the_leaflet_says_what_a_citizen_needs_on_one_a5(client_a, open_office, code):
    pdf = client_a.get(address("service_leaflet", code)).content
    words, document = samples.texts(pdf), DOCUMENTS[code]
    assert samples.pages(pdf) == 1
    assert samples.paper_size(pdf) == (420, 595)
    assert b"pdfuaid:part" in pdf
    for group in document.persyaratan.groups:
        for requirement in group.requirements:
            assert all(samples.tight(paper.name) in words for paper in requirement.papers)
    assert samples.tight(document.waktu.short) in words
    assert "Gratis" in words
    for channel in document.pengaduan.channels:
        assert samples.tight(channel.shown) in words
    assert samples.tight(f"Lewat halaman pengaduan: {url_of(open_office.slug, '/pengaduan/')}") in words


@pytest.mark.parametrize("name", ["service_leaflet", "service_pdf"])
def test_a_service_the_office_has_not_is_not_there(client_a, open_office, name):
    assert client_a.get(address(name, "ahli-waris")).status_code == 404
    assert client_a.post(address(name, "kp4")).status_code == 405
