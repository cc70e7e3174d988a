"""The office's admin publishes a pledge; a citizen reads it, and takes a standard along."""

import pytest

from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser


def test_a_pledge_is_published_and_a_citizen_reads_it(enter, visit) -> None:
    admin = enter("kec-lumajang", "OFFICE_ADMIN")
    assert admin.open("/pengaturan/janji/") == 200
    admin.page.get_by_role("link", name="Maklumat pelayanan").first.click()
    assert "menyatakan sanggup" in admin.page.get_by_label("Bunyinya").input_value()
    admin.page.get_by_label("Ditandatangani oleh").fill("")
    admin.press("Terbitkan versi 2")
    admin.sees("Belum diisi")
    admin.page.get_by_label("Ditandatangani oleh").fill("Retno Wahyuni, S.STP")
    admin.page.get_by_label("Jabatan").fill("Camat Lumajang")
    admin.press("Terbitkan versi 2")
    admin.sees("versi baru berlaku", "Retno Wahyuni, S.STP")
    citizen = visit("kec-lumajang", viewport=PHONE)
    assert citizen.open("/janji/") == 200
    citizen.sees("Maklumat pelayanan", "menyatakan sanggup", "Versi 2")
    poster = citizen.fetch("/janji/maklumat/poster-a3.pdf")
    assert (poster.status, poster.kind, poster.body[:5]) == (200, "application/pdf", b"%PDF-")
    assert citizen.open("/layanan/sktm/") == 200
    citizen.sees("Bagan alur layanan ini", "Selebaran untuk dibawa pulang")
    for path, kind in (
        ("/layanan/sktm/selebaran.pdf", "application/pdf"),
        ("/layanan/sktm/standar.json", "application/json"),
        ("/standar-pelayanan.pdf", "application/pdf"),
    ):
        taken = citizen.fetch(path)
        assert (taken.status, taken.kind.split(";")[0]) == (200, kind)
