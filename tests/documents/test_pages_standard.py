"""The standard as a PDF for everyone: word for word, and what Loket added told apart."""

import re

import pytest
from django.core.cache import cache

from documents.glyphs import check_text
from documents.sheets import print_sheet
from documents.standard_print import _control, _title, printable_words, standard_sheet
from documents.standard_sheet import FlowChart
from documents.views_standard import TRIES
from offices.scope import office_scope
from standards import flow_words, queries
from standards.catalogue import load_documents
from tests import world
from tests.applications.pages import text
from tests.desk import DAY, address
from tests.documents import samples

pytestmark = pytest.mark.django_db
CODES = sorted({document.service for document in load_documents()})


@pytest.fixture(autouse=True)
def _no_counts(database):
    yield
    cache.clear()


@pytest.fixture
def open_office(office_a, clock):
    world.open_services(office_a, *CODES)
    return office_a


def squeezed(words):
    return "".join(words.split())


def without_heads(pages):
    """A text that runs on over a page is not cut by the head of that page."""
    head = rf"^.*?Hal\d+dari{len(pages)}"
    return [pages[0], *(re.sub(head, "", page) for page in pages[1:])]


def document_of(code):
    return next(document for document in load_documents() if document.service == code)


@pytest.mark.parametrize("code", CODES)
def test_every_word_of_the_standard_is_on_paper(client_a, open_office, code):
    answer = client_a.get(address("service_pdf", code))
    assert answer.headers["Content-Type"] == "application/pdf"
    printed = "".join(without_heads(samples.page_texts(answer.content)))
    document = document_of(code)
    for component in document.components():
        for passage in component.source_text:
            assert squeezed(passage.words.replace("➤", "►")) in printed
    assert squeezed(document.title).upper() in printed.upper()


def test_a_definition_is_printed_where_the_document_has_one(client_a, open_office):
    printed = squeezed(samples.texts(client_a.get(address("service_pdf", "sktm-rekomendasi")).content))
    (label, *passages) = document_of("sktm-rekomendasi").definitions
    assert label.words == "3. DEFINISI"
    assert squeezed(f"Definisi{passages[0].words}") in printed
    assert squeezed(label.words) not in printed
    without = squeezed(samples.texts(client_a.get(address("service_pdf", "kp4")).content))
    assert "Definisi" not in without


@pytest.mark.parametrize("code", CODES)
def test_what_loket_added_is_told_apart_with_its_reason(client_a, open_office, code):
    printed = squeezed(samples.texts(client_a.get(address("service_pdf", code)).content))
    reasons = {added.reason for added in document_of(code).added}
    assert reasons
    for reason in reasons:
        assert squeezed(f"Alasan: {reason}") in printed
    assert printed.count(squeezed("Tambahan Loket, bukan bunyi dokumen kantor:")) >= 1


def test_an_addition_names_what_it_is_about(open_office):
    with office_scope(open_office):
        sheet = standard_sheet(open_office, queries.service("dtsen"), since=DAY)
    added = {addition.text for part in sheet.components for addition in part.additions}
    document = document_of("dtsen")
    step = document.prosedur.step("tanda_tangan")
    assert f"{step.title} ({step.actor})." in added or f"{step.title}." in added
    assert "Jumlah Pelaksana: 2." in added
    assert all("groups" not in words and "steps" not in words for words in added)


def test_the_fourteen_components_stand_in_their_order(open_office):
    with office_scope(open_office):
        sheet = standard_sheet(open_office, queries.service("sktm"), since=DAY)
    assert [part.number for part in sheet.components] == list(range(1, 15))
    assert all(part.body for part in sheet.components)


def test_missing_control_data_is_admitted(client_a, open_office):
    printed = squeezed(samples.texts(client_a.get(address("service_pdf", "sktm")).content))
    assert squeezed("Nomor dokumen tidak tercantum") in printed
    controlled = squeezed(samples.texts(client_a.get(address("service_pdf", "sktm-rekomendasi")).content))
    assert squeezed("SP-KEC.JATIROTO- PELY-06") in controlled
    assert squeezed("2 Januari 2023") in controlled
    assert squeezed("NASA'I, S.AP") in controlled


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("➤ Operator", "► Operator"),
        ("\uf0b7 Meja", "• Meja"),
        ("Meja ☃", "Meja [SNOWMAN]"),
        ("Biasa", "Biasa"),
    ],
)
def test_a_sign_the_font_has_not_is_replaced_or_named(words, printed):
    assert printable_words(words) == printed
    check_text(printable_words(words))


def test_it_is_accessible_and_the_same_each_time(open_office):
    with office_scope(open_office):
        service = queries.service("kp4")
        first, second = (print_sheet(standard_sheet(open_office, service, since=DAY)) for _n in range(2))
    assert first == second
    assert b"pdfuaid:part" in first
    assert b"/MarkInfo" in first


