"""The office's choice, a person's certificate, the log: who may, what is refused, what nobody else sees."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from commons import clock as clocks
from offices import health
from offices.health import Ground, Weight
from offices.scope import office_scope
from signatures import health_checks
from signatures.models import Choice, Identity, Service
from signatures.workflow import LOST_AFTER
from tests import world
from tests.applications.pages import text, url
from tests.desk import statuses
from tests.signatures.conftest import PASSPHRASE, key_file
from tests.signatures.test_electronic import SKTM, sign
from trail import queries as trail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_counts(database):
    yield
    cache.clear()


def choices(site):
    with office_scope(site.office):
        return list(Choice.objects.order_by("chosen_at", "id"))


def identities(site):
    with office_scope(site.office):
        return list(Identity.objects.filter(ended_at=None))


def trailed(site):
    with office_scope(site.office):
        return [row.action for row in trail.latest(subject="signatures")]


def keys(content=None, name="Retno Wahyuni"):
    return SimpleUploadedFile("kunci.p12", key_file(name) if content is None else content)


def register(site, who="head", passphrase=PASSPHRASE, content=None, do="keys"):
    sent = {"do": do, "passphrase": passphrase, "keys": keys(content)}
    return site.at(who).post(url("signing_certificate"), sent, follow=True)


def test_who_may_open_which_page(local):
    assert statuses(local, url("settings_signing")) == {
        name: 200 if name == "admin" else 403 for name in world.PEOPLE
    }
    assert set(statuses(local, url("signing_log")).values()) == {200}
    assert statuses(local, url("signing_certificate")) == {
        name: 403 if name == "admin" else 200 for name in world.PEOPLE
    }
    for name in ("settings_signing", "signing_log", "signing_certificate"):
        assert local.stranger().get(url(name)).status_code == 302


def test_the_admin_chooses_and_the_newest_choice_holds(site, roots):
    assert "Tanda tangan basah" in text(site.at("admin").get(url("settings_signing")))
    answer = site.at("admin").post(url("settings_signing"), {"service": "LOCAL"}, follow=True)
    assert "Tanda tangan basah tetap selalu dapat dipakai." in text(answer)
    site.at("admin").post(url("settings_signing"), {"service": "WET"})
    assert [each.service for each in choices(site)] == ["LOCAL", "WET"]
    assert trailed(site) == ["signature.chosen", "signature.chosen"]


@pytest.mark.parametrize("service", ["", "BSRE", "PENA"])
def test_what_cannot_be_chosen_changes_nothing(site, service):
    answer = site.at("admin").post(url("settings_signing"), {"service": service})
    assert answer.status_code == 422
    assert choices(site) == []


@pytest.mark.parametrize("who", ["head", "secretary", "counter"])
def test_nobody_else_chooses(site, who):
    assert site.at(who).post(url("settings_signing"), {"service": "LOCAL"}).status_code == 403
    assert choices(site) == []


def test_an_account_of_the_offices_own_at_bsre(site, bsre):
    answer = site.at("admin").post(url("settings_signing"), {"service": "BSRE", "username": "kantor"})
    assert "Isi kata sandi akun BSrE kantor." in text(answer)
    sent = {"service": "BSRE", "username": "kantor", "password": "milik kantor"}
    page = site.at("admin").post(url("settings_signing"), sent, follow=True)
    assert "milik kantor" not in page.content.decode()
    site.at("admin").post(url("settings_signing"), {**sent, "password": ""})  # unchanged
    with office_scope(site.office):
        assert Choice.objects.order_by("-chosen_at", "-id")[0].password == "milik kantor"
    sign(site, site.until(SKTM, "SIGN"))
    assert bsre.calls[-1][2] == "Basic a2FudG9yOm1pbGlrIGthbnRvcg=="


def test_a_person_registers_their_own_certificate(site, roots):
    answer = register(site)
    assert "Sertifikat Anda terdaftar. Passphrase-nya tidak disimpan." in text(answer)
    assert "Berlaku sampai" in text(answer)
    (row,) = identities(site)
    assert (row.holder, row.issuer, row.service) == ("Retno Wahyuni", "Otoritas Uji", "LOCAL")
    assert PASSPHRASE.encode() not in bytes(row.keys)
    register(site)  # a new one takes the place of the old
    assert len(identities(site)) == 1
    assert trailed(site) == ["signature.identity_added"] * 2


@pytest.mark.parametrize(
    ("passphrase", "content", "said"),
    [
        ("salah", None, "tidak terbuka dengan passphrase itu"),
        (PASSPHRASE, b"bukan kunci", "tidak terbuka dengan passphrase itu"),
        (PASSPHRASE, b"", "Pilih berkas sertifikat"),
        (PASSPHRASE, b"x" * 70_000, "paling besar 64 KB"),
    ],
)
def test_what_is_no_certificate_is_not_kept(site, roots, passphrase, content, said):
    answer = register(site, passphrase=passphrase, content=content)
    assert answer.status_code == 422
    assert said in text(answer)
    assert passphrase not in answer.content.decode()
    assert identities(site) == []


def test_a_certificate_that_has_ended_is_not_kept(site, roots, clock):
    key_file("Retno Wahyuni")  # made today
    clock.advance(days=800)
    assert "tidak berlaku hari ini" in text(register(site))
    assert identities(site) == []


def test_taking_the_certificate_out_leaves_nothing_that_signs(local):
    answer = local.at("head").post(url("signing_certificate"), {"do": "end", "service": "LOCAL"}, follow=True)
    assert "Dihapus dari Loket." in text(answer)
    with office_scope(local.office):
        assert list(Identity.objects.values_list("keys", "nik")) == [(None, None)]
    again = local.at("head").post(url("signing_certificate"), {"do": "end", "service": "LOCAL"})
    assert "Tidak ada sertifikat yang terdaftar." in text(again)


def test_a_person_registers_at_bsre_and_asks_how_they_stand(site, bsre):
    bad = site.at("secretary").post(url("signing_certificate"), {"do": "nik", "nik": "12", "holder": "Joko"})
    assert bad.status_code == 422
    good = {"do": "nik", "nik": bsre.nik, "holder": "Joko Santoso, S.Sos."}
    page = site.at("secretary").post(url("signing_certificate"), good, follow=True)
    assert bsre.nik not in page.content.decode()
    ask = lambda do: text(site.at("secretary").post(url("signing_certificate"), {"do": do}, follow=True))  # noqa: E731
    assert "sertifikat Anda aktif" in ask("status")
    assert "mengirim kode OTP" in ask("totp")
    bsre.status = {"status_code": 2021}
    assert "belum mempunyai sertifikat elektronik" in ask("status")


def test_everybody_sees_their_own_attempts_and_no_others(local):
    sign(local, local.until(SKTM, "SIGN"))
    for who, seen in [("head", True), ("admin", True), ("secretary", False), ("counter", False)]:
        assert ("Ditandatangani" in text(local.at(who).get(url("signing_log")))) is seen
    older = local.at("head").get(url("signing_log") + "?sebelum=2020-01-01T00:00:00%2B00:00")
    assert "Belum ada percobaan." in text(older)
    assert local.at("head").get(url("signing_log") + "?sebelum=kemarin").status_code == 200


def test_another_office_sees_none_of_it(local, elsewhere):
    sign(local, local.until(SKTM, "SIGN"))
    assert "Belum ada percobaan." in text(elsewhere.at("head").get(url("signing_log")))
    assert "Tanda tangan basah" in text(elsewhere.at("admin").get(url("settings_signing")))
    assert identities(elsewhere) == []


def ground(now):
    return Ground(now=now, live=True)


def test_an_office_is_told_of_certificates_and_unknown_outcomes(local, clock):
    with office_scope(local.office):
        facts = health_checks.facts(local.office, clocks.now())
    assert facts["unknown"] == 0
    assert health_checks.judge(facts, ground(clocks.now())) == []
    clock.advance(days=710)
    (soon,) = health_checks.judge(facts, ground(clocks.now()))
    assert (soon.weight, "berakhir" in soon.text) == (Weight.SOON, True)
    clock.advance(days=30)
    (ended,) = health_checks.judge({**facts, "unknown": 0}, ground(clocks.now()))
    assert ended.weight is Weight.NOW
    assert "signatures" in {check.key for check in health.all_checks()}


def test_an_unknown_outcome_is_told_after_a_while(site, bsre, clock):
    bsre.mode = "failed"
    sign(site, site.until(SKTM, "SIGN"))
    clock.advance(seconds=LOST_AFTER.total_seconds() + 1)
    with office_scope(site.office):
        (said,) = health_checks.judge(health_checks.facts(site.office, clocks.now()), ground(clocks.now()))
    assert said.text.startswith("1 surat belum diketahui")


def test_an_office_that_never_chose_is_told_nothing(site):
    with office_scope(site.office):
        facts = health_checks.facts(site.office, clocks.now())
    assert health_checks.judge(facts, ground(clocks.now())) == []
    assert Service.WET == "WET"
