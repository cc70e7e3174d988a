"""The bupati's office looks where people wait; an office looks at itself and doubts a figure."""

import pytest

from tests.functional.figures import a_years_figures
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
LUMAJANG = "kec-lumajang"
LAST_YEAR = "?masa=12-bulan"


@pytest.fixture(scope="module")
def figures(site) -> None:
    """A year of figures of the three offices; Jatiroto's leader was away much of it."""
    a_years_figures(site, away="kec-jatiroto")


def test_the_bupatis_office_finds_where_people_wait_and_why(enter, figures) -> None:
    bupati = enter("kabupaten", "EXECUTIVE")
    assert bupati.open(f"/kinerja/{LAST_YEAR}") == 200
    bupati.sees("Di mana warga menunggu, dan mengapa?", "Kecamatan Jatiroto: 71 %", "Perlu perhatian: 1")
    bupati.page.locator("svg.map a[aria-label*='Jatiroto']").focus()
    with bupati.leaving():
        bupati.page.keyboard.press("Enter")
    bupati.sees("Kecamatan Jatiroto", "Perlu perhatian", "Menit pimpinan tidak di tempat per berkas")
    for path in ("ukuran/office_minutes/", "banding/?kantor_b=35.08.17", "keberatan/", "?tingkat=kelurahan"):
        assert bupati.open(f"/kinerja/{path}") == 200


def test_an_office_doubts_a_figure_and_reads_the_answer(enter, figures) -> None:
    camat = enter(LUMAJANG, "HEAD", viewport=PHONE)
    assert camat.open(f"/kinerja/{LAST_YEAR}") == 200
    camat.sees("Kinerja kantor", "93 %")
    camat.sees_not("Jatiroto")
    camat.follow("Persoalkan Janji waktu ditepati")
    camat.press("Kirim ke kabupaten")
    camat.sees("Tulis alasannya dengan jelas")
    camat.page.fill("[name=reason]", "Dua belas berkas dicatat dua kali pada 3 Oktober.")
    camat.press("Kirim ke kabupaten")
    camat.sees("Menunggu jawaban", "dicatat dua kali")
    admin = enter("kabupaten", "KAB_ADMIN")
    admin.open("/kinerja/keberatan/")
    admin.follow("Jawab Kecamatan Lumajang, Janji waktu ditepati")
    admin.page.get_by_label("Angka benar, sudah dijelaskan").check()
    admin.page.fill("[name=answer]", "Sudah diperiksa: tidak ada berkas ganda.")
    admin.press("Simpan jawaban")
    admin.sees("Angka benar, sudah dijelaskan", "tidak ada berkas ganda")
    camat.open("/kinerja/")
    camat.sees("tidak ada berkas ganda")


def test_the_months_report_is_ready_to_print(enter, figures) -> None:
    camat = enter(LUMAJANG, "HEAD")
    camat.open("/kinerja/")
    camat.follow("Laporan bulan lalu")
    camat.sees("Laporan kinerja pelayanan", "Dicetak")
    assert len(camat.page.pdf(format="A4")) > 20_000


def test_the_page_needs_no_scripts(enter, figures) -> None:
    plain = enter("kabupaten", "EXECUTIVE", java_script_enabled=False)
    assert plain.open(f"/kinerja/{LAST_YEAR}") == 200
    plain.page.select_option("#f-ukuran", "received_per_1000")
    plain.press("Tampilkan")
    plain.sees("Di mana: Berkas per 1.000 penduduk", "Sensus Penduduk 2010")
