"""One message through the browser: worded, sent by the console, stuck, and sent again."""

import pytest

from tests.functional import counter
from tests.functional.site import manage

pytestmark = pytest.mark.browser
JATIROTO = "kec-jatiroto"


def test_words_are_changed_sent_by_the_console_and_a_dead_letter_goes_again(enter, site) -> None:
    admin = enter(JATIROTO, "OFFICE_ADMIN")
    admin.open("/pengaturan/")
    admin.follow("Pesan kepada pemohon")
    admin.sees("Layar uji", "menyala", "Sudah dapat diambil")
    admin.open("/pengaturan/pesan/aturan/")
    counter.answer(admin.page, {"quiet_from": "00.00", "quiet_to": "00.00"})
    admin.press("Simpan")
    admin.open("/pengaturan/pesan/kata/ready/sms/")
    admin.page.fill("[name=text]", "Halo {nama}, berkas {nomor} siap – {nik}")
    admin.press("Simpan")
    admin.sees("tidak dapat dipakai pada pesan ini")
    admin.page.fill("[name=text]", "Halo {nama}, berkas {nomor} siap – {tautan}")
    admin.press("Lihat pratinjau")
    admin.sees("Halo Siti A., berkas 0123/", "UCS-2", "belum pernah diubah")
    admin.press("Simpan")
    admin.sees("Versi 1")
    admin.open("/pengaturan/pesan/saluran/console/")
    admin.press("Kirim pesan uji")
    admin.sees("Pesan uji", "Menunggu dikirim")

    manage(site.environment, "send_messages")
    admin.page.reload()
    admin.sees("Diterima penyedia")

    officer = enter(JATIROTO, "COUNTER")
    officer.open("/pesan/?keadaan=macet")
    officer.sees("Gagal", "Tidak diketahui, mungkin sampai")
    failed = officer.page.locator("#outbox li", has_text="Semua saluran sudah dicoba").first
    with officer.leaving():
        failed.get_by_role("link").click()
    officer.sees("Nomor ini tidak memakai WhatsApp.")
    officer.press("Kirim lagi")
    officer.sees("Menunggu dikirim", "Dikirim lagi.")
    manage(site.environment, "send_messages")
    officer.page.reload()
    officer.sees("Diterima penyedia")
    with officer.leaving():
        officer.page.locator("main dl a").first.click()
    officer.sees("Pemohon tidak mau dikirimi pesan", "Berkas diterima")
    officer.open("/pesan/hubungi/")
    officer.sees("sudah selesai dan dapat diambil")
    officer.open("/pemberitahuan/")
    officer.open("/pemberitahuan/saluran/")
    officer.open("/pesan/")
    officer.sees("Diterima penyedia")
