"""The office reads what is wrong with its standards and accepts one finding; the kabupaten counts."""

import pytest

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"


def test_a_finding_is_accepted_with_a_reason(enter) -> None:
    admin = enter(LUMAJANG, "OFFICE_ADMIN")
    admin.open("/pengaturan/")
    admin.follow("Periksa standar pelayanan")
    admin.sees("Kontak kantor berbeda", "08113656171")
    item = admin.page.locator(".finding", has_text="Kontak kantor berbeda").first
    item.get_by_text("Terima dengan alasan").click()
    item.get_by_role("button", name="Terima temuan").click()
    admin.page.wait_for_load_state()
    admin.sees("Tulis alasannya")
    item = admin.page.locator(".finding", has_text="Kontak kantor berbeda").first
    item.get_by_label("Mengapa ini benar adanya?").fill("Nomor kedua khusus layanan KP4")
    item.get_by_role("button", name="Terima temuan").click()
    admin.page.wait_for_load_state()
    admin.sees("Temuan diterima", "1 temuan yang diterima")
    kabupaten = enter("kabupaten", "KAB_ADMIN")
    kabupaten.open("/data-induk/")
    assert kabupaten.open("/pemeriksaan-standar/") == 200
    kabupaten.follow("Kecamatan Lumajang")
    kabupaten.page.get_by_text("1 temuan yang diterima").click()
    kabupaten.sees("Nomor kedua khusus layanan KP4")
