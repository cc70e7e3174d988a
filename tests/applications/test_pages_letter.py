"""Letters to read and slips to print."""

import hashlib

import pypdfium2
import pytest

from accounts.models import Assignment
from applications import absences
from applications.workflow_types import Action
from commons import clock as clocks
from documents.models import Letter
from lettercheck.models import LetterIndex
from offices.scope import office_scope, public_scope
from tests import world
from tests.applications.pages import text, url

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"


def pdf_text(answer):
    assert answer.status_code == 200, text(answer)
    assert answer.headers["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def letter(site, outcome, who="head"):
    return site.at(who).get(url("file_letter", outcome.file_id))


def letter_pdf(site, outcome, who="head"):
    return site.at(who).get(url("file_letter_pdf", outcome.file_id))


def test_before_it_is_drawn_up_the_letter_reads_as_a_draft_without_number(site):
    outcome = site.until(SKTM, "PRODUCE")
    page = text(letter(site, outcome, "operator"))
    assert "Konsep" in page
    assert "Retno Wahyuni" in page
    words = pdf_text(letter_pdf(site, outcome, "operator"))
    assert "PRATINJAU" in words
    assert "(nomor menyusul)" in words
    assert "SITI AMINAH" in words
    with office_scope(site.office):
        assert Letter.objects.count() == 0


def test_an_unsigned_letter_has_number_and_watermark(site):
    outcome = site.until(SKTM, "SIGN")
    assert "Belum ditandatangani" in text(letter(site, outcome))
    words = pdf_text(letter_pdf(site, outcome))
    assert "PRATINJAU" in words
    assert outcome.letter_number in words


def test_a_signed_letter_is_the_frozen_one_byte_by_byte(site):
    outcome = site.until(SKTM, "HAND_OVER")
    answer = letter_pdf(site, outcome, "counter")
    with office_scope(site.office):
        row = Letter.objects.get()
    assert answer.content == row.pdf
    assert hashlib.sha256(answer.content).hexdigest() == row.sha256
    page = text(letter(site, outcome, "counter"))
    assert row.sha256 in page
    assert "Berlaku" in page
    assert "PRATINJAU" not in pdf_text(answer)


def test_the_letter_is_read_page_by_page_on_a_phone(site):
    outcome = site.until(SKTM, "SIGN")
    body = letter(site, outcome).content.decode()
    address = url("file_letter_page", outcome.file_id, 1)
    assert f'src="{address}"' in body
    first = site.at("head").get(address)
    assert (first.status_code, first.headers["Content-Type"]) == (200, "image/svg+xml")
    assert first.content.startswith(b"<svg")
    assert b"<script" not in first.content
    signed = site.step(outcome)
    after = site.at("head").get(url("file_letter_page", signed.file_id, 1))
    assert len(after.content) < len(first.content), "the watermark is gone"
    for number in (0, 2, 99):
        assert site.at("head").get(url("file_letter_page", outcome.file_id, number)).status_code == 404


def test_the_strip_of_an_endorsed_paper_can_be_printed_once_it_is_numbered(site):
    outcome = site.until("sktm", "SIGN")
    page = letter(site, outcome)
    assert "Surat pemohon: baca kertasnya." in text(page)
    assert "tidak mempunyai surat" not in text(page)
    assert "Buka PDF" not in text(page)
    assert letter_pdf(site, outcome).status_code == 404
    outcome = site.step(site.step(outcome))
    words = pdf_text(letter_pdf(site, outcome))
    assert outcome.letter_number in words
    assert "Surat Pernyataan Miskin" in words
    assert "Fasilitasi" not in words, "the paper, not the service"
    assert "SITI AMINAH" in words


def test_what_the_letter_says_stands_in_words_with_the_nik_masked(site):
    outcome = site.until(SKTM, "SIGN", values={"keperluan": "biaya sekolah"})
    page = text(letter(site, outcome))
    assert "NIK 350817******0001" in page
    assert "Keperluan biaya sekolah" in page
    assert "Dasar Kepala Desa Kaliboto Lor, 470/12/2026, 18-11-2026" in page


def test_who_only_answers_questions_reads_no_nik(site):
    outcome = site.until(SKTM, "HAND_OVER")
    assert "Buka PDF" not in text(letter(site, outcome, "information"))
    assert letter_pdf(site, outcome, "information").status_code == 403


def test_without_a_head_the_draft_says_what_is_missing(site):
    outcome = site.until(SKTM, "PRODUCE")
    with public_scope():
        Assignment.objects.filter(roles__contains=["HEAD"]).update(to_date="2026-11-01")
    page = text(letter(site, outcome, "operator"))
    assert "Kantor ini belum mempunyai pimpinan pada hari ini." in page
    assert letter_pdf(site, outcome, "operator").status_code == 404


def test_the_receipt_says_what_was_handed_in_what_is_promised_and_how_to_follow(site):
    outcome = site.receive(SKTM)
    words = pdf_text(site.at("counter").get(url("file_print", outcome.file_id, "tanda-terima")))
    code = site.file(outcome).track_code
    for part in (
        "TANDA TERIMA",
        "0001/2026",
        "SITI AMINAH",
        "350817******0001",
        "Sari Wulandari",
        "Gratis",
        "WhatsApp",
    ):
        assert part in words, part
    assert "20 November 2026 pukul 09.00 WIB" in words
    assert "-".join(code[n : n + 4] for n in (0, 4, 8)) in words
    assert world.VALUES["nik"] not in words


def test_the_receipt_tells_of_the_leaders_absence(site):
    now = clocks.now()
    with office_scope(site.office):
        absences.enter_absence(
            actor=site.people["secretary"], from_at=now, to_at=now.replace(hour=8), reason="dinas", now=now
        )
    outcome = site.receive(SKTM)
    words = pdf_text(site.at("counter").get(url("file_print", outcome.file_id, "tanda-terima")))
    assert "Kembali Jumat, 20 November 2026 pukul 15.00." in words


def test_the_list_of_what_is_missing_names_each_item(site):
    outcome = site.receive(SKTM)
    outcome = site.step(outcome, Action.RETURN, missing=("KTP pemohon", "KK buram"), note="Sebelum Jumat")
    words = pdf_text(site.at("counter").get(url("file_print", outcome.file_id, "kekurangan")))
    for part in ("KTP pemohon", "KK buram", "Sebelum Jumat", "0001/2026"):
        assert part in words


def test_the_hand_over_slip_names_who_took_what(site):
    outcome = site.until(SKTM, "HAND_OVER")
    number = outcome.letter_number or site.file(outcome).receipt_number
    outcome = site.step(outcome, receiver="BUDI SANTOSO", note="anak, surat kuasa")
    words = pdf_text(site.at("counter").get(url("file_print", outcome.file_id, "serah-terima")))
    for part in ("BUDI SANTOSO", "anak, surat kuasa", "Sari Wulandari"):
        assert part in words
    assert number


@pytest.mark.parametrize("sheet", ["kekurangan", "serah-terima", "surat", "x"])
def test_a_slip_that_does_not_apply_is_not_found(site, sheet):
    outcome = site.receive(SKTM)
    assert site.at("counter").get(url("file_print", outcome.file_id, sheet)).status_code == 404


def test_no_file_name_names_a_person(site):
    outcome = site.until(SKTM, "SIGN")
    for answer in (
        letter_pdf(site, outcome),
        site.at("counter").get(url("file_print", outcome.file_id, "tanda-terima")),
    ):
        assert answer.headers["Content-Disposition"] in {
            'inline; filename="surat-0001-2026.pdf"',
            'inline; filename="tanda-terima-0001-2026.pdf"',
        }


def test_the_applicants_own_paper_is_no_draft_of_ours(site):
    outcome = site.until("kp4", "SIGN")
    page = text(letter(site, outcome))
    assert "Surat pemohon, belum ditandatangani" in page
    assert "Konsep" not in page
    outcome = site.step(outcome)
    page = text(letter(site, outcome, "counter"))
    assert "Sudah ditandatangani, menunggu nomor" in page
    assert "Konsep" not in page


def test_who_signs_sees_what_the_poverty_list_said(site):
    outcome = site.until("sktm", "SIGN")
    for page in (url("file_letter", outcome.file_id), url("pile_letter", outcome.file_id)):
        shown = text(site.at("head").get(page))
        assert "Data kemiskinan: Belum dapat dicek: daftar belum dimuat" in shown
        assert "Alasan: Belum masuk daftar" in shown
    plain = site.until("kp4", "SIGN")
    assert "Data kemiskinan" not in text(site.at("head").get(url("file_letter", plain.file_id)))


def test_what_is_made_elsewhere_has_no_letter(site):
    page = text(letter(site, site.receive("ktp-el"), "counter"))
    assert "Tanpa surat" in page
    assert "Konsep" not in page


@pytest.mark.parametrize("service", [SKTM, "sktm"])
def test_a_simulated_letter_is_drawn_anew_and_says_so(site, client_base, service):
    outcome = site.until(service, "HAND_OVER")
    with office_scope(site.office):
        Letter.objects.update(pdf=None, sha256="")  # as the simulation leaves it
        code = Letter.objects.get().code
        LetterIndex.objects.filter(code=code).update(sha256="")
    page = text(letter(site, outcome))
    assert "data simulasi: PDF-nya tidak pernah dibuat" in page
    words = pdf_text(letter_pdf(site, outcome, "counter"))
    assert "DATA SIMULASI" in words
    assert outcome.letter_number in words
    assert "Ini surat dari data simulasi" in text(client_base.get(f"/v/{code}"))
