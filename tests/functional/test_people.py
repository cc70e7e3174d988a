"""The life of an account: made, first password, second step, another office, locked, ended."""

import re
import secrets
from typing import Any

import pytest

from tests.functional import counter
from tests.functional.site import Account
from tests.functional.visiting import PHONE, Visitor

pytestmark = pytest.mark.browser
LUMAJANG, JATIROTO, TOMPOKERSAN = "kec-lumajang", "kec-jatiroto", "kel-tompokersan"
NEW = "sepeda kuning di laut utara"


def fill_login(person: Visitor, username: str, password: str) -> None:
    """Type name and password and press."""
    person.page.fill("[name=username]", username)
    person.page.fill("[name=password]", password)
    person.press("Masuk")


def menu(person: Visitor) -> Any:
    """The person's menu, opened."""
    person.page.locator("details.menu summary:visible").first.click()
    return person.page.locator("details.menu[open]")


def add(admin: Visitor, title: str, *roles: str) -> Account:
    """Add somebody to the office; the first password as the page shows it."""
    username = f"baru.{secrets.token_hex(4)}"
    admin.open("/pengaturan/petugas/")
    values = {"name": "Tri Utomo, S.AP", "username": username, "title": title}
    counter.answer(admin.page, {**values, "from": counter.typed(counter.day(0))})
    for role in roles:
        admin.page.locator(f"main [name=roles][value={role}]").check()
    admin.press("Tambah petugas")
    admin.sees("Hanya tampil sekali", username)
    password = admin.page.inner_text("main code")
    admin.follow("Sudah dicatat")
    admin.sees("Tri Utomo, S.AP", title)
    return Account(username, password, "", "")


def choose_password(person: Visitor, old: str) -> None:
    """Where the first password must be changed: once wrongly, then right."""
    person.sees("Kata sandi Anda dibuatkan orang lain")
    person.page.fill("[name=old]", old)
    person.page.fill("[name=new]", NEW)
    person.page.fill("[name=again]", NEW + "x")
    person.press("Ganti kata sandi")
    person.sees("Tidak sama dengan kata sandi baru", "Kata sandi lama masih berlaku")
    for name in ("old", "new", "again"):
        assert person.page.input_value(f"[name={name}]") == "", "what is secret is not sent back"
    person.page.fill("[name=old]", old)
    person.page.fill("[name=new]", NEW)
    person.page.fill("[name=again]", NEW)
    person.press("Ganti kata sandi")


@pytest.fixture
def newcomer(enter, visit) -> tuple[Visitor, Account, Visitor]:
    """Somebody added at Jatiroto today, at the sign-in page, and the admin who added them."""
    admin = enter(JATIROTO, "OFFICE_ADMIN")
    account = add(admin, "Petugas Loket", "COUNTER")
    person = visit(JATIROTO)
    person.open("/masuk/")
    return person, account, admin


def test_a_newcomer_chooses_a_password_works_and_leaves(newcomer) -> None:
    person, account, admin = newcomer
    fill_login(person, account.username, account.password)
    person.open("/antrean-kerja/")
    assert "/ganti-kata-sandi/" in person.page.url, "nothing is done before"
    choose_password(person, account.password)
    person.sees("Kata sandi baru berlaku mulai sekarang")
    person.open("/antrean-kerja/")
    assert person.page.url.endswith("/antrean-kerja/")
    assert person.open("/pengaturan/petugas/") == 403

    admin.open("/pengaturan/petugas/")
    line = admin.page.locator(".check-line", has_text=account.username)
    with admin.leaving():
        line.get_by_role("button", name="Akhiri tugas").click()
    admin.sees("Akhiri tugas ini?", "Tri Utomo, S.AP", "Yang sudah ditandatangani")
    admin.press("Akhiri tugas")
    admin.sees("Tugas Tri Utomo, S.AP diakhiri")
    assert account.username not in admin.text()
    assert person.open("/antrean-kerja/") == 403, "out at once, with the page open"
    person.sees_not("Terima berkas")


def test_an_admin_gives_a_new_password_and_the_old_one_is_dead(newcomer, visit) -> None:
    _person, account, admin = newcomer
    line = admin.page.locator(".check-line", has_text=account.username)
    with admin.leaving():
        line.get_by_role("button", name="Kata sandi baru").click()
    admin.sees("Beri kata sandi baru?", "Semua sesinya berakhir")
    admin.press("Beri kata sandi baru")
    given = admin.page.inner_text("main code")
    assert given != account.password
    person = visit(JATIROTO, viewport=PHONE)
    person.open("/masuk/")
    fill_login(person, account.username, account.password)
    person.sees("tidak cocok")
    fill_login(person, account.username, given)
    person.sees("Kata sandi Anda dibuatkan orang lain")


