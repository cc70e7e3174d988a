"""The sitting with a passphrase: asked once, refused in words, mixed with signing by hand, unknown shown."""

import re

import pytest

from applications.workflow_types import Action
from documents.models import Letter
from offices.scope import office_scope
from signatures.workflow import Code, Status
from tests.applications.pages import inputs, text, url
from tests.signatures.conftest import PASSPHRASE
from tests.signatures.test_electronic import SKTM, attempts, letter_of, sign

pytestmark = pytest.mark.django_db


def refs(answer):
    return re.findall(r'name="id" value="([^"]+)"', answer.content.decode())


def ask(site, chosen, how="electronic", who="head"):
    return site.at(who).post(url("pile_sign"), {"id": chosen, "how": how})


def confirm(site, asked, secret=PASSPHRASE, who="head"):
    form = inputs(asked, url("pile_sign"))
    return site.at(who).post(url("pile_sign"), {**form, "id": refs(asked), "secret": secret})


@pytest.fixture
def pile(local):
    return [local.until(SKTM, "SIGN", values={"nama": name}) for name in ("SUTRISNO", "MAIMUNAH")]


def test_the_passphrase_is_asked_once_for_the_sitting(local, pile):
    page = local.at("head").get(url("pile"))
    assert "Tandatangani elektronik" in text(page)
    assert "Sudah ditandatangani basah" in text(page)
    asked = ask(local, refs(page))
    body = asked.content.decode()
    assert "Tandatangani 2 surat?" in text(asked)
    assert re.search(r'<input type="password"\s+name="secret"[^>]*autocomplete="off"', body)
    assert "di atas kertas" not in text(asked)
    done = confirm(local, asked)
    assert "2 surat ditandatangani." in text(done)
    assert PASSPHRASE not in done.content.decode()
    with office_scope(local.office):
        assert set(Letter.objects.values_list("state", "how")) == {("VALID", "LOCAL")}


def test_a_wrong_passphrase_is_said_beside_its_field_and_asked_again(local, pile):
    asked = ask(local, refs(local.at("head").get(url("pile"))))
    wrong = confirm(local, asked, secret="salah")
    assert wrong.status_code == 422
    assert "Passphrase atau kode OTP salah. Surat belum ditandatangani." in text(wrong)
    assert 'salah"' not in wrong.content.decode()
    assert len(attempts(local)) == 1
    done = confirm(local, wrong)
    assert "2 surat ditandatangani." in text(done)


def test_a_double_click_signs_once_and_says_the_same(local, pile):
    asked = ask(local, refs(local.at("head").get(url("pile"))))
    for answer in (confirm(local, asked), confirm(local, asked)):
        assert "2 surat ditandatangani." in text(answer)
    assert len(attempts(local)) == 2


def test_one_by_hand_the_other_electronically(local, pile):
    every = refs(local.at("head").get(url("pile")))
    wet = ask(local, every[:1], how="wet")
    assert "Surat ini sudah Anda tandatangani di atas kertas." in text(wet)
    assert 'name="secret"' not in wet.content.decode()
    form = inputs(wet, url("pile_sign"))
    local.at("head").post(url("pile_sign"), {**form, "id": refs(wet)})
    confirm(local, ask(local, every[1:]))
    assert [letter_of(local, each).how for each in pile] == ["WET", "LOCAL"]


def test_what_must_be_signed_by_hand_is_left_out_and_counted(local, pile):
    local.until("sktm", "SIGN")
    asked = ask(local, refs(local.at("head").get(url("pile"))))
    assert "Tandatangani 2 surat?" in text(asked)
    assert "1 yang dipilih hanya dapat ditandatangani basah, jadi dilewati." in text(asked)


def test_an_unknown_outcome_lies_in_the_pile_and_cannot_be_chosen(site, bsre):
    outcome = site.until(SKTM, "SIGN")
    bsre.mode = "failed"
    page = site.at("head").get(url("pile"))
    done = confirm(site, ask(site, refs(page)))
    assert "Belum diketahui hasilnya:" in text(done)
    assert "Layanan gagal di tengah jalan." in text(done)
    page = site.at("head").get(url("pile"))
    assert "Tanda tangan elektronik: Belum diketahui" in text(page)
    (box,) = re.findall(r'<input type="checkbox" name="id"[^>]*>', page.content.decode())
    assert "disabled" in box
    again = ask(site, refs(page))
    assert again.status_code == 409
    file_page = text(site.at("head").get(url("file", outcome.file_id)))
    assert "Surat ini tidak ditandatangani lagi sebelum hasilnya pasti." in file_page
    assert "Sudah saya tandatangani" not in file_page
    assert "tidak ditandatangani lagi" in text(site.at("counter").get(url("file", outcome.file_id)))


def test_one_letter_from_its_own_page(local, pile):
    page = local.at("head").get(url("file", pile[0].file_id))
    address = url("file_esign", pile[0].file_id)
    form = inputs(page, address)
    wrong = local.at("head").post(address, {**form, "secret": "salah"}, follow=True)
    assert "Passphrase atau kode OTP salah." in text(wrong)
    form = inputs(wrong, address)
    good = local.at("head").post(address, {**form, "secret": PASSPHRASE}, follow=True)
    assert "Surat ditandatangani secara elektronik." in text(good)
    assert "Tanda tangan elektronik" in text(good)  # the history says how
    assert letter_of(local, pile[0]).how == "LOCAL"


