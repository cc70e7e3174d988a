"""The second step: who needs one, setting it up, codes that work once."""

import re
from datetime import UTC, datetime

import pyotp
import pytest

from accounts import operations, secondfactor, totp
from accounts.errors import AccountError, Forbidden
from accounts.models import SecondFactor
from audit import queries as kabupaten_trail
from commons.clock import now
from commons.crypto import Unreadable
from offices.scope import office_scope, public_scope
from tests.accounts.conftest import actor, assign, log_in, second_factor
from trail import queries as trail


def code_of(app: pyotp.TOTP, steps: int = 0) -> str:
    """The code of the present step, or of one before or after."""
    return app.generate_otp(totp.step_of(now()) + steps)


@pytest.mark.parametrize("role", ["HEAD", "OFFICE_ADMIN"])
def test_these_roles_set_up_a_second_factor_before_anything_else(client_a, office_a, person, role):
    person("retno", office_a, role)
    log_in(client_a, "retno")
    for page in ("/staf/", "/siapa/", "/ganti-kata-sandi/"):
        assert client_a.get(page).url == "/masuk/kode/pasang/", page
    assert client_a.post("/keluar/").status_code == 302


@pytest.mark.parametrize("role", ["KAB_ADMIN", "EXECUTIVE", "AUDITOR", "COMPLAINTS"])
def test_all_of_the_kabupaten_need_one(client_kabupaten, person, role):
    person("adi", None, role)
    log_in(client_kabupaten, "adi")
    assert client_kabupaten.get("/staf/").url == "/masuk/kode/pasang/"


@pytest.mark.parametrize("role", ["COUNTER", "OPERATOR", "INFORMATION", "SECTION_HEAD", "SECRETARY"])
def test_these_roles_may_do_without(client_a, office_a, person, role):
    person("sari", office_a, role)
    log_in(client_a, "sari")
    assert client_a.get("/staf/").status_code == 200


def test_a_part_of_a_page_is_led_there_whole(client_a, office_a, person):
    person("retno", office_a, "HEAD")
    log_in(client_a, "retno")
    answer = client_a.get("/staf/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/masuk/kode/pasang/")
    assert answer.content == b""


def test_setting_up_shows_a_code_and_recovery_codes_once(client_a, office_a, person):
    retno = person("retno", office_a, "HEAD")
    log_in(client_a, "retno")
    page = client_a.get("/masuk/kode/pasang/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    [shown] = re.findall(r'class="secret">([A-Z2-7-]+)<', page)
    secret = shown.replace("-", "")
    assert client_a.get("/masuk/kode/pasang/").content.decode().count(secret[:4]), "the same until confirmed"
    app = pyotp.TOTP(secret)
    refused = client_a.post("/masuk/kode/pasang/", {"code": "000000"})
    assert refused.status_code == 422
    assert client_a.get("/staf/").status_code == 302
    done = client_a.post("/masuk/kode/pasang/", {"code": code_of(app)})
    codes = re.findall(r'class="secret">([0-9A-Z-]{14})<', done.content.decode())
    assert len(set(codes)) == 10
    assert client_a.get("/staf/").status_code == 200
    assert client_a.get("/masuk/kode/pasang/").status_code == 302, "nothing is shown a second time"
    with public_scope():
        row = SecondFactor.objects.get(user=retno)
    stored = repr([bytes(row.secret), row.recovery_hashes])
    assert secret not in stored
    assert not any(code.replace("-", "") in stored for code in codes)
    with office_scope(office_a):
        assert trail.latest()[0].action == "account.factor_confirmed"


def test_login_takes_both_steps(client_a, office_a, person, clock):
    app = second_factor(person("retno", office_a, "HEAD"))
    clock.advance(seconds=30)
    assert log_in(client_a, "retno", next="/pimpinan/").url == "/masuk/kode/"
    assert client_a.get("/siapa/").json() == {"name": None}, "the first step alone gives nothing"
    assert client_a.get("/masuk/kode/").status_code == 200
    assert client_a.post("/masuk/kode/", {"code": code_of(app)}).url == "/pimpinan/"
    assert client_a.get("/pimpinan/").status_code == 200


def test_who_has_one_is_always_asked(client_a, office_a, person):
    second_factor(person("sari", office_a, "COUNTER"))
    assert log_in(client_a, "sari").url == "/masuk/kode/"


def test_a_code_works_once(client_a, client_b, office_a, office_b, person, clock):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "COUNTER")
    app = second_factor(sari)
    clock.advance(seconds=30)
    code = code_of(app)
    for client in (client_a, client_b):
        log_in(client, "sari")
    assert client_a.post("/masuk/kode/", {"code": code}).status_code == 302
    assert client_b.post("/masuk/kode/", {"code": code}).status_code == 422
    assert client_b.get("/siapa/").json() == {"name": None}
    clock.advance(seconds=30)
    assert client_b.post("/masuk/kode/", {"code": code_of(app)}).status_code == 302


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
def test_one_step_before_or_after_is_near_enough(client_a, office_a, person, clock, steps, status):
    app = second_factor(person("sari", office_a, "COUNTER"))
    clock.advance(minutes=10)
    log_in(client_a, "sari")
    assert client_a.post("/masuk/kode/", {"code": code_of(app, steps)}).status_code == status


