"""The essential path with scripts switched off: sign in, receive, complete, sign, hand over."""

import pytest

from tests.functional import counter
from tests.functional.by_token import Hands, page_of
from tests.functional.visiting import PHONE, sign_in

pytestmark = pytest.mark.browser
JATIROTO = "kec-jatiroto"


def plain(visit, site, known, role: str, **options):
    """Somebody whose browser runs no scripts, signed in."""
    person = visit(JATIROTO, java_script_enabled=False, **options)
    sign_in(person, site.account(JATIROTO, role), known["codes"])
    return person


def test_a_letter_from_intake_to_hand_over(visit, site, known) -> None:
    officer = plain(visit, site, known, "COUNTER")
    officer.follow("Terima berkas")
    officer.follow("Rekomendasi Surat Keterangan Tidak Mampu")
    page = officer.page
    page.fill("[name=query]", counter.new_nik())
    officer.press("Cari")
    officer.press("Pemohon baru")
    for name, value in {**counter.PERSON, "desa": "Kaliboto Lor", "keperluan": "biaya sekolah"}.items():
        page.fill(f"main [name={name}]", value)
    for box in page.locator("main [name=requirement]").all():
        box.check()
    page.locator("main [name$='-number']").fill("470/12/2026")
    page.locator("main [name$='-date']").fill(counter.typed(counter.day(-20)))
    officer.press("Terima berkas")
    path = "/" + page.url.split("/", 3)[3].split("?")[0]
    officer.press("Lengkap dan benar")
    officer.sees("Menunggu Operator")
    operator = plain(visit, site, known, "OPERATOR")
    operator.open(path)
    operator.press("Surat siap ditandatangani")
    camat = plain(visit, site, known, "HEAD", viewport=PHONE)
    camat.open("/tanda-tangan/")
    camat.page.get_by_label("SUMIYATI BINTI KARTO").last.check()
    camat.press("Tandatangani yang dipilih")
    camat.press("Ya, sudah saya tandatangani")
    camat.sees("1 surat ditandatangani")
    officer.open(path)
    officer.press("Sudah diserahkan")
    officer.sees("Diserahkan")
    officer.open("/cari/")
    page.fill("[name=q]", "SUMIYATI")
    officer.press("Cari")
    officer.sees("SUMIYATI BINTI KARTO")


def test_what_is_wrong_is_said_without_scripts(visit, site, known) -> None:
    """A return names what is missing; the folds open; what was typed is kept."""
    file = Hands(site, JATIROTO).receive("sktm-rekomendasi")
    officer = plain(visit, site, known, "COUNTER")
    officer.open(page_of(file))
    officer.page.locator("#act-return > summary").click()
    officer.page.fill("#act-return [name=note]", "Bawa aslinya")
    officer.press("Kembalikan kepada pemohon")
    officer.sees("Ada yang perlu dibetulkan")
    assert officer.page.input_value("[name=note]") == "Bawa aslinya"


def test_a_photograph_of_forty_megabytes_is_answered_in_words(visit, site, known, tmp_path) -> None:
    photograph = tmp_path / "ktp.jpg"
    photograph.write_bytes(b"\xff\xd8\xff" + bytes(40 * 1024 * 1024))
    file = Hands(site, JATIROTO).receive("sktm-rekomendasi")
    officer = plain(visit, site, known, "COUNTER")
    officer.open(page_of(file))
    officer.page.locator("details:has(#attach-file) > summary").click()
    officer.page.select_option("#attach-what", index=1)
    officer.page.set_input_files("#attach-file", photograph)
    officer.press("Simpan lampiran")
    officer.sees("Kiriman ini terlalu besar. Tidak ada yang disimpan.")