def test_a_person_who_cannot_be_added_is_refused_and_kept_in_the_form(enter, site) -> None:
    admin = enter(JATIROTO, "OFFICE_ADMIN")
    admin.open("/pengaturan/petugas/")
    before = site.ask("SELECT count(*) FROM accounts_user")
    counter.answer(admin.page, {"name": "Tri <b>Utomo</b>", "username": "X Y", "title": "Petugas"})
    admin.press("Tambah petugas")
    assert admin.page.inner_text(".error-summary")
    assert admin.page.input_value("[name=name]") == "Tri <b>Utomo</b>"
    assert admin.page.locator("main b").count() == 0
    assert site.ask("SELECT count(*) FROM accounts_user") == before


def test_a_new_admin_sets_up_the_second_step_and_uses_a_recovery_code(enter, visit, known) -> None:
    account = add(enter(JATIROTO, "OFFICE_ADMIN"), "Admin pengganti", "OFFICE_ADMIN")
    person = visit(JATIROTO, viewport=PHONE)
    person.open("/masuk/")
    fill_login(person, account.username, account.password)
    person.open("/pengaturan/")
    while "/ganti-kata-sandi/" in person.page.url or "/pasang/" in person.page.url:
        if "/ganti-kata-sandi/" in person.page.url:
            choose_password(person, account.password)
        else:
            set_up(person, known["codes"])
            break
        person.open("/pengaturan/")
    spare = [code.replace("-", "") for code in person.page.locator(".secret").all_inner_texts()]
    assert len(spare) >= 8
    person.follow("Sudah saya simpan, lanjut")
    again = spare[0]
    if "/ganti-kata-sandi/" in person.page.url or person.open("/pengaturan/") != 200:
        choose_password(person, account.password)
    person.open("/masuk/kode/pasang/")
    person.sees_not(again)

    for code, let_in in [(again, True), (again, False)]:
        other = visit(JATIROTO)
        other.open("/masuk/")
        fill_login(other, account.username, NEW)
        other.sees("Kode dari ponsel Anda")
        other.page.fill("[name=code]", code)
        other.press("Lanjut")
        other.open("/pengaturan/")
        assert ("/masuk/" not in other.page.url) is let_in, "a recovery code is good once"


def set_up(person: Visitor, codes: Any) -> None:
    """The page with the QR code: a wrong number first, then the app's."""
    person.sees("Pasang kode kedua", "Pindai dengan aplikasi autentikator")
    assert person.page.locator(".qr svg").count() == 1
    secret = re.sub(r"[^A-Z2-7]", "", person.page.inner_text(".secret"))
    person.page.fill("[name=code]", "000000")
    person.press("Pasang")
    person.sees("Kode tidak cocok", "Kode QR di bawah masih yang sama")
    assert re.sub(r"[^A-Z2-7]", "", person.page.inner_text(".secret")) == secret
    person.page.fill("[name=code]", codes.next(secret))
    person.press("Pasang")
    person.sees("Kode kedua sudah terpasang", "hanya ditampilkan sekali")


def ticket_of(person: Visitor, slug: str) -> str:
    """Ask for a pass as the menu does; the address it leads to, not yet opened."""
    with person.page.expect_response(re.compile("/ganti-kantor/")) as asked:
        person.page.evaluate(
            """slug => {
                const body = new URLSearchParams({
                    office: slug,
                    csrfmiddlewaretoken: document.querySelector('[name=csrfmiddlewaretoken]').value,
                });
                return fetch('/ganti-kantor/', {method: 'POST', body, redirect: 'manual'}).then(() => null);
            }""",
            slug,
        )
    return str(asked.value.headers["location"])


def test_one_person_goes_from_office_to_office_and_back(enter) -> None:
    informant = enter(LUMAJANG, "INFORMATION")
    informant.open("/antrean-kerja/")
    with informant.page.expect_navigation(url=re.compile(r"kel-tompokersan\S+/$"), wait_until="load"):
        menu(informant).get_by_role("button", name="Kelurahan Tompokersan").click()
    informant.page.wait_for_url(lambda url: "/masuk/tiket/" not in url)
    informant.eye.look(informant.page)
    assert "Kelurahan Tompokersan" in informant.page.inner_text("header")
    assert "Kecamatan Lumajang" not in informant.page.inner_text("header")
    assert informant.open("/antrean-kerja/", host=TOMPOKERSAN) == 200
    assert "/masuk/" not in informant.page.url
    assert informant.open("/antrean-kerja/") == 200
    assert "/masuk/" not in informant.page.url, "the first office is still open"


