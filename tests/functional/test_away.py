"""A camat leaves by phone; who is appointed signs what the order names; back again, the pile waits in order.

The clock of these processes is the machine's, so nothing here says which hour it is.
"""

from datetime import timedelta

import pytest

from commons.clock import today
from tests.functional import counter
from tests.functional.by_token import Hands, page_of
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"


def test_the_camat_goes_somebody_signs_what_they_may_and_the_camat_comes_back(enter, site) -> None:
    hands = Hands(site, LUMAJANG)
    named, other = hands.until("sktm", "SIGN"), hands.until("kp4", "SIGN")

    camat = enter(LUMAJANG, "HEAD", viewport=PHONE, has_touch=True)
    camat.open("/tanda-tangan/")
    camat.page.get_by_text("Saya keluar sampai").tap()
    with camat.leaving():
        camat.page.locator("[name=until]").last.tap()
    camat.sees("Anda tercatat tidak di tempat sampai", "Saya sudah kembali")

    keeper = enter(LUMAJANG, "SECTION_HEAD")
    keeper.open("/pimpinan/")
    keeper.sees("Belum ada yang mewakili", "Menurut standarnya menunggu pimpinan")
    keeper.follow("Tunjuk penanda tangan pengganti")
    page = keeper.page
    page.locator("[name=acting]").select_option(label="Joko Santoso, Sekretaris Kecamatan")
    page.get_by_role("radio", name="a.n.").check()
    page.fill("[name=order_number]", "800/12/2026")
    page.fill("[name=order_date]", f"{today() - timedelta(days=1):%d%m%Y}")
    page.fill("[name=from]", f"{today():%d%m%Y}")
    page.fill("[name=to]", f"{today():%d%m%Y}")
    page.locator("[name=services][value=sktm]").check()
    keeper.press("Catat penunjukan")
    keeper.sees("Joko Santoso", "Hanya untuk:", "Surat Perintah Camat Lumajang Nomor 800/12/2026")

    secretary = enter(LUMAJANG, "SECRETARY", viewport=PHONE, has_touch=True)
    secretary.open("/tanda-tangan/")
    secretary.sees("a.n. pimpinan, berdasarkan Surat Perintah Camat Lumajang")
    pile = secretary.page
    assert pile.locator(f"main [name=id][value^='{named['file_id']}']").count() == 1
    assert pile.locator(f"main [name=id][value^='{other['file_id']}']").count() == 0
    pile.locator(f"main [name=id][value^='{named['file_id']}']").check()
    with secretary.leaving():
        pile.get_by_role("button", name="Tandatangani yang dipilih").tap()
    with secretary.leaving():
        pile.get_by_role("button", name="Ya, sudah saya tandatangani").tap()
    secretary.sees("1 surat ditandatangani")
    secretary.open(page_of(other))
    secretary.sees("Menunggu tanda tangan Camat Lumajang")
    keeper.open("/pimpinan/biaya/")
    keeper.sees("Biaya ketidakhadiran")

    with camat.leaving():
        camat.page.get_by_role("button", name="Saya sudah kembali").tap()
    camat.sees("Selamat datang kembali", "Saya keluar sampai")
    waiting = camat.page.locator(f"main li:has([name=id][value^='{other['file_id']}'])")
    waiting.get_by_text("Lihat di sini").tap()
    waiting.get_by_role("link", name="Isi lengkap, atau tolak dengan alasan").wait_for()
    with camat.leaving():
        waiting.locator("[name=one]").tap()
    camat.sees("Tandatangani 1 surat?")
    with camat.leaving():
        camat.page.get_by_role("button", name="Ya, sudah saya tandatangani").tap()
    camat.sees("1 surat ditandatangani")
    assert "Daftar tanda tangan" in camat.fetch("/tanda-tangan/daftar/").pdf()
    hands.act("COUNTER", {**named, "event": named["event"] + 1}, "complete")
    officer = enter(LUMAJANG, "COUNTER")
    officer.open(page_of(named))
    strip = counter.letter(officer, page_of(named)).pdf()
    assert "a.n. CAMAT LUMAJANG" in strip
    assert "SEKRETARIS KECAMATAN" in strip
