"""The kabupaten recommends a standard, an office says why it differs, and a citizen reads it on a phone."""

import pytest

from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"
REASON = "Pencetakan di sini menunggu jaringan kabupaten."


def test_from_the_recommendation_to_the_citizen(enter, visit) -> None:
    admin = enter("kabupaten", "KAB_ADMIN", viewport=PHONE)
    admin.open("/data-induk/anjuran/")
    admin.open("/data-induk/anjuran/ktp-el/")
    admin.follow("Anjurkan untuk Kecamatan")
    admin.press("Simpan")
    admin.sees("Pilih dokumennya.")
    admin.page.get_by_label("Contoh dari katalog Loket").check()
    admin.page.fill("[name=note]", "Paling ringkas di antara yang ada.")
    admin.press("Simpan")
    admin.sees("Kecamatan, versi 1", "Paling ringkas")
    office = enter(LUMAJANG, "OFFICE_ADMIN", viewport=PHONE)
    office.open("/pengaturan/anjuran/")
    office.sees("Belum dijawab")
    with office.leaving():
        office.page.locator("main .check-line a").first.click()
    office.page.fill("[name=reason]", "pendek")
    office.press("Simpan alasan")
    office.sees("satu kalimat yang dimengerti warga")
    office.page.fill("[name=reason]", REASON)
    office.press("Simpan alasan")
    office.sees("Berbeda dengan alasan")
    assert office.open("/kelengkapan/") == 200
    office.sees("dari 100 pada")
    assert office.fetch("/laporan/kelengkapan.pdf").pdf().count("komponen")
    admin.open("/standar/banding/ktp-el/")
    admin.sees("Anjuran kabupaten untuk Kecamatan, versi 1", REASON)
    admin.open("/kelengkapan/")
    anybody = visit("kabupaten", viewport=PHONE)
    anybody.open("/beda/")
    anybody.open("/beda/ktp-el/")
    anybody.sees("Yang diminta di semua kantor")
