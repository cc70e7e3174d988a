"""The Jatiroto round: a slip, the Buku Pengaduan, the kasi, the citizen; a recap, the camat, a poster.

The clock of the first half is the machine's: the box of the last working day is opened, whatever day it is.
The second half happens a week into the next quarter, so that the recap counts the very complaint.
"""

import re
from datetime import timedelta

import pytest

from commons.clock import today
from recaps.quarters import Quarter
from tests.functional.later import later
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
JATIROTO = "kec-jatiroto"
SLIP = "Loket dua sering kosong sesudah istirahat siang, kami menunggu lama."
DONE = "Jadwal istirahat petugas loket diatur bergantian."


def test_a_slip_is_answered_and_a_recap_is_on_the_wall(enter, visit, site) -> None:
    desk = enter(JATIROTO, "INFORMATION")
    desk.open("/kotak-saran/")
    desk.sees("Dibuka setiap hari kerja di akhir pelayanan", "Terlewat, belum ada alasan")
    late = desk.page.locator("[id^=missed-]").first.get_attribute("id") or ""
    year, month, day = late.removeprefix("missed-").split("-")
    desk.page.fill("#f-day", f"{day}{month}{year}")
    desk.page.fill("#f-found", "1")
    desk.page.fill("#f-reason", "Rapat di kabupaten sampai malam")
    desk.press("Buka Kotak Saran")
    desk.sees("Slip berikutnya", "Masih perlu 2 saksi")
    opening = desk.page.url
    desk.page.fill("#f-text", SLIP)
    desk.page.fill("#f-name", "Sumiati")
    desk.page.fill("#f-contact", "081234567890")
    desk.press("Simpan slip")
    code = re.search(r"Kode untuk penulisnya: ([0-9A-Z-]+)", desk.text())
    assert code is not None
    for role in ("COUNTER", "SECTION_HEAD"):
        witness = enter(JATIROTO, role)
        witness.arrive(opening)
        witness.press("Saya menyaksikan pembukaan ini")
        witness.sees("Anda tercatat sebagai saksi")
    desk.arrive(opening)
    desk.press("Selesai, beri nomor berita acara")
    desk.sees("Selesai, berita acara bernomor", "BA-KS/")
    path = opening.split("localhost")[1].split("/", 1)[1]
    assert "BERITA ACARA PEMBUKAAN KOTAK SARAN" in desk.fetch(f"/{path}berita-acara.pdf").pdf()

    kasi = enter(JATIROTO, "SECTION_HEAD")
    kasi.open("/buku-pengaduan/")
    kasi.follow("Loket dua sering kosong")
    number = re.search(r"\d{3}/\d{4}", kasi.page.inner_text("h1"))
    assert number is not None
    kasi.press("Verifikasi")
    kasi.page.fill("#f-done", DONE)
    kasi.page.fill("#f-text", "Terima kasih. Mulai besok selalu ada petugas di loket dua.")
    kasi.press("Jawab sebagai kantor")
    citizen = visit(JATIROTO, viewport=PHONE)
    citizen.open("/pengaduan/lacak/")
    citizen.page.fill("[name=code]", code[1])
    with citizen.leaving():
        citizen.page.keyboard.press("Enter")
    citizen.sees("Mulai besok selalu ada petugas di loket dua")
    citizen.press("Ya, saya terima")

    quarter = Quarter.of(today())
    next_week = quarter.last + timedelta(days=8)
    with later(site, days=(next_week - today()).days) as then:
        for person in (kasi, citizen):
            person.site = then
        kasi.open("/rekap/")
        kasi.sees(f"Rekap {quarter.words} belum disusun")
        kasi.press("Susun", exact=True)
        kasi.sees(number[0], DONE, "Kotak Saran", "tepat waktu")
        kasi.page.fill(
            "#f-analysis", "Yang dikeluhkan: loket kosong sesudah istirahat; sebabnya jadwal bersama."
        )
        kasi.page.fill("#topic-0", "Jadwal loket")
        kasi.page.fill("#words-0", "Selalu ada petugas di tiap loket, juga sesudah jam istirahat.")
        kasi.page.fill("#owner-0", "Kasi Pelayanan Umum")
        kasi.page.fill("#f-due-0", f"{next_week + timedelta(days=30):%d%m%Y}")
        kasi.press("Ajukan kepada pimpinan")
        recap = kasi.page.url
        camat = enter(JATIROTO, "HEAD", viewport=PHONE)
        camat.site = then
        camat.open("/antrean-kerja/")
        camat.sees("menunggu persetujuan Anda")
        camat.arrive(recap)
        camat.sees(DONE)
        camat.press("Sudah saya tanda tangani dan setujui")
        kasi.arrive(recap)
        kasi.press("Umumkan di halaman kantor")
        kasi.sees("Diumumkan")
        citizen.open(f"/rekap-pengaduan/{quarter.key}/")
        citizen.sees("Selalu ada petugas di tiap loket, juga sesudah jam istirahat.", number[0], DONE)
        citizen.sees_not("Sumiati", "081234567890", SLIP)
        for paper in ("a3", "a4"):
            poster = " ".join(
                citizen.fetch(f"/rekap-pengaduan/{quarter.key}/poster-{paper}.pdf").pdf().split()
            )
            assert "Kami berjanji memperbaiki" in poster
            assert "Selalu ada petugas di tiap loket" in poster
        kabupaten = enter("kabupaten", "EXECUTIVE")
        kabupaten.site = then
        kabupaten.open("/pengaduan/rekap/")
        kabupaten.sees("Kecamatan Jatiroto", "diumumkan")
        kabupaten.open("/pengaduan/")
        kabupaten.sees("Pengaduan semua kantor")
