"""A kasi has a Word file and ten minutes: imported, a loose piece placed, one part mended, looked at."""

from pathlib import Path
from typing import Any

import pytest

from tests.functional.visiting import PHONE, Visitor
from tests.standards.reading import variants

pytestmark = pytest.mark.browser
OFFICE = "kec-jatiroto"
LOOSE = "Layanan ini dibuka juga pada hari Sabtu"


@pytest.fixture
def kasi(enter) -> Visitor:
    """The head of the section for services of Kecamatan Jatiroto."""
    visitor: Visitor = enter(OFFICE, "SECTION_HEAD")
    return visitor


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """The standard for SKTM as a Word file, with a row that is none of the 14."""
    known = variants.variant_of("000")
    rows = [*known.rows, ("Waktu Pelayanan", [LOOSE])]
    path = tmp_path / "SP SKTM.docx"
    path.write_bytes(variants.word(variants.Variant(known.title, rows)))
    return path


def uploaded(visitor: Visitor, path: Path) -> None:
    """Upload the file from the list of standards."""
    visitor.open("/standar/")
    visitor.follow("Impor dari dokumen")
    visitor.page.set_input_files("[name=file]", str(path))
    visitor.press("Unggah dan baca")


def test_a_word_file_becomes_a_draft_that_is_mended_and_looked_at(kasi, word: Path) -> None:
    uploaded(kasi, word)
    kasi.sees("15 menit", "Kasi Yanmum", LOOSE)
    page: Any = kasi.page
    piece = page.locator(".piece", has_text=LOOSE)
    piece.get_by_label("Komponen untuk").select_option("jaminan_pelayanan")
    with kasi.leaving():
        piece.get_by_role("button", name="Tempatkan").click()
    assert page.url.endswith("#jaminan_pelayanan")
    assert LOOSE in page.inner_text("#jaminan_pelayanan")
    assert LOOSE not in page.inner_text("#sisa")
    kasi.press("Simpan sebagai rancangan")
    kasi.sees("Rancangan disimpan", "Semua bagian lengkap")
    kasi.follow("3. Jangka Waktu Pelayanan")
    page.get_by_label("Lamanya").fill("banyak")
    kasi.press("Simpan bagian ini")
    kasi.sees("Ada yang perlu dibetulkan", "Tulis angka 1 sampai 9999")
    page.get_by_label("Lamanya").fill("20")
    page.locator("#pratinjau .big", has_text="20 menit").wait_for()
    kasi.press("Simpan bagian ini")
    kasi.sees("Bagian disimpan")
    kasi.follow("Lihat seperti warga melihatnya")
    kasi.sees("20 menit", "Pratinjau rancangan, belum berlaku", "Gratis")
    kasi.eye.check()


IN_VIEW = """() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight - 40 && (box.bottom <= innerHeight || box.height > 300);
}"""


def test_rows_come_and_go_and_three_people_put_it_into_force(kasi, enter) -> None:
    kasi.open("/standar/mulai/")
    kasi.page.get_by_label("Jenis layanan").select_option("kp4")
    kasi.page.get_by_role("radio", name="Contoh dari katalog kabupaten").check()
    kasi.press("Mulai")
    kasi.follow("2. Sistem, Mekanisme, dan Prosedur")
    for _press in range(40):  # whatever the keyboard reaches can be seen at once
        kasi.page.keyboard.press("Tab")
        assert kasi.page.evaluate(IN_VIEW), kasi.page.evaluate("document.activeElement.outerHTML")
    rows = kasi.page.locator("[data-row]")
    before = rows.count()
    kasi.page.get_by_role("button", name="Tambah langkah").click()
    assert rows.count() == before + 1
    assert kasi.page.evaluate("document.activeElement.closest('[data-row]') !== null")
    rows.nth(before).get_by_label("Apa yang dilakukan").fill("Langkah baru")
    rows.nth(before).get_by_role("button", name="Naikkan baris ini").click()
    assert rows.nth(before - 1).get_by_label("Apa yang dilakukan").input_value() == "Langkah baru"
    assert kasi.page.evaluate("document.activeElement.value") == f"up:steps:{before - 1}"
    rows.nth(before - 1).get_by_role("button", name="Hapus baris ini").click()
    kasi.press("Simpan bagian ini")
    kasi.sees("Bagian disimpan")
    for name in ("Persyaratan", "Penanganan Pengaduan", "Kompetensi", "Isian formulir"):
        with kasi.leaving():
            kasi.page.locator(".sections a", has_text=name).click()
        kasi.page.go_back()
    draft = f"/standar/{kasi.page.url.split('/standar/')[1].split('/')[0]}/"
    kasi.open(draft)
    kasi.press("Serahkan untuk diperiksa")
    kasi.sees("Rancangan diserahkan untuk diperiksa", "Wahyu Hidayat")
    secretary = enter(OFFICE, "SECRETARY")
    secretary.open(draft)
    secretary.press("Nyatakan diperiksa")
    camat = enter(OFFICE, "HEAD")
    camat.open(draft)
    camat.follow("Beda dengan yang berlaku")
    camat.sees("belum mempunyai standar yang berlaku")
    camat.open(draft)
    camat.press("Setujui")
    camat.follow("Terbitkan")
    camat.page.get_by_label("Nomor dokumen").fill("SP/07/2026")
    camat.press("Terbitkan")
    camat.sees("Tulis nomor dan tanggal keputusannya")
    camat.page.get_by_label("Keputusan yang menetapkannya").fill(
        "Keputusan Camat Jatiroto Nomor 5 Tahun 2026"
    )
    camat.press("Terbitkan")
    camat.sees("Standar berlaku mulai hari ini", "Cabut")
    camat.follow("Cabut")
    camat.sees("Cabut standar ini?")
    camat.eye.check()


def test_without_scripts_on_a_phone(kasi, enter, word: Path) -> None:
    kasi = enter(OFFICE, "SECTION_HEAD", java_script_enabled=False, viewport=PHONE)
    uploaded(kasi, word)
    piece = kasi.page.locator(".piece", has_text=LOOSE)
    piece.locator("select").select_option("waktu")
    with kasi.leaving():
        piece.get_by_role("button", name="Tempatkan").click()
    assert LOOSE in kasi.page.inner_text("#waktu")
