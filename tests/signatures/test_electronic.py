"""Signing with a certificate kept in Loket: what is signed, what is refused, what nothing changes."""

import hashlib
from io import BytesIO

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from applications import electronic
from applications.operations_sitting import Chosen
from applications.workflow_types import Action
from commons import clock as clocks
from documents.models import Letter
from lettercheck.models import LetterIndex
from offices.scope import office_scope, public_scope
from signatures.judging import marks
from signatures.models import Attempt
from signatures.services.choosing import CannotSign, known_roots
from signatures.services.port import Secret
from tests.signatures.conftest import PASSPHRASE, an_authority

pytestmark = pytest.mark.django_db
SKTM = "sktm-rekomendasi"


def sign(site, *outcomes, secret=PASSPHRASE, who="head", key="k1", **more):
    with office_scope(site.office):
        return electronic.sign_electronically(
            actor=site.people[who],
            choice=[Chosen(each.file_id, each.event) for each in outcomes],
            secret=Secret(secret),
            now=clocks.now(),
            idempotency_key=key,
            **more,
        )


def letter_of(site, outcome):
    with office_scope(site.office):
        return Letter.objects.get(file_id=outcome.file_id)


def attempts(site):
    with office_scope(site.office):
        return list(Attempt.objects.order_by("prepared_at", "id"))


def test_a_letter_is_signed_and_frozen(local):
    outcome = local.until(SKTM, "SIGN")
    number = letter_of(local, outcome).number
    done = sign(local, outcome)
    assert (done.signed, done.failed, done.unknown, done.left) == (1, (), (), 0)
    letter = letter_of(local, outcome)
    assert (letter.state, letter.how, letter.number) == ("VALID", "LOCAL", number)
    pdf = bytes(letter.pdf)
    assert hashlib.sha256(pdf).hexdigest() == letter.sha256
    (mark,) = marks(pdf, roots=known_roots(), now=clocks.now(), strict=True)
    assert (mark.intact, mark.whole, mark.trusted, mark.stamped) == (True, True, True, False)
    assert mark.holder == "Retno Wahyuni"
    assert local.file(outcome).step_kind == "HAND_OVER"
    (attempt,) = attempts(local)
    assert (attempt.state, attempt.used, attempt.letter_number) == ("DONE", True, number)
    assert hashlib.sha256(pdf[: pdf.index(b"%%EOF") + 5]).hexdigest() == attempt.unsigned_sha256
    # What the letter says is in the letter alone.
    assert (attempt.sheet, bytes(attempt.unsigned), attempt.signed) == ({}, b"", None)


def test_the_signed_letter_reads_as_before_and_says_how_it_was_signed(local):
    outcome = local.until(SKTM, "SIGN")
    sign(local, outcome)
    letter = letter_of(local, outcome)
    document = pypdfium2.PdfDocument(bytes(letter.pdf))
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    for words in (letter.number, "SITI AMINAH", "Ditandatangani secara elektronik", letter.code):
        assert words in text
    assert "menggunakan sertifikat elektronik." in text.replace("\r\n", " ")
    with public_scope():
        assert LetterIndex.objects.get(code=letter.code).signer == (
            "Retno Wahyuni, Pimpinan (tanda tangan elektronik)"
        )


def test_what_makes_it_an_archive_file_is_kept(local):
    """PDF/A-2b says so in its metadata, which the signature writes anew: still there, and still agreeing."""
    outcome = local.until(SKTM, "SIGN")
    sign(local, outcome)
    reader = PdfFileReader(BytesIO(bytes(letter_of(local, outcome).pdf)))
    meta = reader.root["/Metadata"].data.decode()
    assert 'pdfaid:part="2"' in meta
    assert 'pdfaid:conformance="B"' in meta
    assert "/Encrypt" not in reader.trailer
    field = reader.root["/AcroForm"]["/Fields"][0]
    assert field["/F"] & 4  # printed
    assert not field["/F"] & 2  # not hidden
    left, bottom, right, top = (float(each) for each in field["/Rect"])
    assert 250 < left < right < 560
    assert 60 < bottom < top < 700
    assert len(reader.root["/OutputIntents"]) == 1