@pytest.mark.parametrize("code", CODES)
def test_every_page_says_which_of_how_many_and_what_document(client_a, open_office, code):
    pages = samples.page_texts(client_a.get(address("service_pdf", code)).content)
    for number, page in enumerate(pages, start=1):
        assert page.count(f"Hal{number}dari{len(pages)}") == 1
    control = document_of(code).control
    issued = control.issued_on.strftime("%d-%m-%Y") if control.issued_on else "tidak tercantum"
    for page in pages[1:]:
        assert squeezed(f"No. Dokumen: {control.number or 'tidak tercantum'}") in page
        assert squeezed(f"No. Revisi: {control.revision or 'tidak tercantum'}") in page
        assert squeezed(f"Tgl Terbit: {issued}") in page


@pytest.mark.parametrize("steps", [1, 12, 40])
def test_the_flow_takes_as_many_drawings_as_it_needs(open_office, steps):
    drawings = flow_words.pictures(_longer(document_of("sktm"), steps), printable_words)
    sheet = samples.standard(flows=tuple(FlowChart(svg=one.svg, alt=one.words) for one in drawings))
    pages = samples.page_texts(print_sheet(sheet))
    assert (len(drawings) == 1) is (steps == 1)
    assert len(pages) - samples.pages(print_sheet(samples.standard())) in {len(drawings) - 1, len(drawings)}
    assert "Selesai" in pages[-1]


def _longer(document, steps):
    one = document.prosedur.steps[-1]
    many = tuple(one.model_copy(update={"key": f"langkah_{n}"}) for n in range(steps))
    return document.model_copy(update={"prosedur": document.prosedur.model_copy(update={"steps": many})})


def test_the_flow_is_on_the_page_and_told_in_words_on_paper(client_a, open_office):
    page = client_a.get(address("service", "sktm")).content.decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert "Bagan alur layanan ini" in page
    with office_scope(open_office):
        (chart,) = standard_sheet(open_office, queries.service("sktm"), since=DAY).flows
    assert "2. Verifikasi data penduduk miskin, Petugas Pelayanan (berkas yang kurang kembali" in chart.alt


def test_the_page_of_the_standard_leads_to_it(client_a, open_office):
    page = client_a.get(address("service", "kp4"))
    assert address("service_pdf", "kp4") in page.content.decode()
    assert "Cetak standar pelayanan (PDF)" in text(page)


@pytest.mark.parametrize(
    ("title", "heading", "below"),
    [
        ("Standar Pelayanan Publik Surat Keterangan X", "STANDAR PELAYANAN PUBLIK", "Surat Keterangan X"),
        ("STANDAR PELAYANAN KTP-el", "STANDAR PELAYANAN", "KTP-el"),
        ("Legalisasi KP4", "STANDAR PELAYANAN", "Legalisasi KP4"),
        ("Standar Pelayanan", "STANDAR PELAYANAN", "Standar Pelayanan"),
    ],
)
def test_the_words_of_the_heading_are_not_said_twice(title, heading, below):
    assert _title(document_of("kp4").model_copy(update={"title": title})) == (heading, below)


def test_the_cover_names_the_decree_where_there_is_one():
    enacted = document_of("kp4").model_copy(
        update={"control": document_of("kp4").control.model_copy(update={"decree": "Keputusan Camat 5/2026"})}
    )
    assert _control(enacted)[-1][1] == "Keputusan Camat 5/2026"
    assert len(_control(enacted)) == len(_control(document_of("kp4"))) + 1


@pytest.mark.parametrize("code", ["ahli-waris", "tidak-ada"])
def test_a_service_the_office_has_not_is_not_there(client_a, open_office, code):
    assert client_a.get(f"/layanan/{code}/standar.pdf").status_code == 404


def test_each_office_prints_its_own(client_a, client_b, office_b, open_office):
    assert client_b.get(address("service_pdf", "kp4")).status_code == 404
    world.open_services(office_b, "kp4")
    mine = samples.texts(client_a.get(address("service_pdf", "kp4")).content)
    theirs = samples.texts(client_b.get(address("service_pdf", "kp4")).content)
    assert "UJIBARAT" in squeezed(mine)
    assert "UJITIMUR" in squeezed(theirs)
    assert "UJIBARAT" not in squeezed(theirs)


def test_who_asks_too_often_waits(client_a, open_office, monkeypatch):
    monkeypatch.setattr("documents.views_standard.print_sheet", lambda _sheet: b"%PDF-")
    for _n in range(TRIES):
        assert client_a.get(address("service_pdf", "kp4")).status_code == 200
    assert client_a.get(address("service_pdf", "kp4")).status_code == 429


def test_it_is_read_only(client_a, open_office):
    assert client_a.post(address("service_pdf", "kp4")).status_code == 405
