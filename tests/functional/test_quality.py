"""A quarter's Laporan Pencapaian from draft to signed print: kasi, camat on a phone, the counter."""

import pytest

from commons import clock
from tests.attachments.samples import photo
from tests.functional.figures import a_years_figures
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
JATIROTO = "kec-jatiroto"
WHY = "Dua petugas cuti bersamaan."


@pytest.fixture(scope="module")
def figures(site) -> None:
    """A year of figures of the three offices, counted up to now."""
    a_years_figures(site, swept=True)


def test_a_quarters_report_from_draft_to_signed_print(enter, figures) -> None:
    kasi = enter(JATIROTO, "SECTION_HEAD")
    assert kasi.open("/kinerja/") == 200
    kasi.follow("Sasaran Mutu")
    kasi.sees("Laporan Pencapaian", "Ditandatangani")
    kasi.follow("Buka dokumen")
    kasi.sees("No. dokumen", "Ubah sasaran atau target")
    assert kasi.open("/beban-kerja/") == 200
    kasi.sees("Orang, menurut abjad", "Fitri Handayani", "belum cukup data")
    kasi.sees_not("Ratna Dewi")
    assert kasi.open("/sasaran-mutu/") == 200
    kasi.follow("Triwulan")
    kasi.sees("Masa sebelumnya", "SHA-256", "Evaluasi pimpinan")
    kasi.page.get_by_text("Betulkan laporan ini dengan revisi").click()
    kasi.page.get_by_label("Alasan revisi").fill("Berkas dibetulkan setelah laporan ditandatangani.")
    kasi.press("Buka revisi")
    kasi.sees("revisi 01", "Menunggu analisis", "92,93 %", "Tidak tercapai")
    kasi.follow("Berkas di balik angka ini")
    kasi.page.go_back()
    kasi.follow("Ubah Berkas yang selesai dalam waktu standar pelayanan")
    kasi.page.get_by_label("Penyebab").fill(WHY)
    kasi.page.get_by_label("Batas waktu perbaikan").fill(f"31-12-{clock.today().year + 1}")
    kasi.press("Simpan")
    kasi.follow("Ubah Register pelayanan yang dijilid dan diarsipkan")
    kasi.page.set_input_files(
        "[name=proof]", {"name": "arsip.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    kasi.press("Simpan")
    kasi.sees("Bukti 1: Foto")
    kasi.press("Paraf dan ajukan kepada pimpinan")
    kasi.sees("Menunggu evaluasi pimpinan", WHY)
    path = kasi.page.url.partition("localhost")[2].partition("/")[2]

    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    assert camat.open(f"/{path}") == 200
    camat.press("Tanda tangani laporan")
    camat.sees("Tulis evaluasi")
    camat.page.get_by_label("Evaluasi pimpinan dan tindak lanjut").fill(
        "Jadwal pengganti diperiksa tiap Senin."
    )
    camat.page.get_by_label("Target berikut: Berkas yang selesai dalam waktu standar pelayanan").fill("96")
    camat.press("Tanda tangani laporan")
    camat.sees("Laporan ditandatangani dan dibekukan", "96 %", "Jadwal pengganti diperiksa")

    desk = enter(JATIROTO, "COUNTER")
    assert desk.open("/sasaran-mutu/") == 200
    desk.sees("≥ 96 %", "revisi 01")
    desk.sees_not("Beban kerja")
    printed = desk.fetch(f"/{path}laporan.pdf").pdf()
    assert "LAPORAN PENCAPAIAN SASARAN MUTU" in printed
    assert "terlampir" in printed
    assert "Jadwal pengganti diperiksa tiap Senin." in printed
    assert desk.open("/beban-kerja/saya/") == 200
    desk.sees("Pekerjaan saya")
