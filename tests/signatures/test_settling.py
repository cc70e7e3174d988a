"""Finding out what became of a signature: by asking, by its PDF, by two people; never by signing again."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import electronic
from applications import operations as applications
from applications.models import Event
from commons import clock as clocks
from documents.models import RegisterEntry
from offices.scope import office_scope
from signatures import operations
from signatures.models import Attempt
from signatures.services import local as local_service
from signatures.services.bsre import SIGN
from signatures.workflow import LOST_AFTER
from tests.applications.pages import text, url
from tests.signatures.conftest import PASSPHRASE, key_file
from tests.signatures.test_electronic import SKTM, attempts, letter_of, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(site, bsre):
    """BSrE signed, and its answer broke off after its number."""
    outcome = site.until(SKTM, "SIGN")
    bsre.mode = "truncated"
    sign(site, outcome)
    bsre.mode = "good"
    return outcome


def the(site):
    return attempts(site)[-1]


def settle(site, who="head", **sent):
    return site.at(who).post(url("signing_settle", the(site).id), sent, follow=True)


def pdf_of(content):
    return SimpleUploadedFile("surat.pdf", content, content_type="application/pdf")


def test_asking_brings_the_signed_letter(site, bsre, lost, clock):
    signed_at = the(site).prepared_at
    clock.advance(hours=2)
    page = site.at("head").get(url("signing_attempt", the(site).id))
    assert "Tanyakan kepada layanan" in text(page)
    assert "Sudah ditandatangani: surat sekarang berlaku." in text(settle(site, do="ask"))
    letter = letter_of(site, lost)
    assert (letter.state, letter.how, bytes(letter.pdf)) == ("VALID", "BSRE", bsre.signed[0])
    assert len([call for call in bsre.calls if call[0] == SIGN]) == 1
    attempt = the(site)
    assert (attempt.state, attempt.used, attempt.settled_by) == ("DONE", True, "Retno Wahyuni")
    with office_scope(site.office):
        event = Event.objects.filter(file_id=lost.file_id).latest("seq")
    assert (event.actor_name, event.at) == ("Retno Wahyuni", signed_at)


def test_whoever_asks_the_signature_is_the_signers(site, bsre, lost):
    settle(site, who="secretary", do="ask")
    assert letter_of(site, lost).signer_name == "Retno Wahyuni"
    assert the(site).settled_by == "Joko Santoso"


def test_a_service_that_kept_nothing_says_it_was_not_signed(site, bsre, lost):
    bsre.kept.clear()
    shown = text(settle(site, do="ask"))
    assert "Sudah ditanyakan: surat ini tidak ditandatangani." in shown
    assert (the(site).state, the(site).code) == ("REFUSED", "NOT_SIGNED")
    assert sign(site, lost, key="k2").signed == 1


def test_a_service_that_does_not_answer_leaves_it_unknown(site, bsre, lost, settings):
    settings.BSRE_URL = "http://127.0.0.1:9"
    assert "Hasilnya masih belum diketahui." in text(settle(site, do="ask"))
    assert the(site).state == "UNKNOWN"


def test_what_it_kept_under_that_number_is_looked_at_as_well(site, bsre, lost):
    bsre.kept = dict.fromkeys(bsre.kept, b"%PDF-1.7 something else")
    assert "masih belum diketahui" in text(settle(site, do="ask"))
    assert letter_of(site, lost).state == "UNSIGNED"


def test_the_signed_pdf_proves_itself(site, bsre, lost):
    done = settle(site, who="admin", do="give", signed=pdf_of(bsre.signed[0]))
    assert "Sudah ditandatangani: surat sekarang berlaku." in text(done)
    assert letter_of(site, lost).state == "VALID"


def test_any_other_pdf_proves_nothing(site, bsre, lost):
    unsigned = bytes(the(site).unsigned)
    bsre.keys = key_file("Orang Lain")
    for content in (unsigned, bsre.sign(unsigned), b"%PDF-1.7", bsre.signed[0][:-40], b"x" * 6_000_000):
        answer = settle(site, do="give", signed=pdf_of(content))
        assert answer.status_code == 422
        assert "Tidak ada yang diubah." in text(answer)
    assert "Pilih dulu PDF-nya." in text(settle(site, do="give"))
    assert (the(site).state, letter_of(site, lost).state) == ("UNKNOWN", "UNSIGNED")


def test_two_people_say_that_it_was_not_signed(site, bsre, lost):
    assert "Belum ada yang menyatakan" in text(settle(site, do="confirm"))
    short = settle(site, do="claim", reason="tidak")
    assert "Tulis dari mana diketahui" in text(short)
    settle(site, do="claim", reason="Dicek di halaman BSrE, tidak ada")
    assert "Pernyataan Anda sudah dicatat." in text(site.at("head").get(url("signing_attempt", the(site).id)))
    assert "Orang kedua harus orang lain." in text(settle(site, do="confirm"))
    assert the(site).state == "UNKNOWN"
    page = text(site.at("secretary").get(url("signing_attempt", the(site).id)))
    assert "Retno Wahyuni menyatakan surat ini tidak ditandatangani." in page
    assert "Dipastikan: surat tidak ditandatangani." in text(settle(site, who="secretary", do="confirm"))
    assert (the(site).state, the(site).code, the(site).settled_by) == ("REFUSED", "DECLARED", "Joko Santoso")
    assert sign(site, lost, key="k2").signed == 1


def test_what_is_known_is_not_settled_again(site, bsre, lost):
    settle(site, do="ask")
    for sent in ({"do": "ask"}, {"do": "claim", "reason": "Dicek di BSrE"}, {"do": "confirm"}):
        assert "Hasil tanda tangan ini sudah diketahui." in text(settle(site, **sent))
    assert settle(site, do="other").status_code == 404


def test_once_more_the_same_answer_signs_once(site, bsre, lost):
    """Two people ask at the same moment: the second finds it done."""
    before = Attempt.objects
    with office_scope(site.office):
        row = before.get()
        electronic.complete(
            row, bsre.signed[0], actor=site.people["head"], key=row.key, now=clocks.now(), at=row.prepared_at
        )
        with pytest.raises(operations.AttemptRefused):
            electronic.complete(
                row,
                bsre.signed[0],
                actor=site.people["head"],
                key=row.key,
                now=clocks.now(),
                at=row.prepared_at,
            )
        assert RegisterEntry.objects.filter(file_id=lost.file_id).count() <= 1


@pytest.mark.parametrize("who", ["counter", "operator", "information", "section_head"])
def test_it_is_nobody_elses_to_settle(site, lost, who):
    assert site.at(who).get(url("signing_attempt", the(site).id)).status_code == 404
    assert site.at(who).post(url("signing_settle", the(site).id), {"do": "ask"}).status_code == 404
    assert the(site).state == "UNKNOWN"


def test_another_office_does_not_know_it(site, elsewhere, lost):
    address = url("signing_attempt", the(site).id)
    assert elsewhere.at("head").get(address).status_code == 404
    assert site.stranger().get(address).status_code == 302
    sent = elsewhere.at("head").post(url("signing_settle", the(site).id), {"do": "claim", "reason": "x" * 20})
    assert sent.status_code == 404
    assert the(site).claimed_by == ""


class Killed(BaseException):
    """The process ends here."""


def test_a_process_killed_during_the_call_leaves_it_unknown_not_lost(local, monkeypatch, clock):
    outcome = local.until(SKTM, "SIGN")

    def killed(*_args):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(local_service.LocalService, "sign", killed)
        with pytest.raises(Killed):
            sign(local, outcome)
    assert the(local).state == "SENT"
    assert "belum diketahui" in sign(local, outcome, key="k2").failed[0].reason
    line = text(local.at("head").get(url("signing_log")))
    assert "Sedang diproses" in line
    clock.advance(seconds=LOST_AFTER.total_seconds())
    assert "Belum diketahui" in text(local.at("head").get(url("signing_log")))
    assert "tidak ditandatangani." in text(settle(local, do="ask"))
    assert the(local).state == "REFUSED"
    assert sign(local, outcome, key="k3").signed == 1


def test_a_process_killed_between_the_answer_and_the_store_loses_no_signature(site, bsre, monkeypatch, clock):
    outcome = site.until(SKTM, "SIGN")

    def killed(*_args, **_more):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(electronic, "complete", killed)
        with pytest.raises(Killed):
            sign(site, outcome)
    assert (the(site).state, letter_of(site, outcome).state) == ("SENT", "UNSIGNED")
    clock.advance(seconds=LOST_AFTER.total_seconds())
    settle(site, do="give", signed=pdf_of(bsre.signed[0]))
    assert letter_of(site, outcome).state == "VALID"
    assert len(bsre.signed) == 1


def test_a_process_killed_before_it_was_sent_is_signed_anew_after_a_while(local, monkeypatch, clock):
    outcome = local.until(SKTM, "SIGN")

    def killed(*_args, **_more):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(operations, "send", killed)
        with pytest.raises(Killed):
            sign(local, outcome)
    assert the(local).state == "PREPARED"
    assert sign(local, outcome, key="k2").signed == 0
    clock.advance(seconds=(LOST_AFTER + timedelta(seconds=1)).total_seconds())
    assert sign(local, outcome, key="k3").signed == 1
    assert [each.state for each in attempts(local)] == ["REFUSED", "DONE"]


def test_a_database_that_refuses_in_the_end_leaves_it_unknown(local, monkeypatch, clock):
    outcome = local.until(SKTM, "SIGN")
    real = applications.act
    calls = []

    def act(**given):
        calls.append(given)
        if len(calls) == 2:
            raise OSError("gone")
        return real(**given)

    monkeypatch.setattr(electronic, "act", act)
    with pytest.raises(OSError, match="gone"):
        sign(local, outcome)
    assert (the(local).state, letter_of(local, outcome).state) == ("SENT", "UNSIGNED")
    assert PASSPHRASE not in str(vars(the(local)))
