"""The letter as a PDF: a preview until it is signed, the frozen bytes after."""

from hashlib import sha256
from typing import Any

import pypdfium2
import pytest

from documents.models import Letter
from offices.scope import office_scope
from tests.api.conftest import refused

pytestmark = pytest.mark.django_db


def pdf_of(desk, outcome: dict[str, Any], accept: str = "*/*") -> Any:
    """The answer with the letter."""
    path = f"/api/v1/applications/{outcome['file_id']}/letter.pdf"
    headers = {"Authorization": f"Token {desk.tokens['head']}", "Accept": accept}
    return desk.client.get(path, headers=headers)


def words(pdf: bytes) -> str:
    """All text of a PDF, spaces and line breaks made one."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split())


def test_before_signing_it_is_a_preview_and_says_so(desk, unchanged):
    outcome = desk.until(desk.receive("sktm-rekomendasi"), "SIGN")
    unchanged()
    answer = pdf_of(desk, outcome)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    text = words(answer.content)
    assert "PRATINJAU" in text
    assert "SITI AMINAH" in text
    assert outcome["letter_number"] in text


def test_after_signing_it_is_the_frozen_one(desk):
    outcome = desk.through("sktm-rekomendasi")
    first, again = pdf_of(desk, outcome).content, pdf_of(desk, outcome).content
    with office_scope(desk.office):
        letter = Letter.objects.get(file_id=outcome["file_id"])
    assert first == again == bytes(letter.pdf or b"")
    assert sha256(first).hexdigest() == letter.sha256
    assert "PRATINJAU" not in words(first)
    signing = next(event for event in desk.read(outcome)["events"] if "sha256" in event["data"])
    assert signing["data"]["sha256"] == letter.sha256


def test_a_strip_is_frozen_when_it_gets_its_number(desk):
    outcome = desk.until(desk.receive("sktm"), "HAND_OVER")
    with office_scope(desk.office):
        letter = Letter.objects.get(file_id=outcome["file_id"])
    pdf = pdf_of(desk, outcome).content
    assert sha256(pdf).hexdigest() == letter.sha256
    assert letter.number in words(pdf)


def test_there_is_none_before_it_is_drawn_up_nor_for_an_external_item(desk, unchanged):
    early, external = desk.receive("sktm-rekomendasi"), desk.through("ktp-el")
    unchanged()
    refused(pdf_of(desk, early), 404, "letter_not_found")
    refused(pdf_of(desk, external), 404, "letter_not_found")


@pytest.mark.parametrize("accept", ["application/pdf", "application/json", "text/html", "image/png"])
def test_it_comes_whatever_the_client_says_it_accepts(desk, accept):
    outcome = desk.until(desk.receive("sktm-rekomendasi"), "SIGN")
    answer = pdf_of(desk, outcome, accept)
    assert answer.headers["Content-Type"] == "application/pdf"
    refused(pdf_of(desk, {"file_id": "0" * 8 + "-0000-7000-8000-" + "0" * 12}, accept), 404)
