"""From a closed semester to the poster and the plan: frozen, signed, published, promised, compiled."""

import pytest

from tests.functional.counter import answer
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
JATIROTO = "kec-jatiroto"


def test_from_a_closed_semester_to_the_plan(enter, visit) -> None:
    kasi = enter(JATIROTO, "SECTION_HEAD")
    kasi.open("/skm/hasil/")
    kasi.sees("Belum dibekukan", "Masih berjalan")
    kasi.page.get_by_role("link", name="Semester").first.click()
    kasi.sees("Nilai tiap unsur", "di bawah jumlah minimum", "Belum ada. Susun satu tindakan")
    kasi.press("Bekukan hasil")
    kasi.sees("Revisi 00 dibekukan", "menunggu tanda tangan pimpinan")
    result = kasi.page.url
    kasi.follow("Saran")
    kasi.sees("Saran responden", "Memuat salah satu kata")

    citizen = visit(JATIROTO, viewport=PHONE)
    citizen.open("/kepuasan/")
    citizen.sees("Belum ada hasil yang diumumkan")

    head = enter(JATIROTO, "HEAD")
    head.arrive(result)
    head.follow("Tanda tangani")
    head.sees("SHA-256", "Unsur terendah")
    head.press("Sudah saya tanda tangani, umumkan")
    head.sees("Hasil ditandatangani dan diumumkan")

    kasi.arrive(result)
    kasi.follow("Tambah rencana")
    kasi.press("Simpan rencana")
    kasi.sees("Ada yang perlu dibetulkan")
    kasi.page.get_by_label("Apa yang dilakukan").fill("Memasang kode QR pengaduan di tiap loket")
    kasi.page.get_by_label("Penanggung jawab").select_option(index=1)
    kasi.page.get_by_label("Selesai paling lambat").fill("31122027")
    kasi.press("Simpan rencana")
    kasi.sees("Rencana disimpan", "31 Desember 2027", "Belum dimulai")
    kasi.follow("Catat kemajuan")
    answer(kasi.page, {"note": "Kode QR sudah dicetak dan dipasang di dua loket"})
    kasi.press("Catat kemajuan")
    kasi.sees("Kemajuan dicatat", "Sedang dikerjakan")

    citizen.open("/kepuasan/")
    citizen.page.locator(".doors a").first.click()
    citizen.sees("Indeks Kepuasan Masyarakat", "Yang kami perbaiki", "Kode QR sudah dicetak")
    poster = citizen.fetch(citizen.page.get_by_role("link", name="A4").get_attribute("href")).pdf()
    for words in ("INDEKS KEPUASAN MASYARAKAT", "Jumlah responden", "Terima kasih", "jumlah minimum"):
        assert words in poster, words

    bupati = enter("kabupaten", "EXECUTIVE")
    bupati.open("/skm/")
    bupati.sees("Kompilasi SKM", "Kecamatan Jatiroto", "belum cukup data", "Menurut kantor")
