"""What everybody meets first: the directory, an office's services, a standard, signing in and out."""

import secrets

import pytest

from tests.functional.visiting import PHONE, sign_in

pytestmark = pytest.mark.browser
OFFICES = {
    "kec-lumajang": ("Kecamatan Lumajang", {"SKTM": "sktm", "KP4": "kp4", "KTP-el": "ktp-el"}),
    "kec-jatiroto": ("Kecamatan Jatiroto", {"SKTM": "sktm-rekomendasi"}),
    "kel-tompokersan": ("Kelurahan Tompokersan", {"DTKS": "dtsen"}),
}


def test_from_the_directory_to_what_to_bring(visit) -> None:
    citizen = visit(viewport=PHONE)
    assert citizen.open("/") == 200
    citizen.page.fill("[name=q]", "jatiroto")
    citizen.press("Cari")
    citizen.sees("Kecamatan Jatiroto")
    citizen.sees_not("Kelurahan Tompokersan")
    citizen.follow("Kecamatan Jatiroto")
    citizen.sees("Jam layanan", "(0334) 321465")
    citizen.page.locator("main a[href='/layanan/sktm-rekomendasi/']").click()
    citizen.page.wait_for_load_state()
    citizen.eye.look(citizen.page)
    citizen.sees("Gratis")


@pytest.mark.parametrize("slug", OFFICES)
def test_every_standard_can_be_read_on_a_phone(visit, slug: str) -> None:
    name, services = OFFICES[slug]
    citizen = visit(slug, viewport=PHONE)
    assert citizen.open("/") == 200
    citizen.sees(name, *services)
    links = citizen.page.locator("main a[href^='/layanan/']")
    found = sorted({link.get_attribute("href") for link in links.all()})
    # Other tests of this site may have published one more.
    assert {f"/layanan/{code}/" for code in services.values()} <= set(found)
    for path in found:
        assert citizen.open(path) == 200
        citizen.sees("Apa yang dibawa", "Gratis")


def test_who_is_lost_is_told_so(visit) -> None:
    citizen = visit("kec-lumajang")
    assert citizen.open("/layanan/tidak-ada/") == 404
    assert citizen.open("/berkas/sembarang/") == 404
    assert citizen.open("/", host="kec-tidak-ada") == 404
    citizen.sees_not("Kecamatan Lumajang", "Jatiroto")


def test_a_wrong_password_says_no_more_than_that(visit, site) -> None:
    stranger = visit("kec-lumajang")
    stranger.open("/masuk/")
    username = site.account("kec-lumajang", "INFORMATION").username
    said = set()
    for name in (username, "tidak.ada"):
        stranger.page.fill("[name=username]", name)
        stranger.page.fill("[name=password]", "salah sekali")
        stranger.press("Masuk")
        said.add(stranger.page.inner_text(".error-summary"))
        assert stranger.page.input_value("[name=username]") == name
        assert stranger.page.input_value("[name=password]") == ""
    assert len(said) == 1


def test_too_many_guesses_close_the_door(visit, site) -> None:
    stranger = visit("kec-lumajang")
    stranger.open("/masuk/")
    name = f"orang.{secrets.token_hex(4)}"
    for _n in range(6):
        stranger.page.fill("[name=username]", name)
        stranger.page.fill("[name=password]", "salah sekali")
        stranger.press("Masuk")
    stranger.sees("Terlalu banyak percobaan masuk")


def test_people_of_another_office_stay_outside(visit, site, known) -> None:
    """A password is good, but there is no work here: neither office shows anything of the other."""
    stranger = visit("kec-jatiroto")
    sign_in(stranger, site.account("kec-lumajang", "COUNTER"), known["codes"])
    stranger.sees_not("Terima berkas", "diterima hari ini")


def test_signing_in_with_a_phone_and_out_again(visit, site, known) -> None:
    camat = visit("kec-jatiroto", viewport=PHONE)
    camat.open("/antrean-kerja/")
    assert "/masuk/" in camat.page.url
    account = site.account("kec-jatiroto", "HEAD")
    camat.page.fill("[name=username]", account.username)
    camat.page.fill("[name=password]", account.password)
    camat.press("Masuk")
    camat.page.fill("[name=code]", "000000")
    camat.press("Lanjut")
    camat.sees("Kata sandi Anda sudah benar")
    camat.page.fill("[name=code]", known["codes"].next(account.totp_secret))
    camat.press("Lanjut")
    assert camat.page.url == camat.site.url("kec-jatiroto", "/antrean-kerja/")
    camat.page.locator("details.menu summary:visible").first.click()
    with camat.leaving():
        camat.page.locator('details.menu[open] button:text-is("Keluar")').click()
    camat.open("/antrean-kerja/")
    assert "/masuk/" in camat.page.url