def test_an_older_code_is_refused_after_a_newer_one(person, office_a, clock):
    sari = person("sari", office_a, "COUNTER")
    app = second_factor(sari)
    clock.advance(minutes=5)
    assert secondfactor.check(sari.pk, code_of(app, 1), now=now()) is secondfactor.Proof.CODE
    assert secondfactor.check(sari.pk, code_of(app, 0), now=now()) is None
    assert secondfactor.check(sari.pk, code_of(app, -1), now=now()) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12 34", "x" * 500])
def test_what_is_no_code_is_refused(client_a, office_a, person, clock, code):
    second_factor(person("sari", office_a, "COUNTER"))
    log_in(client_a, "sari")
    assert client_a.post("/masuk/kode/", {"code": code}).status_code == 422


def test_a_recovery_code_replaces_the_phone_once(client_a, office_a, person):
    sari = person("sari", office_a, "COUNTER")
    app = pyotp.TOTP(secondfactor.pending_secret(sari.pk))
    codes = secondfactor.confirm(sari.pk, code_of(app), now=now()) or []
    typed = f" {codes[0][:4].lower()}-{codes[0][4:8]} {codes[0][8:]}"
    log_in(client_a, "sari")
    assert client_a.post("/masuk/kode/", {"code": typed}).status_code == 302
    with office_scope(office_a):
        assert "account.recovery_used" in [row.action for row in trail.latest()]
    client_a.post("/keluar/")
    log_in(client_a, "sari")
    assert client_a.post("/masuk/kode/", {"code": codes[0]}).status_code == 422
    assert client_a.post("/masuk/kode/", {"code": codes[1]}).status_code == 302


def test_five_wrong_codes_close_the_second_step(client_a, office_a, person, clock):
    app = second_factor(person("sari", office_a, "COUNTER"))
    clock.advance(minutes=5)
    for _ in range(5):
        log_in(client_a, "sari")
        assert client_a.post("/masuk/kode/", {"code": "000000"}).status_code == 422
    log_in(client_a, "sari")
    assert client_a.post("/masuk/kode/", {"code": code_of(app)}).status_code == 429
    clock.advance(minutes=15, seconds=1)
    log_in(client_a, "sari")
    assert client_a.post("/masuk/kode/", {"code": code_of(app)}).status_code == 302


def test_the_first_step_is_good_for_five_minutes(client_a, office_a, person, clock):
    app = second_factor(person("sari", office_a, "COUNTER"))
    log_in(client_a, "sari")
    clock.advance(minutes=5, seconds=1)
    assert client_a.post("/masuk/kode/", {"code": code_of(app)}).url == "/masuk/"
    assert client_a.get("/siapa/").json() == {"name": None}


