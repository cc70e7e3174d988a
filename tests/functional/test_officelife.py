"""The kabupaten's admin hands an office over, closes and opens it, and looks at a merge first."""

import time
from pathlib import Path
from typing import Any

import pytest

from tests.functional import web
from tests.functional.visiting import PHONE, Visitor

pytestmark = pytest.mark.browser
OFFICE = "kel-tompokersan"
FORGOTTEN = web.SECONDS + 1  # seconds after which every web process has asked the database again
REASON = "Perda 4 Tahun 2026 tentang penataan kelurahan"


@pytest.fixture
def code(site) -> str:
    """The code of the office that is taken care of."""
    return str(site.ask("SELECT kemendagri_code FROM offices_office WHERE slug = %s", OFFICE)[0][0])


@pytest.fixture
def admin(enter) -> Visitor:
    """The kabupaten's admin."""
    visitor: Visitor = enter("kabupaten", "KAB_ADMIN")
    return visitor


def sure(visitor: Visitor, button: str, word: str = OFFICE) -> None:
    """Give the reason and the word, and do it."""
    visitor.page.fill("[name=reason]", REASON)
    visitor.page.fill("[name=slug]", word)
    visitor.press(button, exact=True)


def finished(visitor: Visitor) -> None:
    """The worker came to an end with the job of this page, which shows that by itself."""
    visitor.page.locator("#job .state-good.state-lg, #job .state-bad.state-lg").wait_for(timeout=90_000)
    visitor.eye.look(visitor.page)


def successor(page: Any, office: str) -> None:
    """Choose by keyboard: few offices are radio buttons, many (others brought some on) a list to type in."""
    radio = page.get_by_role("radio", name=office)
    if radio.count():
        radio.focus()
        page.keyboard.press("Space")
        assert radio.is_checked()
        return
    many = page.get_by_role("combobox", name="Kantor penerus")
    many.focus()
    page.keyboard.type(office)
    assert many.locator("option:checked").inner_text() == office


def brought(visitor: Visitor, archive: Path, key: str) -> None:
    """Upload an archive and wait until it was looked at."""
    visitor.open("/kantor/pulihkan/")
    visitor.page.set_input_files("[name=archive]", str(archive))
    visitor.page.fill("[name=key]", key)
    visitor.press("Unggah dan periksa")
    finished(visitor)


def test_an_office_is_handed_over_and_a_damaged_archive_refused(admin, code, tmp_path: Path) -> None:
    admin.open("/kantor/urus/")
    admin.follow("Kelurahan Tompokersan")
    admin.follow("Serahkan data sebagai arsip")
    admin.press("Buat arsip")
    assert admin.page.inner_text(".error-summary")
    admin.page.check("[name=readable][value=tidak]")
    sure(admin, "Buat arsip")
    finished(admin)
    admin.sees("SHA-256", "Disimpan sampai")
    with admin.page.expect_download() as sent:
        admin.page.get_by_role("button", name="Unduh arsip").click()
    whole = Path(sent.value.path()).read_bytes()
    assert sent.value.suggested_filename.startswith(f"loket-{OFFICE}-")
    admin.press("Tampilkan kunci arsip")
    key = admin.page.inner_text("main code")
    assert key not in admin.page.url
    archive = tmp_path / "kantor.zip"
    archive.write_bytes(whole[: len(whole) // 2])
    brought(admin, archive, key)
    admin.sees("Tidak ada yang dipulihkan", "Unggah arsip lain")
    assert admin.page.get_by_role("link", name="Pulihkan kantor ini").count() == 0
    archive.write_bytes(whole)
    brought(admin, archive, key)
    admin.sees("sudah ada di sini. Tidak ada yang dipulihkan")
    admin.open("/kantor/pulihkan/")
    admin.press("Unggah dan periksa")
    admin.sees("Pilih berkas arsipnya dulu")
    admin.eye.check()


def test_a_citizen_is_told_that_an_office_is_closed_and_then_finds_it_open(admin, code, visit) -> None:
    admin.open(f"/kantor/{code}/urus/")
    admin.follow("Tutup sementara")
    sure(admin, "Tutup sementara", "kec-jatiroto")
    assert admin.page.inner_text(".error-summary")
    sure(admin, "Tutup sementara")
    admin.sees("Ditutup sementara")
    citizen = visit(OFFICE, viewport=PHONE)
    time.sleep(FORGOTTEN)
    assert citizen.open("/antrean/") == 503
    citizen.sees("Kelurahan Tompokersan tutup sementara", "Basuki Rahmad", "Semua kantor")
    assert citizen.page.get_by_role("link", name="0334 – 881940").get_attribute("href") == "tel:+62334881940"
    admin.follow("Buka kembali")
    sure(admin, "Buka kantor ini")
    time.sleep(FORGOTTEN)  # the next test may ask the other process
    assert citizen.open("/") == 200
    citizen.sees("Layanan Kelurahan Tompokersan")
    admin.open(f"/kantor/{code}/urus/")
    admin.sees(REASON)
    admin.eye.faults = [each for each in admin.eye.faults if "503" not in each]  # the answer that was wanted


def test_a_merge_is_looked_at_by_keyboard_and_changes_nothing(admin, code, site) -> None:
    before = site.ask("SELECT slug, state FROM offices_office ORDER BY slug")
    admin.open(f"/kantor/{code}/urus/")
    admin.follow("Gabung ke kantor lain")
    admin.sees("Pilih kantor penerusnya")
    page: Any = admin.page
    successor(page, "Kecamatan Jatiroto")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Lihat yang akan terjadi"
    with admin.leaving():
        page.keyboard.press("Enter")
    admin.sees("Gabung ke", "berkas terbuka")
    assert site.ask("SELECT slug, state FROM offices_office ORDER BY slug") == before