def test_a_wrong_passphrase_stops_the_sitting_at_once(local):
    files = [local.until(SKTM, "SIGN") for _n in range(3)]
    done = sign(local, *files, secret="salah")
    assert (done.signed, len(done.failed), done.left) == (0, 1, 2)
    assert "Passphrase" in done.stopped
    assert [each.code for each in attempts(local)] == ["WRONG_SECRET"]
    assert all(local.file(each).step_kind == "SIGN" for each in files)
    again = sign(local, *files, key="k2")
    assert (again.signed, again.left) == (3, 0)


def test_the_same_sitting_again_signs_nothing_twice_and_says_the_same(local):
    files = [local.until(SKTM, "SIGN") for _n in range(2)]
    first, second = sign(local, *files), sign(local, *files)
    assert first == second
    assert first.signed == 2
    assert len(attempts(local)) == 2


def test_a_refused_request_sent_again_is_told_the_same_and_tries_nothing(local):
    outcome = local.until(SKTM, "SIGN")
    sign(local, outcome, secret="salah")
    again = sign(local, outcome)
    assert (again.signed, len(again.failed)) == (0, 1)
    assert len(attempts(local)) == 1


def test_what_moved_since_it_was_read_is_not_sent(local):
    outcome = local.until(SKTM, "SIGN")
    local.step(outcome, Action.REJECT, who="secretary", ground="Bukan warga sini")
    done = sign(local, outcome)
    assert "Berkas sudah digerakkan Joko Santoso" in done.failed[0].reason
    assert attempts(local) == []


@pytest.mark.parametrize("who", ["counter", "operator", "secretary", "section_head", "admin", "information"])
def test_who_may_not_sign_sends_nothing(local, who):
    outcome = local.until(SKTM, "SIGN")
    with office_scope(local.office):
        from tests.signatures.conftest import give_keys  # noqa: PLC0415

        give_keys(local, who)
    done = sign(local, outcome, who=who)
    assert (done.signed, len(done.failed)) == (0, 1)
    assert attempts(local) == []
    assert local.file(outcome).step_kind == "SIGN"


def test_without_a_certificate_nothing_is_tried(site, roots):
    outcome = site.until(SKTM, "SIGN")
    with pytest.raises(CannotSign, match="menandatangani basah"):
        sign(site, outcome)
    assert attempts(site) == []


def test_an_applicants_own_paper_stays_wet(local):
    outcome = local.until("sktm", "SIGN")
    done = sign(local, outcome)
    assert "hanya dapat ditandatangani basah" in done.failed[0].reason
    assert local.file(outcome).step_kind == "SIGN"


def test_a_correction_stays_wet(local):
    outcome = local.until(SKTM, "HAND_OVER")
    outcome = local.step(outcome, Action.CORRECT, who="secretary", reason="Salah tulis nama")
    done = sign(local, outcome)
    assert "tandatangani basah" in done.failed[0].reason
    assert attempts(local) == []


def test_a_certificate_that_has_ended_signs_nothing(local, clock):
    clock.advance(days=740)
    outcome = local.until(SKTM, "SIGN")
    done = sign(local, outcome)
    assert [each.code for each in attempts(local)] == ["EXPIRED"]
    assert "habis masa berlakunya" in done.failed[0].reason


def test_another_office_knows_nothing_of_it(local, elsewhere):
    outcome = local.until(SKTM, "SIGN")
    sign(local, outcome)
    assert attempts(elsewhere) == []
    theirs = elsewhere.until(SKTM, "SIGN")
    done = sign(local, theirs, key="k3")
    assert "Berkas tidak ditemukan di kantor ini." in done.failed[0].reason
    assert elsewhere.file(theirs).step_kind == "SIGN"


def test_the_authority_is_only_known_where_it_was_told(local, settings, tmp_path):
    outcome = local.until(SKTM, "SIGN")
    sign(local, outcome)
    (mark,) = marks(bytes(letter_of(local, outcome).pdf), roots=[], now=clocks.now(), strict=True)
    assert (mark.good, mark.trusted) == (True, False)
    assert an_authority().pem.startswith(b"-----BEGIN")
