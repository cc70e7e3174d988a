"""The kabupaten draws up a report, sends it and enters a point; an office fetches its own evidence."""

from typing import Any
from zipfile import ZipFile

import pytest

from commons import clock
from tests.functional.figures import a_years_figures
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"


@pytest.fixture(scope="module")
def figures(site) -> None:
    """A year of figures of the three offices."""
    a_years_figures(site)


def comes(visitor: Any, path: str) -> None:
    """The worker makes what was asked for; the page says so by itself."""
    visitor.page.locator("#busy").get_by_text("Selesai").first.wait_for(timeout=60_000)
    assert visitor.open(path) == 200


def test_a_report_is_drawn_up_and_sent(enter, visit, figures) -> None:
    admin = enter("kabupaten", "KAB_ADMIN")
    assert admin.open("/laporan/") == 200
    admin.press("Susun laporan")
    comes(admin, "/laporan/")
    admin.sees("Disusun", "PDF", "XLSX")
    assert admin.open("/laporan/surel/") == 200
    admin.sees("Peladen surel belum disetel")
    admin.page.get_by_label("Laporan bulanan kabupaten").check()
    admin.page.get_by_label("Penerima", exact=True).fill("Bagian Organisasi")
    admin.page.get_by_label("Alamat surel", exact=True).fill("salah")
    admin.press("Simpan penerima")
    admin.sees("Alamat surel itu tidak lengkap")
    admin.page.get_by_label("Alamat surel", exact=True).fill("organisasi@lumajangkab.go.id")
    admin.press("Simpan penerima")
    admin.sees("Langganan disimpan", "organisasi@lumajangkab.go.id")


def test_a_point_of_pekppp_is_entered(enter, figures) -> None:
    admin = enter("kabupaten", "KAB_ADMIN")
    assert admin.open("/laporan/") == 200
    admin.follow("Kecamatan Lumajang")
    admin.follow(f"Enam aspek PEKPPP {clock.today().year}")
    admin.sees("belum terukur dari Loket", "Belum ada nilai")
    admin.follow("Maklumat pelayanan ditetapkan dan dipajang")
    admin.page.get_by_label("Nilai 0 sampai 5").fill("4")
    admin.press("Simpan")
    admin.sees("Sebutkan buktinya")
    admin.page.get_by_label("Bukti").fill("Maklumat 01/2026")
    admin.press("Simpan")
    admin.sees("Isian disimpan", "Maklumat 01/2026")


def test_a_camat_sees_the_offices_own_reports_on_a_phone(enter, figures) -> None:
    camat = enter(LUMAJANG, "HEAD", viewport=PHONE)
    assert camat.open("/kinerja/") == 200
    camat.follow("Semua laporan")
    camat.sees("Laporan kantor", "Kumpulan bukti untuk Ombudsman")
    camat.sees_not("Jatiroto")
    camat.press("Susun kumpulan bukti hari ini")
    comes(camat, "/laporan/")
    camat.sees("ZIP")
    with camat.page.expect_download() as download:
        camat.page.get_by_role("link", name="ZIP").first.click()
    with ZipFile(download.value.path()) as bundle:
        names = bundle.namelist()
        assert bundle.testzip() is None
    assert names[0] == "daftar-isi.pdf"
    assert "standar/sktm.pdf" in names
