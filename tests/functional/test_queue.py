"""A morning at two counters: called, recalled, held, received, sent home; each sees the other live."""

import re

import pytest

from tests.functional import counter
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"
CONSOLE = "/antrean/"


def called(person) -> str:
    """The number on this person's console."""
    return str(person.page.inner_text(".ticket-number")).strip()


def settle(person) -> None:
    """Whoever the demo left at this counter is done; the next one may be called."""
    while person.page.locator(".ticket-number").count():
        person.press("Selesai tanpa berkas")


def key(person, letter: str) -> None:
    """A shortcut that sends a form."""
    with person.leaving():
        person.page.keyboard.press(letter)


def call_until(officer, number: str) -> int:
    """Call and serve, by keys, until this number is here; how many were called before it."""
    for before in range(8):
        key(officer, "l")
        if called(officer) == number:
            return before
        key(officer, "s")
    raise AssertionError(f"{number} was never called")


def test_a_morning_at_two_counters(enter) -> None:
    officer, operator = enter(LUMAJANG, "COUNTER"), enter(LUMAJANG, "OPERATOR", viewport=PHONE)
    officer.open(CONSOLE)
    officer.press("Loket 1")
    operator.open(CONSOLE)
    operator.press("Loket 2")
    settle(officer)
    settle(operator)

    officer.open("/antrean/ambil/")
    officer.page.get_by_label("lansia").check()
    officer.press("Perekaman dan Pencetakan KTP-el")
    officer.sees("prioritas")
    urgent = called(officer)
    officer.open(CONSOLE)
    before = call_until(officer, urgent)
    assert before <= 3, "priority goes first, but two times in a row at most"
    # The other counter hears of it without asking.
    there = operator.page.get_by_text(re.compile(rf"{urgent}\s+Loket 1"))
    there.first.wait_for()

    key(officer, "u")
    officer.sees(f"{urgent} dipanggil ulang", "2 kali")
    officer.page.get_by_text("Tahan, pindahkan, layanan lain").click()
    officer.page.get_by_label("Tahan: mengapa").fill("mengambil fotokopi")
    officer.press("Tahan", exact=True)
    officer.sees("ditahan; masih dapat dikembalikan")
    officer.press(f"Panggil {urgent}")
    # The same person is called by the other counter with an old page.
    assert called(officer) == urgent

    with officer.leaving():
        officer.page.keyboard.press("Control+Enter")
    assert "/terima/ktp-el/" in officer.page.url
    officer.sees(f"antrean {urgent}")
    receive = officer.page.url
    path = counter.receive(
        officer, "ktp-el", {}, group="baru", ticket="/" + receive.split("/", 3)[3], letter="1/2026"
    )
    officer.open(CONSOLE)
    done = officer.page.locator("section", has=officer.page.get_by_role("heading", name="Baru selesai"))
    assert urgent in done.inner_text()
    assert done.get_by_role("link", name=f"Buka berkas {urgent}").get_attribute("href") == path

    operator.press("Panggil berikutnya")
    number = called(operator)
    with operator.leaving():
        operator.page.get_by_role("link", name="Disuruh pulang", exact=True).click()
    operator.sees(f"antrean {number}")
    operator.page.locator("[name=missing]").first.check()
    operator.press("Catat dan cetak slip")
    slip = operator.page.get_by_role("link", name="Cetak yang perlu dibawa").get_attribute("href")
    assert "YANGPERLUDIBAWA" in "".join(operator.fetch(slip).pdf().split())
    operator.open(CONSOLE)
    operator.sees(number, "pulang, belum lengkap")

    officer.open("/antrean/akhir-hari/")
    officer.sees("Tutup antrean hari ini")


def test_the_admin_sets_the_queue_up(enter) -> None:
    admin = enter(LUMAJANG, "OFFICE_ADMIN")
    admin.open("/pengaturan/antrean/")
    with admin.leaving():
        admin.page.get_by_role("link", name="Tambah loket").click()
    admin.page.fill("[name=name]", "Pengambilan")
    admin.press("Simpan")
    admin.sees("Loket disimpan", "Pengambilan")
    with admin.leaving():
        admin.page.get_by_role("link", name="Tambah kelompok").click()
    admin.press("Simpan")
    admin.sees("Ada yang perlu dibetulkan")
