"""Signing at BSrE, and everything it does wrong: what is known is done, what is not known is said."""

import base64
from dataclasses import replace
from typing import Any

import pytest

from applications import electronic
from applications.operations_sitting import Chosen
from applications.workflow_types import Action
from commons import clock as clocks
from offices.scope import office_scope
from signatures.operations import StillOpen
from signatures.services import bsre as service
from signatures.services import choosing
from signatures.services.port import Secret
from signatures.services.transport import Door
from tests.signatures.test_electronic import SKTM, attempts, letter_of, sign

pytestmark = pytest.mark.django_db


def impatient(monkeypatch):
    """The real waits, made short."""
    real = choosing.door_of
    monkeypatch.setattr(choosing, "door_of", lambda choice: replace(real(choice), read=0.3, whole=0.5))


def signings(fake):
    return [call for call in fake.calls if call[0] == service.SIGN]


def test_a_letter_is_signed_at_bsre(site, bsre):
    outcome = site.until(SKTM, "SIGN")
    done = sign(site, outcome)
    assert (done.signed, done.failed, done.unknown) == (1, (), ())
    letter = letter_of(site, outcome)
    assert letter.how == "BSRE"
    assert bytes(letter.pdf) == bsre.signed[0]
    assert "BSrE, BSSN" in letter.sheet["footer_note"]
    ((_path, body, login),) = signings(bsre)
    assert login == "Basic " + base64.b64encode(b"lumajang:rahasia").decode()
    assert sorted(body) == ["file", "nik", "passphrase", "signatureProperties"]
    assert body["signatureProperties"][0]["tampilan"] == "INVISIBLE"
    (attempt,) = attempts(site)
    assert (attempt.state, attempt.remote_id) == ("DONE", "")


def test_a_one_time_code_instead_of_the_passphrase(site, bsre):
    outcome = site.until(SKTM, "SIGN")
    with office_scope(site.office):
        done = electronic.sign_electronically(
            actor=site.people["head"],
            choice=[Chosen(outcome.file_id, outcome.event)],
            secret=Secret("123456", "totp"),
            now=clocks.now(),
            idempotency_key="k",
        )
    assert done.signed == 1
    assert "passphrase" not in signings(bsre)[0][1]


REFUSALS = [
    ("not_registered", "NOT_REGISTERED"),
    ("no_certificate", "NO_CERTIFICATE"),
    ("declined", "DECLINED"),
    ("unauthorised", "NOT_ALLOWED"),
]


@pytest.mark.parametrize(("mode", "code"), REFUSALS)
def test_a_refusal_is_said_kept_and_ends_the_sitting(site, bsre, mode, code):
    files = [site.until(SKTM, "SIGN") for _n in range(2)]
    bsre.mode = mode
    done = sign(site, *files)
    assert (done.signed, len(done.failed), done.left) == (0, 1, 1)
    (attempt,) = attempts(site)
    assert (attempt.state, attempt.code) == ("REFUSED", code)
    assert bsre.nik not in attempt.answer
    assert "kopi" not in attempt.answer
    assert letter_of(site, files[0]).state == "UNSIGNED"
    bsre.mode = "good"
    assert sign(site, *files, key="k2").signed == 2


def test_a_wrong_passphrase_is_tried_once(site, bsre):
    files = [site.until(SKTM, "SIGN") for _n in range(4)]
    done = sign(site, *files, secret="salah")
    assert (done.signed, done.left) == (0, 3)
    assert len(signings(bsre)) == 1
    assert attempts(site)[0].code == "WRONG_SECRET"


UNKNOWNS = [
    ("slow", "TIMEOUT"),
    ("drip", "TIMEOUT"),
    ("truncated", "BAD_ANSWER"),
    ("cut_json", "BAD_ANSWER"),
    ("empty", "BAD_ANSWER"),
    ("failed", "FAILED"),
    ("redirect", "FAILED"),
    ("not_pdf", "BAD_PDF"),
    ("unsigned", "BAD_PDF"),
    ("other_document", "BAD_PDF"),
    ("damaged", "BAD_PDF"),
]


