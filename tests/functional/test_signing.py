"""The lurah signs from the phone: a passphrase refused, then two letters signed; a stranger checks one."""

import json

import pytest

from tests.functional import counter
from tests.functional.by_token import Hands, page_of
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
OFFICE = "kel-tompokersan"


def passphrase_of(site) -> str:
    logins = json.loads((site.folder / "demo.json").read_text())
    return str(logins["offices"][OFFICE]["passphrases"]["HEAD"])


def test_two_letters_are_signed_from_a_phone(enter, visit, site, tmp_path) -> None:
    hands = Hands(site, OFFICE)
    files = [hands.until("dtsen", "SIGN") for _n in range(2)]
    lurah = enter(OFFICE, "HEAD", viewport=PHONE, has_touch=True)
    lurah.open("/tanda-tangan/")
    page = lurah.page
    for file in files:
        page.locator(f"main [name=id][value^='{file['file_id']}']").check()
    with lurah.leaving():
        page.get_by_role("button", name="Tandatangani elektronik").tap()
    lurah.sees("Tandatangani 2 surat?", "Dipakai sekali untuk surat-surat ini dan tidak disimpan.")
    page.get_by_label("Passphrase sertifikat").fill("bukan ini")
    with lurah.leaving():
        page.get_by_role("button", name="Tandatangani sekarang").tap()
    lurah.sees("Passphrase atau kode OTP salah. Surat belum ditandatangani.", "Tandatangani 2 surat?")
    assert page.get_by_label("Passphrase sertifikat").input_value() == ""
    page.get_by_label("Passphrase sertifikat").fill(passphrase_of(site))
    with lurah.leaving():
        page.get_by_role("button", name="Tandatangani sekarang").tap()
    lurah.sees("2 surat ditandatangani")
    lurah.follow("Riwayat tanda tangan elektronik")
    lurah.sees("Passphrase atau kode OTP salah", "Ditandatangani")
    for file in files:
        lurah.open(page_of(file))
        lurah.sees("Siap diambil", "Tanda tangan elektronik")
    pdf = tmp_path / "surat.pdf"
    letter = counter.letter(lurah, page_of(files[0]))
    assert "Ditandatangani secara elektronik" in letter.pdf()
    pdf.write_bytes(letter.body)
    stranger = visit("", viewport=PHONE)
    stranger.open("/periksa-pdf/")
    stranger.page.get_by_label("PDF, paling besar 10 MB").set_input_files(pdf)
    stranger.press("Periksa")
    stranger.sees("Ini surat asli dan berlaku", "Teguh Wibowo", "Otoritas Contoh Loket")
    assert passphrase_of(site) not in site.said()
