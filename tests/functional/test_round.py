"""The Jatiroto round: a slip, the Buku Pengaduan, the kasi, the citizen; a recap, the camat, a poster.

The clock of these processes is the machine's: the box of the last working day is opened, whatever day it is.
"""

import re
from datetime import timedelta

import pytest

from commons.clock import today
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
JATIROTO = "kec-jatiroto"
SLIP = "Loket dua sering kosong sesudah istirahat siang, kami menunggu lama."
DONE = "Jadwal istirahat petugas loket diatur bergantian."


def test_a_slip_is_answered_and_a_recap_is_on_the_wall(enter, visit) -> None:
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

    kasi.open("/rekap/")
    kasi.press("Susun", exact=True)
    kasi.page.fill("#f-analysis", "Pengaduan triwulan ini sedikit; papan petunjuk perlu diperbaiki.")
    kasi.page.fill("#topic-0", "Papan petunjuk")
    kasi.page.fill("#words-0", "Papan syarat di depan loket diganti yang besar dan jelas.")
    kasi.page.fill("#owner-0", "Kasi Pelayanan Umum")
    kasi.page.fill("#f-due-0", f"{today() + timedelta(days=30):%d%m%Y}")
    kasi.press("Ajukan kepada pimpinan")
    recap = kasi.page.url
    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    camat.open("/antrean-kerja/")
    camat.sees("menunggu persetujuan Anda")
    camat.arrive(recap)
    camat.press("Sudah saya tanda tangani dan setujui")
    kasi.arrive(recap)
    kasi.press("Umumkan di halaman kantor")
    kasi.sees("Diumumkan")
    key = recap.rstrip("/").rsplit("/", 1)[1]
    citizen.open(f"/rekap-pengaduan/{key}/")
    citizen.sees("Papan syarat di depan loket diganti yang besar dan jelas.")
    poster = citizen.fetch(f"/rekap-pengaduan/{key}/poster-a3.pdf").pdf()
    assert "Kami berjanji memperbaiki" in poster
    kabupaten = enter("kabupaten", "EXECUTIVE")
    kabupaten.open("/pengaduan/rekap/")
    kabupaten.sees("Kecamatan Jatiroto", "diumumkan")
    kabupaten.open("/pengaduan/")
    kabupaten.sees("Pengaduan semua kantor")
