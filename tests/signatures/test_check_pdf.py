"""Is this PDF signed, by whom, is it ours? And what is no PDF, or meant to do harm."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from applications.workflow_types import Action
from commons import clock as clocks
from signatures import authority, pades
from signatures.examining import apart
from signatures.examining.codes import codes_in
from tests.applications.pages import text
from tests.signatures.conftest import PASSPHRASE, an_authority, key_file
from tests.signatures.test_electronic import SKTM, letter_of, sign

pytestmark = pytest.mark.django_db
PAGE = "/periksa-pdf/"


@pytest.fixture(autouse=True)
def _no_counts(database):
    yield
    cache.clear()


def check(client, content):
    return client.post(PAGE, {"pdf": SimpleUploadedFile("surat.pdf", content)})


@pytest.fixture
def signed(local):
    outcome = local.until(SKTM, "SIGN")
    sign(local, outcome)
    return outcome


def pdf_of(site, outcome):
    return bytes(letter_of(site, outcome).pdf)


def test_our_letter_is_real_wherever_it_is_checked(local, signed, client_base, client_b):
    content = pdf_of(local, signed)
    for client in (client_base, client_b):
        assert "Filenya tidak disimpan." in text(client.get(PAGE))
        shown = text(check(client, content))
        assert "Ini surat asli dan berlaku" in shown
        assert letter_of(local, signed).number in shown
        assert "Kecamatan Uji Barat" in shown
        assert "Retno Wahyuni Sah" in shown
        assert "Penerbit sertifikat: Otoritas Uji" in shown
        assert "menurut jam penanda tangan" in shown
        for secret in ("SITI", "3508174508680001", "Krajan"):
            assert secret not in shown


def test_a_letter_signed_by_hand_is_known_as_well(site, client_base):
    outcome = site.until(SKTM, "HAND_OVER")
    shown = text(check(client_base, pdf_of(site, outcome)))
    assert "Ini surat asli dan berlaku" in shown
    assert "tidak memuat tanda tangan elektronik" in shown


def test_a_replaced_letter_is_real_and_not_to_be_used(local, signed, client_base):
    content = pdf_of(local, signed)
    outcome = local.until(SKTM, "SIGN")
    assert outcome is not None
    file = local.file(signed)
    from applications.operations import Outcome  # noqa: PLC0415

    seen = Outcome(
        file_id=file.id, receipt_number="", event=file.event_no, phase=file.phase, step="", status=""
    )
    asked = local.step(seen, Action.CORRECT, who="secretary", reason="Salah tulis nama")
    local.step(asked, Action.CORRECT, who="head")
    assert "Surat ini sudah diganti" in text(check(client_base, content))


def test_a_letter_changed_after_it_was_signed_is_found_out(local, signed, client_base):
    content = pdf_of(local, signed)
    damaged = bytearray(content)
    damaged[content.index(b"stream") + 40] ^= 1
    shown = text(check(client_base, bytes(damaged)))
    assert "Bukan file yang kami terbitkan" in shown or "Bukan surat dari kabupaten ini" in shown
    assert "tidak cocok dengan isi dokumen" in shown
    writer = IncrementalPdfFileWriter(BytesIO(content))
    writer.root["/Lang"] = writer.root["/Lang"].__class__("xx")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    shown = text(check(client_base, out.getvalue()))
    assert "Bukan file yang kami terbitkan" in shown
    assert "Dokumen diubah setelah ditandatangani." in shown


def test_what_its_authority_says_of_a_certificate_is_said(local, signed, client_base, settings, tmp_path):
    content, now = pdf_of(local, signed), clocks.now()
    mine = pades.open_keys(key_file("Retno Wahyuni"), PASSPHRASE).signing_cert
    assert mine is not None
    settings.SIGNING_CRLS = tmp_path
    for at, said in (
        (now - timedelta(hours=1), ("Retno Wahyuni Tidak sah", "ketika dokumen ini ditandatangani")),
        (now + timedelta(seconds=5), ("Retno Wahyuni Sah", "baru dicabut sesudah itu")),
    ):
        listed = authority.revocation_list(an_authority(), serials=[mine.serial_number], now=at)
        (tmp_path / "a.crl").write_bytes(listed)
        shown = text(check(client_base, content))
        assert all(words in shown for words in said), shown
    settings.SIGNING_ROOTS = tmp_path / "none.pem"
    assert "penerbit sertifikatnya tidak dikenal di sini" in text(check(client_base, content))


def encrypted(content):
    writer = copy_into_new_writer(PdfFileReader(BytesIO(content)))
    writer.encrypt(owner_pass="a", user_pass="b")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_locked_pdf_cannot_be_checked(site, client_base):
    content = encrypted(pdf_of(site, site.until(SKTM, "HAND_OVER")))
    answer = check(client_base, content)
    assert answer.status_code == 422
    assert "dikunci dengan kata sandi" in text(answer)


DEEP = b"%PDF-1.7\n1 0 obj" + b"[" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R/Size 2>>\nstartxref\n9\n%%EOF"
CIRCLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>endobj\n3 0 obj<</Kids[3 0 R]/T(x)>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000088 00000 n \n0000000149 00000 n \n"
    b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n184\n%%EOF"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Pilih dulu PDF-nya."),
        (b"MZ\x90 program", "bukan PDF"),
        (b"<svg/>", "bukan PDF"),
        (b"%PDF-1.7\nnothing", "rusak atau tidak dapat dibaca"),
        (DEEP, "rusak atau tidak dapat dibaca"),
        (b"%PDF-1.7\n" + b"0" * (apart.MOST_BYTES + 1), "lebih dari 10 MB"),
    ],
)
def test_what_is_no_pdf_is_refused_in_words(client_base, content, said):
    answer = check(client_base, content) if content else client_base.post(PAGE)
    assert answer.status_code == 422
    assert said in text(answer)


def test_a_pdf_that_runs_in_circles_ends(client_base):
    answer = check(client_base, CIRCLE)
    assert answer.status_code in {200, 422}
    assert "Ini surat asli" not in text(answer)


def test_one_that_takes_too_long_is_stopped(client_base, site, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    answer = check(client_base, b"%PDF-1.7\n")
    assert "terlalu lama diperiksa" in text(answer)


def test_it_is_not_asked_without_end(client_base, monkeypatch):
    for _n in range(12):
        assert client_base.post(PAGE).status_code == 422
    assert client_base.post(PAGE).status_code == 429
    assert client_base.get(PAGE).status_code == 200


def test_codes_are_read_as_they_are_printed(local, signed):
    assert codes_in(pdf_of(local, signed)) == [letter_of(local, signed).code]
    assert codes_in(b"%PDF-1.7 nothing") == []
