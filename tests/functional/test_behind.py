"""Behind the counter: a month confirmed on a small phone, what citizens read, a meeting, its decision.

The clock of these processes is the machine's, so nothing here says which day it is.
"""

from datetime import timedelta

import pytest

from commons.clock import today
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"


def test_a_broken_chair_reaches_the_citizen_and_the_meeting(enter, visit) -> None:
    counter = enter(LUMAJANG, "COUNTER", viewport=PHONE, has_touch=True)
    counter.open(f"/sarana/bulan/{today():%Y-%m}/")
    page = counter.page
    broken = ""
    for _n in range(40):
        if page.get_by_role("button", name="Konfirmasi bulan ini").count():
            break
        name = page.locator("#item-title").inner_text()
        if not broken and name == "Kursi roda":
            broken = name
            page.get_by_text("Ada yang lain").tap()
            page.fill("[name=quantity]", "2")
            page.fill("[name=working]", "1")
            page.fill("[name=note]", "Pakai kursi roda di pintu samping")
            page.fill("[name=expected_on]", f"{today() + timedelta(days=5):%d%m%Y}")
            with counter.leaving():
                page.get_by_role("button", name="Catat dan lanjut").tap()
            continue
        with counter.leaving():
            page.get_by_role("button", name="Ada, semua berfungsi").tap()
    counter.press("Konfirmasi bulan ini")
    counter.sees("dikonfirmasi", "1 dari 2 rusak")

    citizen = visit(LUMAJANG, viewport=PHONE)
    citizen.open("/")
    citizen.sees("Sarana yang sedang rusak", "Kursi roda: 1 dari 2 rusak", "di pintu samping.")

    kasi = enter(LUMAJANG, "SECTION_HEAD")
    kasi.open("/pengawasan/")
    kasi.sees("Menurut standar, pengawasnya", "Kasi")
    kasi.page.locator("main .check-line a").first.click()
    kasi.page.wait_for_load_state()
    kasi.sees("Angka bulan itu")
    kasi.page.fill("[name=notes]", "Kursi roda rusak; dibahas di rapat.")
    kasi.press("Selesaikan tinjauan")
    kasi.sees("Kursi roda rusak; dibahas di rapat.")
    kasi.open("/rapat/")
    kasi.page.fill("[name=subject]", "Kursi roda rusak")
    kasi.page.fill("[name=starts]", "08.00")
    kasi.page.fill("[name=place]", "Ruang rapat")
    kasi.press("Mulai notulen")
    kasi.page.get_by_text("Tambah keputusan").click()
    kasi.page.fill("[name=text]", "Perbaiki kursi roda")
    kasi.page.locator("[name=owner]").select_option(label="Sari Wulandari, Petugas PATEN")
    kasi.page.fill("[name=due_on]", f"{today() + timedelta(days=5):%d%m%Y}")
    kasi.press("Tulis keputusan")
    kasi.page.fill("[name=minutes]", "Kursi roda dipakai bergantian sampai diperbaiki.")
    kasi.page.locator("[name=present]").first.check()
    kasi.press("Tutup notulen")
    kasi.sees("Notulen ditutup", "Perbaiki kursi roda")

    counter.open("/keputusan/")
    mine = page.locator(".form-part").filter(has_text="Perbaiki kursi roda")
    mine.locator("[name=outcome]").fill("Roda sudah diganti")
    with counter.leaving():
        mine.get_by_role("button").tap()
    counter.sees("Roda sudah diganti")
    counter.open("/di-balik-loket/")
    counter.sees("Jadwal pelaksana", "Sarana", "Catatan disiplin")