def test_the_second_step_without_the_first_leads_back(client_a, office_a):
    assert client_a.get("/masuk/kode/").url == "/masuk/"
    assert client_a.get("/masuk/kode/pasang/").url.startswith("/masuk/")


def test_a_first_step_of_one_office_is_none_in_another(client_a, client_b, office_a, office_b, person, clock):
    sari = person("sari", office_a, "COUNTER")
    assign(sari, office_b, "COUNTER")
    app = second_factor(sari)
    clock.advance(minutes=1)
    log_in(client_a, "sari")
    client_b.cookies["sessionid"] = client_a.cookies["sessionid"].value
    assert client_b.post("/masuk/kode/", {"code": code_of(app)}).url == "/masuk/"


def test_one_set_up_elsewhere_is_asked_for_before_going_on(client_a, office_a, person, clock):
    retno = person("retno", office_a, "HEAD")
    log_in(client_a, "retno")
    app = second_factor(retno)
    clock.advance(seconds=30)
    assert client_a.get("/staf/").url == "/masuk/kode/pasang/"
    assert client_a.get("/masuk/kode/pasang/").url == "/masuk/kode/"
    assert client_a.post("/masuk/kode/", {"code": code_of(app)}).status_code == 302
    assert client_a.get("/staf/").status_code == 200


def test_only_the_kabupaten_takes_a_second_factor_away(office_a, office_b, person, client_a):
    retno = person("retno", office_a, "HEAD")
    second_factor(retno)
    admin_a = actor(person("admina", office_a, "OFFICE_ADMIN"), office_a)
    kabupaten = actor(person("adi", None, "KAB_ADMIN"))
    auditor = actor(person("ani", None, "AUDITOR"))
    for nobody in (admin_a, auditor):
        with pytest.raises(Forbidden):
            operations.reset_second_factor(user_id=retno.pk, actor=nobody, now=now())
    assert secondfactor.is_confirmed(retno.pk)
    assert operations.reset_second_factor(user_id=retno.pk, actor=kabupaten, now=now())
    assert kabupaten_trail.latest()[0].action == "account.factor_reset"
    log_in(client_a, "retno")
    assert client_a.get("/staf/").url == "/masuk/kode/pasang/"


def test_a_confirmed_secret_is_never_shown_again(person, office_a):
    sari = person("sari", office_a, "COUNTER")
    app = second_factor(sari)
    with pytest.raises(AccountError, match="sudah terpasang"):
        secondfactor.pending_secret(sari.pk)
    with pytest.raises(AccountError, match="sudah terpasang"):
        secondfactor.confirm(sari.pk, code_of(app, 1), now=now())


def test_a_sealed_secret_opens_for_its_person_only(person, office_a):
    sari, budi = person("sari", office_a, "COUNTER"), person("budi", office_a, "COUNTER")
    sealed = totp.seal_secret("JBSWY3DPEHPK3PXP", sari.pk)
    assert totp.open_secret(sealed, sari.pk) == "JBSWY3DPEHPK3PXP"
    with pytest.raises(Unreadable):
        totp.open_secret(sealed, budi.pk)


def test_a_new_master_key_still_opens_what_the_old_one_sealed(person, office_a, settings):
    sari = person("sari", office_a, "COUNTER")
    sealed = totp.seal_secret("JBSWY3DPEHPK3PXP", sari.pk)
    old = settings.MASTER_KEY
    settings.MASTER_KEY = "bmV3LW1hc3Rlci1rZXktb2YtMzItYnl0ZXMtLS0tLSE="
    with pytest.raises(Unreadable):
        totp.open_secret(sealed, sari.pk)
    settings.MASTER_KEY += "," + old
    assert totp.open_secret(sealed, sari.pk) == "JBSWY3DPEHPK3PXP"


def test_codes_are_those_of_rfc_6238():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890", appendix B
    for second, code in [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]:
        moment = datetime.fromtimestamp(second, UTC)
        assert totp.matching_step(secret, code, now=moment, after=0) == second // 30