def test_a_pass_is_good_once_and_there_only(enter, visit) -> None:
    informant = enter(LUMAJANG, "INFORMATION")
    informant.open("/antrean-kerja/")
    address = ticket_of(informant, TOMPOKERSAN)
    assert "//kel-tompokersan." in address
    other = visit(JATIROTO)
    assert other.open("/" + address.split("/", 3)[3]) == 403, "another office does not know it"
    other.sees("tidak berlaku di sini", "Tidak ada yang berubah")
    used = visit(TOMPOKERSAN)
    used.arrive(address)
    used.page.wait_for_url(lambda url: "/masuk/tiket/" not in url)
    late = visit(TOMPOKERSAN)
    assert late.arrive(address) == 403
    late.sees("sudah dipakai", "Tidak ada yang berubah")
    late.open("/antrean-kerja/")
    assert "/masuk/" in late.page.url


def test_a_pass_of_somebody_else_swaps_nobody_unasked(enter) -> None:
    informant, officer = enter(LUMAJANG, "INFORMATION"), enter(TOMPOKERSAN, "COUNTER")
    informant.open("/antrean-kerja/")
    address = ticket_of(informant, TOMPOKERSAN)
    officer.open("/antrean-kerja/")
    who = officer.page.inner_text("header")
    assert officer.arrive(address) == 200
    officer.sees("masih masuk", "keluar dari kantor ini")
    officer.open("/antrean-kerja/")
    assert officer.page.inner_text("header") == who


def test_nobody_goes_where_they_have_no_work(enter) -> None:
    informant = enter(LUMAJANG, "INFORMATION")
    informant.open("/antrean-kerja/")
    for slug in (JATIROTO, "kabupaten", "kec-tidak-ada", "jahat.example", ""):
        path = "/ganti-kantor/"
        token = informant.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        answer = informant.fetch(path, method="POST", form={"office": slug, "csrfmiddlewaretoken": token})
        assert answer.status == 403, slug
        assert b"tidak bertugas" in answer.body


def test_a_password_is_changed_by_its_owner_and_ends_other_sessions(newcomer, visit) -> None:
    person, account, _admin = newcomer
    fill_login(person, account.username, account.password)
    choose_password(person, account.password)
    elsewhere = visit(JATIROTO)
    elsewhere.open("/masuk/")
    fill_login(elsewhere, account.username, NEW)
    elsewhere.open("/antrean-kerja/")
    assert "/masuk/" not in elsewhere.page.url
    person.open("/antrean-kerja/")
    with person.leaving():
        menu(person).get_by_role("link", name="Ganti kata sandi").click()
    person.page.fill("[name=old]", NEW)
    person.page.fill("[name=new]", "sepuluh ekor kambing hitam")
    person.page.fill("[name=again]", "sepuluh ekor kambing hitam")
    person.press("Ganti kata sandi")
    person.sees("Kata sandi baru berlaku mulai sekarang")
    elsewhere.open("/antrean-kerja/")
    assert "/masuk/" in elsewhere.page.url


def test_who_is_locked_out_is_let_in_where_they_are_known(newcomer, visit, site) -> None:
    """A stranger behind the same router guesses: the owner, known there, comes in; the stranger waits."""
    person, account, _admin = newcomer
    fill_login(person, account.username, account.password)
    choose_password(person, account.password)
    guess = f"orang.{secrets.token_hex(4)}"
    stranger = visit(JATIROTO)
    for _n in range(6):
        stranger.open("/masuk/")
        fill_login(stranger, guess, "salah sekali")
    stranger.sees("Terlalu banyak percobaan masuk", "beri tahu admin kantor")
    again = visit(JATIROTO)
    again.open("/masuk/")
    fill_login(again, account.username, NEW)
    again.open("/antrean-kerja/")
    assert "/masuk/" not in again.page.url
    for _n in range(6):
        stranger.open("/masuk/")
        fill_login(stranger, account.username, "salah sekali")
    stranger.sees("Terlalu banyak percobaan masuk")
    again.open("/antrean-kerja/")
    assert "/masuk/" not in again.page.url, "who is in stays in"


def test_signing_in_goes_on_where_one_wanted_to_go(visit, site) -> None:
    person = visit(LUMAJANG)
    person.open("/register/")
    assert "/masuk/" in person.page.url
    account = site.account(LUMAJANG, "COUNTER")
    fill_login(person, account.username, account.password)
    assert person.page.url.endswith("/register/")