@pytest.mark.parametrize(("mode", "code"), UNKNOWNS)
def test_what_is_not_known_stays_unknown_and_is_never_signed_again(site, bsre, monkeypatch, mode, code):
    if code == "TIMEOUT":
        impatient(monkeypatch)
    files = [site.until(SKTM, "SIGN") for _n in range(2)]
    bsre.mode, bsre.other = mode, b"%PDF-1.7\n"
    if mode == "other_document":
        bsre.mode = "good"
        sign(site, files[1], key="k0")  # its PDF is the other document
        bsre.mode, bsre.other = mode, base64.b64decode(signings(bsre)[-1][1]["file"][0])
        files = [files[0], site.until(SKTM, "SIGN")]
    before = len(attempts(site))
    done = sign(site, *files)
    assert (done.signed, len(done.unknown), done.left) == (0, 1, 1)
    attempt = attempts(site)[-1]
    assert len(attempts(site)) == before + 1
    assert (attempt.state, attempt.code) == ("UNKNOWN", code)
    assert letter_of(site, files[0]).state == "UNSIGNED"
    assert site.file(files[0]).step_kind == "SIGN"
    # Neither electronically, with whatever form, nor by hand.
    bsre.mode, asked = "good", len(signings(bsre))
    again = sign(site, files[0], key="k9")
    assert "belum diketahui" in again.failed[0].reason
    assert len(signings(bsre)) == asked
    with pytest.raises(StillOpen):
        site.step(files[0])
    assert letter_of(site, files[0]).state == "UNSIGNED"


def test_a_service_that_is_not_there_was_sent_nothing(site, bsre, settings):
    outcome = site.until(SKTM, "SIGN")
    settings.BSRE_URL = "http://127.0.0.1:9"
    done = sign(site, outcome)
    assert done.failed[0].reason.startswith("Layanan tanda tangan tidak dapat dihubungi.")
    (attempt,) = attempts(site)
    assert (attempt.state, attempt.code) == ("REFUSED", "UNREACHABLE")
    site.step(outcome)  # by hand, as ever
    assert letter_of(site, outcome).how == "WET"


def test_a_certificate_of_somebody_else_is_not_the_camats_word(site, bsre):
    from tests.signatures.conftest import key_file  # noqa: PLC0415

    outcome = site.until(SKTM, "SIGN")
    bsre.keys = key_file("Orang Lain")
    done = sign(site, outcome)
    assert len(done.unknown) == 1
    assert attempts(site)[0].answer == "another signer"


def test_without_its_root_bsre_itself_is_asked(site, bsre, settings, tmp_path):
    settings.SIGNING_ROOTS = tmp_path / "none.pem"
    outcome = site.until(SKTM, "SIGN")
    assert sign(site, outcome).signed == 1
    assert [call[0] for call in bsre.calls] == [service.SIGN, service.VERIFY]


def test_a_file_that_moved_during_the_call_keeps_the_signed_letter_as_a_result(site, bsre, monkeypatch):
    outcome = site.until(SKTM, "SIGN")
    real = service.BsreService.sign

    def meanwhile(self, order, secret):
        answer = real(self, order, secret)
        site.step(outcome, Action.REJECT, who="secretary", ground="Bukan warga sini")
        return answer

    monkeypatch.setattr(service.BsreService, "sign", meanwhile)
    done = sign(site, outcome)
    assert (done.signed, len(done.failed)) == (0, 1)
    assert "tidak dipakai" in done.failed[0].reason
    (attempt,) = attempts(site)
    assert (attempt.state, attempt.used) == ("DONE", False)
    assert bytes(attempt.signed) == bsre.signed[0]
    letter = letter_of(site, outcome)
    assert (letter.state, letter.pdf, letter.how) == ("VOID", None, "WET")


def test_no_row_is_locked_during_the_call(site, bsre, monkeypatch):
    """Everything before the call is committed by then: outside a test there is no transaction at all."""
    from django.db import connection  # noqa: PLC0415

    outcome = site.until(SKTM, "SIGN")
    depth = len(connection.savepoint_ids)
    seen = []
    real = getattr(service, "call")  # noqa: B009 - imported there

    def watched(*args, **more):
        seen.append((len(connection.savepoint_ids), attempts(site)[0].state))
        return real(*args, **more)

    monkeypatch.setattr(service, "call", watched)
    sign(site, outcome)
    assert seen == [(depth, "SENT")]


def test_the_status_of_a_signer(site, bsre):
    with office_scope(site.office):
        identity = choosing.identity_of(site.people["head"].user_id, "BSRE")
        assert identity is not None
        asked: Any = choosing.service_for(identity, choice=choosing.chosen(), now=clocks.now())
    assert asked.status() is None
    bsre.status = {"status_code": 2021, "error": "x"}
    assert asked.status() == "NO_CERTIFICATE"
    bsre.status = {"code": "2011"}
    assert asked.status() == "NOT_REGISTERED"
    assert asked.send_totp()


def test_nothing_secret_is_shown_by_what_is_printed(bsre):
    door = Door(url=bsre.url, user="u", password="sandi")
    shown = repr(service.BsreService(door, bsre.nik)) + repr(Secret("kopi"))
    assert not any(secret in shown for secret in ("sandi", bsre.nik, "kopi"))
