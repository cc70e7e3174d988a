"""A citizen with a cheap phone complains without a name; the office handles it; reopened, then accepted."""

import re

import pytest

from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
OFFICE = "kec-jatiroto"
WORDS = "Pintu loket sudah dikunci pukul dua siang, padahal di dinding tertulis sampai pukul tiga."


def say(citizen, name: str, value: str) -> None:
    """Choose a round button of the form."""
    citizen.page.focus(f"input[name={name}][value={value}]")
    citizen.page.keyboard.press("Space")


def act(person, words: str, **fields: str) -> None:
    """Fill in what a form of the complaint's page asks, and send it."""
    for name, value in fields.items():
        person.page.fill(f"#f-{name}", value)
    person.press(words)


def test_an_anonymous_complaint_from_the_wall_to_the_end(visit, enter) -> None:
    citizen = visit(OFFICE, viewport=PHONE)
    citizen.open("/")
    citizen.follow("Pengaduan, aspirasi, pertanyaan")
    citizen.sees("nama dan nomor Anda tidak kami simpan")
    citizen.press("Kirim")
    citizen.sees("Ada yang perlu dibetulkan", "Tulis apa yang terjadi.")
    citizen.page.fill("#f-text", WORDS)
    say(citizen, "who", "anonim")
    say(citizen, "confidential", "tidak")
    citizen.press("Kirim")
    citizen.sees("Sudah kami terima", "Simpan kode ini")
    (code,) = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", citizen.text())
    citizen.press("Lihat pengaduan saya")
    citizen.sees("Diterima, belum diverifikasi")
    assert code not in citizen.page.url

    desk = enter(OFFICE, "SECTION_HEAD")
    desk.open("/antrean-kerja/")
    desk.open("/buku-pengaduan/?keadaan=RECEIVED")
    desk.page.get_by_role("link", name=WORDS[:40]).click()
    desk.sees(WORDS, "Anonim")
    desk.press("Verifikasi")
    act(desk, "Jawab sebagai kantor", text="Mohon maaf, mulai besok sesuai jadwal.")
    desk.sees("Tulis dulu tindak lanjutnya")
    act(
        desk,
        "Jawab sebagai kantor",
        done="Kunci loket dipegang kasi.",
        text="Mohon maaf, mulai besok sesuai jadwal.",
    )
    desk.sees("Sudah dijawab")

    citizen.open("/pengaduan/lacak/")
    act(citizen, "Lihat", code=code.lower().replace("-", " "))
    citizen.sees("mulai besok sesuai jadwal", "Apakah jawaban ini cukup?")
    citizen.sees_not("Kunci loket dipegang kasi.")
    act(citizen, "Buka lagi pengaduan ini", text="Hari ini masih dikunci.")
    citizen.sees("Dibuka lagi oleh pelapor")

    desk.page.reload()
    desk.sees("Hari ini masih dikunci.")
    act(
        desk,
        "Jawab sebagai kantor",
        done="Kunci cadangan di meja informasi.",
        text="Sudah kami tambah kunci cadangan.",
    )
    citizen.open("/pengaduan/lacak/")
    act(citizen, "Lihat", code=code)
    citizen.press("Ya, saya terima")
    citizen.sees("Selesai")
    desk.page.reload()
    desk.sees("Jawaban diterima pelapor")