def test_a_wrong_passphrase_leaves_the_signer_at_the_letter(local, pile):
    page = local.at("head").get(url("file_letter", pile[1].file_id))
    address = url("file_esign", pile[1].file_id) + "?dari=tumpukan"
    wrong = local.at("head").post(address, {**inputs(page, address), "secret": "salah"})
    assert wrong.status_code == 422
    shown, body = text(wrong), wrong.content.decode()
    assert f"Surat 2 dari {len(pile)}" in shown
    assert "Surat ini belum ditandatangani. Passphrase atau kode OTP salah." in shown
    assert 'href="#f-esign-secret"' in body
    assert re.search(r'name="secret"[^>]*aria-invalid="true"', body)
    assert "salah" not in inputs(wrong, address)["secret"]
    good = local.at("head").post(address, {**inputs(wrong, address), "secret": PASSPHRASE})
    assert (good.status_code, good.url) == (303, url("pile"))


@pytest.mark.parametrize("who", ["counter", "operator", "information", "section_head", "secretary"])
def test_who_may_not_sign_is_offered_nothing_and_signs_nothing(local, pile, who):
    page = local.at(who).get(url("file", pile[0].file_id))
    assert url("file_esign", pile[0].file_id) not in page.content.decode()
    sent = {"expected_event": pile[0].event, "idempotency_key": "k", "secret": PASSPHRASE}
    answer = local.at(who).post(url("file_esign", pile[0].file_id), sent, follow=True)
    assert "belum didaftarkan" in text(answer)
    assert letter_of(local, pile[0]).state == "UNSIGNED"
    assert attempts(local) == []


def test_another_offices_file_is_not_there(local, elsewhere, pile):
    theirs = elsewhere.until(SKTM, "SIGN")
    sent = {"expected_event": theirs.event, "idempotency_key": "k", "secret": PASSPHRASE}
    assert local.at("head").post(url("file_esign", theirs.file_id), sent).status_code == 404
    assert local.at("head").get(url("file_esign", pile[0].file_id)).status_code == 405
    assert local.stranger().post(url("file_esign", pile[0].file_id), sent).status_code == 302


def test_guessing_at_a_passphrase_is_stopped(local, pile, monkeypatch, clock):
    monkeypatch.setattr("applications.electronic.TRIES", 2)
    asked = ask(local, refs(local.at("head").get(url("pile"))))
    for _n in range(2):
        asked = confirm(local, asked, secret="salah")
    stopped = confirm(local, asked)
    assert "Passphrase terlalu sering salah." in text(stopped)
    assert len(attempts(local)) == 2
    clock.advance(minutes=61)
    assert "2 surat ditandatangani." in text(confirm(local, stopped))


def test_an_office_that_signs_by_hand_sees_nothing_of_it(site, roots):
    site.until(SKTM, "SIGN")
    page = text(site.at("head").get(url("pile")))
    assert "elektronik" not in page
    sent = {"id": refs(site.at("head").get(url("pile"))), "how": "electronic", "confirm": "1", "secret": "x"}
    answer = site.at("head").post(url("pile_sign"), {**sent, "idempotency_key": "k"})
    assert answer.status_code == 422
    assert "menandatangani basah" in text(answer)


def test_a_letter_rejected_during_the_call_says_so(local, pile, monkeypatch):
    from signatures.services import local as service  # noqa: PLC0415

    real = service.LocalService.sign

    def meanwhile(self, order, secret):
        local.step(pile[0], Action.REJECT, who="secretary", ground="Bukan warga sini")
        return real(self, order, secret)

    monkeypatch.setattr(service.LocalService, "sign", meanwhile)
    done = sign(local, pile[0])
    assert "tidak dipakai" in done.failed[0].reason
    log = text(local.at("head").get(url("signing_log")))
    assert "Sudah ditandatangani, tetapi tidak dipakai" in log
    (attempt,) = attempts(local)
    page = local.at("admin").get(url("signing_attempt", attempt.id))
    assert "Buka PDF yang tidak dipakai" in text(page)
    kept = local.at("admin").get(url("signing_pdf", attempt.id))
    assert kept.content == bytes(attempt.signed)
    assert local.at("counter").get(url("signing_pdf", attempt.id)).status_code == 404


def test_every_outcome_is_on_the_log_without_secrets(site, bsre):
    outcome = site.until(SKTM, "SIGN")
    for mode in ("no_certificate", "declined", "failed"):
        bsre.mode = mode
        sign(site, outcome, key=mode)
    answer = site.at("head").get(url("signing_log"))
    shown, number = text(answer), letter_of(site, outcome).number
    assert shown.count(number) >= 3
    for words in ("Tidak ditandatangani", "Belum diketahui", "Retno Wahyuni, Pimpinan", "BSrE, BSSN"):
        assert words in shown
    for secret in (PASSPHRASE, bsre.nik, "3508"):
        assert secret not in answer.content.decode()
    assert [each.state for each in attempts(site)] == [Status.REFUSED, Status.REFUSED, Status.UNKNOWN]
    assert attempts(site)[-1].code == Code.FAILED
